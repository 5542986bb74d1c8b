namespace Refwatch.Extracting;

/// <summary>
/// Lists of stories: three or more neighbours, each a linked headline with at most a few words under it. Part of a listing page, or of
/// the "more from us" under an article.
/// </summary>
internal static class Cards
{
    private const int LeastCards = 3;
    private const int MostLines = 8;
    private const int MostProse = 350;
    private const int LeastHeadline = 15;
    private const double LeastShare = 0.8;

    /// <summary>Cuts the lists, unless most of the page's prose is in them.</summary>
    public static void Cut(Outline outline)
    {
        var elements = outline.Elements;
        var prose = Boilerplate.ProseSums(outline.Lines);
        var most = 0.4 * prose[^1];
        foreach (var list in Find(outline, prose))
        {
            ref readonly var element = ref elements[list];
            if (prose[element.EndLine] - prose[element.FirstLine] > most) continue;
            foreach (ref var line in outline.Lines[element.FirstLine..element.EndLine]) line.IsCut = true;
        }
    }

    private static List<int> Find(Outline outline, double[] prose)
    {
        var elements = outline.Elements;
        var cards = new int[elements.Length];
        var cardLines = new int[elements.Length];
        for (var i = 1; i < elements.Length; i++)
        {
            ref readonly var element = ref elements[i];
            if (!Tags.StartsLine(element.Tag) || element.Tag is Tag.Row or Tag.Cell || !IsCard(outline, element, prose)) continue;
            cards[element.Parent]++;
            cardLines[element.Parent] += element.EndLine - element.FirstLine;
        }

        var lists = new List<int>();
        for (var i = 0; i < elements.Length; i++)
        {
            var lines = elements[i].EndLine - elements[i].FirstLine;
            if (cards[i] >= LeastCards && cardLines[i] >= LeastShare * lines) lists.Add(i);
        }

        return lists;
    }

    private static bool IsCard(Outline outline, in OutlineElement element, double[] prose)
    {
        var lines = element.EndLine - element.FirstLine;
        if (lines is 0 or > MostLines || prose[element.EndLine] - prose[element.FirstLine] > MostProse) return false;
        for (var i = element.FirstLine; i < element.EndLine; i++)
        {
            ref readonly var line = ref outline.Lines[i];
            if (line.Text.Length >= LeastHeadline && line.LinkDensity > 0.7) return true;
        }

        return false;
    }
}
