namespace Refwatch.Extracting;

/// <summary>
/// Finds the element that holds the main text: every line has a value, positive for prose and negative for labels and links, and the
/// element whose lines are worth most wins (the maximum subsequence of Pasternack and Roth, "Extracting Article Text from the Web with
/// Maximum Subsequence Segmentation", WWW 2009, restricted to subtrees).
/// </summary>
internal static class MainElement
{
    private const double NamedBody = 1.5;

    /// <returns>The index of the element, 0 when the outline has none that is better than the whole.</returns>
    public static int Find(Outline outline)
    {
        var lines = outline.Lines;
        var sums = new double[lines.Length + 1];
        for (var i = 0; i < lines.Length; i++) sums[i + 1] = sums[i] + Value(outline, i);
        var elements = outline.Elements;
        var best = 0;
        var bestValue = double.MinValue;
        for (var i = 0; i < elements.Length; i++)
        {
            ref readonly var element = ref elements[i];
            if (!Tags.StartsLine(element.Tag) || element.EndLine == element.FirstLine) continue;
            var value = sums[element.EndLine] - sums[element.FirstLine];
            if (value > 0 && element.Mark == Mark.Body) value *= NamedBody;
            if (value >= bestValue) (best, bestValue) = (i, value);
        }

        return best;
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
        return owner.Row > 0 || owner.Item > 0 ? 0.3 * line.Text.Length : -12;
    }

    /// <summary>A few words under a headline that links to the story: one entry of a list of stories.</summary>
    private static bool IsTeaser(Outline outline, int at) =>
        at > 0 && outline.Lines[at].Text.Length < 350 && IsLinkedHeadline(outline, at - 1)
        && (at + 1 == outline.Lines.Length || Prose.Of(outline.Lines[at + 1]) == 0);

    private static bool IsLinkedHeadline(Outline outline, int at) =>
        outline.Lines[at].LinkDensity > 0.7 && outline.Lines[at].Text.Length > 15;
}
