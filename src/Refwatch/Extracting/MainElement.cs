namespace Refwatch.Extracting;

/// <summary>
/// Finds the element that holds the main text: every line has a value, positive for prose and negative for labels and links, and the
/// element whose lines are worth most wins (the maximum subsequence of Pasternack and Roth, "Extracting Article Text from the Web with
/// Maximum Subsequence Segmentation", WWW 2009, restricted to subtrees).
/// </summary>
internal static class MainElement
{
    /// <summary>Where a page names its body, and the body holds this share of the prose, prose elsewhere counts nothing.</summary>
    private const double NamedShare = 0.5;
    private const int MostBeside = 5;
    private const int MostTeaser = 350;

    /// <returns>The index of the element, 0 when the outline has none that is better than the whole.</returns>
    public static int Find(Outline outline)
    {
        var values = new double[outline.Lines.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Value(outline, i);
        Discount(outline, values);
        var sums = new double[values.Length + 1];
        for (var i = 0; i < values.Length; i++) sums[i + 1] = sums[i] + values[i];

        var elements = outline.Elements;
        var best = 0;
        var bestValue = double.MinValue;
        for (var i = 0; i < elements.Length; i++)
        {
            ref readonly var element = ref elements[i];
            if (!Tags.StartsLine(element.Tag) || element.EndLine == element.FirstLine) continue;
            var value = sums[element.EndLine] - sums[element.FirstLine];
            if (value >= bestValue) (best, bestValue) = (i, value);
        }

        return IsParagraph(elements[best].Tag) ? AroundParagraph(outline, best) : best;
    }

    private static bool IsParagraph(Tag tag) => tag is Tag.Paragraph or Tag.Heading or Tag.Quotation or Tag.ListItem or Tag.Caption;

    /// <summary>One paragraph is not a body: its heading stands beside it, unless much else does.</summary>
    private static int AroundParagraph(Outline outline, int paragraph)
    {
        var elements = outline.Elements;
        var parent = paragraph;
        while (elements[parent].Parent > 0 && IsParagraph(elements[parent].Tag)) parent = elements[parent].Parent;
        var beside = 0;
        for (var i = elements[parent].FirstLine; i < elements[parent].EndLine; i++)
        {
            if (!outline.Lines[i].IsCut) beside++;
        }

        return beside <= MostBeside ? parent : paragraph;
    }

    /// <summary>Takes away the worth of lines outside the elements that are named as body, when these hold most of the worth.</summary>
    private static void Discount(Outline outline, double[] values)
    {
        var named = new bool[values.Length];
        var elements = outline.Elements;
        for (var i = 0; i < elements.Length; i++)
        {
            if (elements[i].Mark == Mark.Body) named.AsSpan(elements[i].FirstLine..elements[i].EndLine).Fill(true);
        }

        var (inside, all) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            all += Math.Max(0, values[i]);
            if (named[i]) inside += Math.Max(0, values[i]);
        }

        if (inside < NamedShare * all) return;
        for (var i = 0; i < values.Length; i++)
        {
            if (!named[i]) values[i] = Math.Min(0, values[i]);
        }
    }

    private static double Value(Outline outline, int at)
    {
        ref readonly var line = ref outline.Lines[at];
        if (line.IsCut) return 0;
        var prose = Prose.Of(line);
        if (prose > 0) return IsTeaser(outline, at) ? 0 : prose;
        var owner = outline.Elements[line.Owner];
        if (owner.Heading > 0) return -5;
        if (line.LinkDensity > 0.5) return -25 - (0.3 * line.LinkCharacters);
        if (owner.Row > 0) return 0.3 * line.Text.Length;
        return owner.Item > 0 ? Math.Max(-2, 0.3 * (line.Text.Length - 25)) : -12;
    }

    /// <summary>A few words under a headline that links to the story: one entry of a list of stories.</summary>
    private static bool IsTeaser(Outline outline, int at)
    {
        if (outline.Lines[at].Text.Length >= MostTeaser) return false;
        var (before, after) = (at - 1, at + 1);
        while (before >= 0 && outline.Lines[before].IsCut) before--;
        while (after < outline.Lines.Length && outline.Lines[after].IsCut) after++;
        return before >= 0 && IsLinkedHeadline(outline.Lines[before])
            && (after == outline.Lines.Length || Prose.Of(outline.Lines[after]) == 0);
    }

    private static bool IsLinkedHeadline(in Line line) => line.LinkDensity > 0.7 && line.Text.Length > 15;
}
