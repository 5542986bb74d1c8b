namespace Refwatch.Extracting;

/// <summary>
/// Lists of stories: neighbours, each a linked headline with at most a few words under it. Part of a listing page, or of
/// the "more from us" under an article.
/// </summary>
internal static class Cards
{
    private const int LeastCards = 2;
    private const int MostLines = 8;
    private const int MostProse = 350;
    private const int LeastHeadline = 15;
    private const double LeastShare = 0.8;

    /// <summary>Beside this much prose of its own a page is an article, whatever it lists.</summary>
    private const double LeastArticle = 500;

    /// <summary>Cuts the lists, unless most of the page's prose is in them.</summary>
    public static void Cut(Outline outline, string host)
    {
        var elements = outline.Elements;
        var prose = Boilerplate.ProseSums(outline.Lines);
        var most = 0.4 * prose[^1];
        foreach (var list in Find(outline, prose))
        {
            ref readonly var element = ref elements[list];
            var part = prose[element.EndLine] - prose[element.FirstLine];
            if (part > most && (prose[^1] - part < LeastArticle || !LinksInto(outline, list, host))) continue;
            foreach (ref var line in outline.Lines[element.FirstLine..element.EndLine]) line.IsCut = true;
        }
    }

    /// <summary>How many cards the page has, their text, and the prose outside of lists and cut parts.</summary>
    public static (int Cards, int Text, double OtherProse) Count(Outline outline)
    {
        var (cards, text) = (0, 0);
        var seen = 0;
        var prose = Boilerplate.ProseSums(outline.Lines);
        var inLists = 0.0;
        foreach (var list in Find(outline, prose))
        {
            ref readonly var element = ref outline.Elements[list];
            if (element.FirstLine < seen || IsFramed(outline, list)) continue;
            seen = element.EndLine;
            inLists += prose[element.EndLine] - prose[element.FirstLine];
            for (var i = element.FirstLine; i < element.EndLine; i++)
            {
                text += outline.Lines[i].Text.Length;
                if (outline.Lines[i].LinkDensity > 0.7 && outline.Lines[i].Text.Length >= LeastHeadline) cards++;
            }
        }

        return (cards, text, prose[^1] - inLists);
    }

    /// <summary>How many lines are headlines of other pages, in cut lists too, menus not counted.</summary>
    public static int LinkedHeadlines(Outline outline)
    {
        var count = 0;
        foreach (ref readonly var line in outline.Lines)
        {
            if (line.LinkDensity > 0.7 && line.Text.Length >= LeastHeadline && !IsFramed(outline, line.Owner)) count++;
        }

        return count;
    }

    private static bool IsFramed(Outline outline, int element)
    {
        for (var at = element; at >= 0; at = outline.Elements[at].Parent)
        {
            if (outline.Elements[at].Mark == Mark.Frame) return true;
        }

        return false;
    }

    /// <summary>A list of products links to shops; a list of stories links into its own site.</summary>
    private static bool LinksInto(Outline outline, int list, string host)
    {
        var elements = outline.Elements;
        for (var i = list; i < elements[list].End; i++)
        {
            if (elements[i].Tag != Tag.Link || elements[i].Element.GetAttribute("href") is not { Length: > 1 } address) continue;
            return address[0] is '/' or '?' or '.' || !address.Contains("://", StringComparison.Ordinal)
                || address.Contains(host, StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private static List<int> Find(Outline outline, double[] prose)
    {
        var elements = outline.Elements;
        var left = new int[outline.Lines.Length + 1];
        for (var i = 0; i < outline.Lines.Length; i++) left[i + 1] = left[i] + (outline.Lines[i].IsCut ? 0 : 1);
        var cards = new int[elements.Length];
        var cardLines = new int[elements.Length];
        var lists = new List<int>();
        for (var i = 1; i < elements.Length; i++)
        {
            ref readonly var element = ref elements[i];
            if (!Tags.StartsLine(element.Tag) || element.Tag is Tag.Row or Tag.Cell) continue;
            if (!IsCard(outline, element, prose, left)) continue;
            if (element.Tag == Tag.Article) lists.Add(i);
            cards[element.Parent]++;
            cardLines[element.Parent] += left[element.EndLine] - left[element.FirstLine];
        }

        for (var i = 0; i < elements.Length; i++)
        {
            var lines = left[elements[i].EndLine] - left[elements[i].FirstLine];
            if (cards[i] >= LeastCards && cardLines[i] >= LeastShare * lines) lists.Add(i);
        }

        lists.Sort();
        return lists;
    }

    private static bool IsCard(Outline outline, in OutlineElement element, double[] prose, int[] left)
    {
        var lines = left[element.EndLine] - left[element.FirstLine];
        if (lines is 0 or > MostLines || prose[element.EndLine] - prose[element.FirstLine] > MostProse) return false;
        var least = lines == 1 && element.Tag is Tag.ListItem or Tag.Paragraph or Tag.Heading ? 1 : 0.7;
        for (var i = element.FirstLine; i < element.EndLine; i++)
        {
            ref readonly var line = ref outline.Lines[i];
            if (line.IsCut) continue;
            if (line.Text.Length >= LeastHeadline && line.LinkDensity > least) return true;
            var isCutShort = line.Text.EndsWith("...", StringComparison.Ordinal) || line.Text[^1] is '…';
            if (line.LinkCharacters >= LeastHeadline && isCutShort) return true;
        }

        return false;
    }
}
