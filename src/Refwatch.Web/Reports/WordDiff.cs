using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Model;

namespace Refwatch.Web.Reports;

/// <summary>Which words of a claim changed, in reading order: what was removed stands before what was added in its place.</summary>
public sealed partial record WordDiff(IReadOnlyList<WordSegment> Segments)
{
    /// <summary>More than so many words are compared as one: the comparison's time grows with words times differences.</summary>
    private const int MaxWords = 2000;

    /// <summary>When less than this share of the longer text stays, marked words would be a puzzle: the whole is marked.</summary>
    private const double MinKept = 0.35;

    /// <param name="before">The claim as it was; null when it was added.</param>
    /// <param name="after">The claim as it is; null when it was removed.</param>
    public static WordDiff Between(string? before, string? after)
    {
        var (old, now) = (DisplayText.Clean(before), DisplayText.Clean(after));
        var segments = Words.Count(old) + Words.Count(now) > MaxWords ? Whole(old, now) : Read(new Differ().CreateCustomDiffs(
            old, now, ignoreWhiteSpace: false, static text => [.. Words.Matches(text).Select(static match => match.Value)]));
        var kept = segments.Where(static segment => segment.Kind is WordSegmentKind.Kept).Sum(static segment => segment.Text.Length);
        return new WordDiff(kept < MinKept * Math.Max(old.Length, now.Length) ? Whole(old, now) : segments);
    }

    private static List<WordSegment> Read(DiffResult diff)
    {
        var segments = new List<WordSegment>();
        var (kept, at) = (0, 0);
        foreach (var block in Joined(diff))
        {
            Add(WordSegmentKind.Kept, diff.PiecesOld, kept, block.DeleteStartA - kept);
            Add(WordSegmentKind.Removed, diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(WordSegmentKind.Added, diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            (kept, at) = (block.DeleteStartA + block.DeleteCountA, block.InsertStartB + block.InsertCountB);
        }

        Add(WordSegmentKind.Kept, diff.PiecesNew, at, diff.PiecesNew.Length - at);
        return segments;

        void Add(WordSegmentKind kind, IReadOnlyList<string> pieces, int start, int count)
        {
            if (count > 0)
            {
                segments.Add(new WordSegment(kind, string.Concat(pieces.Skip(start).Take(count))));
            }
        }
    }

    /// <summary>Replacements with only a space between them are one: "10 March" for "2 May", not a word at a time.</summary>
    private static IEnumerable<DiffBlock> Joined(DiffResult diff)
    {
        DiffBlock? open = null;
        foreach (var block in diff.DiffBlocks)
        {
            if (open is not null && IsReplacement(open) && IsReplacement(block) && OnlySpaceBetween(open, block))
            {
                open = new DiffBlock(
                    open.DeleteStartA, block.DeleteStartA + block.DeleteCountA - open.DeleteStartA,
                    open.InsertStartB, block.InsertStartB + block.InsertCountB - open.InsertStartB);
                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = block;
        }

        if (open is not null)
        {
            yield return open;
        }

        bool OnlySpaceBetween(DiffBlock left, DiffBlock right) =>
            string.IsNullOrWhiteSpace(string.Concat(diff.PiecesOld.Take((left.DeleteStartA + left.DeleteCountA)..right.DeleteStartA)));
    }

    private static bool IsReplacement(DiffBlock block) => block is { DeleteCountA: > 0, InsertCountB: > 0 };

    private static List<WordSegment> Whole(string before, string after) =>
        [.. new[] { new WordSegment(WordSegmentKind.Removed, before), new WordSegment(WordSegmentKind.Added, after) }.Where(static segment => segment.Text.Length > 0)];

    /// <summary>Words with what holds them together ("2.5", "well-known", "O'Neil"), white space, and every other sign by itself.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+(?:[.,:/'’‑-][\p{L}\p{N}\p{M}]+)*|\s+|.", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Words { get; }
}

/// <summary>A run of words with one fate.</summary>
public readonly record struct WordSegment(WordSegmentKind Kind, string Text);

public enum WordSegmentKind
{
    Kept,
    Removed,
    Added,
}
