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
        for (var i = 0; i < lines.Length; i++) sums[i + 1] = sums[i] + Value(lines[i], outline);
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

    private static double Value(in Line line, Outline outline)
    {
        if (line.IsCut) return 0;
        var prose = Prose.Of(line);
        if (prose > 0) return prose;
        if (outline.Elements[line.Owner].Heading > 0) return -5;
        return line.LinkDensity > 0.5 ? -25 - (0.3 * line.LinkCharacters) : -12;
    }
}
