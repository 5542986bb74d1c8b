using Refwatch.Extracting;

namespace Refwatch.Verdicts;

/// <summary>How much of what the page used to say it still says.</summary>
/// <param name="Kept">The share of the last good capture's three-word runs that stand on the page now, 0 to 1.</param>
/// <param name="LengthRatio">Words now to words then.</param>
internal sealed record Likeness(double Kept, double LengthRatio)
{
    /// <summary>Shorter texts share their few words by chance.</summary>
    private const int FewestWords = 30;

    /// <summary>The page still says most of it.</summary>
    public bool IsSame => Kept >= 0.5;

    /// <summary>Nothing of it is left. Menus and boilerplate of the same site keep a few runs.</summary>
    public bool IsOther => Kept < 0.1;

    /// <summary>Nothing of it is left, and little came instead.</summary>
    public bool IsCollapsed => IsOther && LengthRatio < 0.34;

    /// <summary>Null when there is no last good capture, or it was too short or too changeable to compare.</summary>
    public static Likeness? Between(PageContent? lastGood, PageContent? content, PageView view)
    {
        if (lastGood is null || lastGood.NotComparable is not null)
        {
            return null;
        }

        var before = new WordList(lastGood.Text);
        if (before.Count < FewestWords)
        {
            return null;
        }

        // The extractor may miss a text that the page shows: precision wants both looked at.
        var now = new WordList(content is null ? view.Text : content.Text + "\n" + view.Text);
        var runs = RunsOf(before);
        var kept = runs.Count(RunsOf(now).Contains);
        var length = content is { Blocks.Count: > 0 } ? new WordList(content.Text).Count : now.Count;
        return new Likeness((double)kept / runs.Count, (double)length / before.Count);
    }

    private static HashSet<(string, string, string)> RunsOf(WordList words) =>
        [.. Enumerable.Range(0, Math.Max(0, words.Count - 2)).Select(i => (words[i], words[i + 1], words[i + 2]))];
}
