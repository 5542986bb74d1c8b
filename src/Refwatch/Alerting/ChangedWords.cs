using System.Text.RegularExpressions;
using DiffPlex;

namespace Refwatch.Alerting;

/// <summary>A stretch of a sentence that stayed, or that stands in one of the two versions only.</summary>
public readonly record struct WordRun(string Text, bool IsChanged);

/// <summary>Marks the words that differ between two versions of a sentence.</summary>
public static partial class ChangedWords
{
    // Longer "sentences" are not prose; comparing them word by word would cost more than it tells.
    private const int MaxLength = 4_000;

    /// <summary>Both versions as runs; joined, the runs are the versions.</summary>
    public static (IReadOnlyList<WordRun> Before, IReadOnlyList<WordRun> After) Between(string before, string after)
    {
        if (before.Length > MaxLength || after.Length > MaxLength)
        {
            return ([new(before, true)], [new(after, true)]);
        }

        var diff = new Differ().CreateCustomDiffs(before, after, ignoreWhiteSpace: false, Words);
        return (
            Runs(diff.PiecesOld, diff.DiffBlocks.Select(static block => (block.DeleteStartA, block.DeleteCountA))),
            Runs(diff.PiecesNew, diff.DiffBlocks.Select(static block => (block.InsertStartB, block.InsertCountB))));
    }

    private static List<WordRun> Runs(string[] words, IEnumerable<(int Start, int Count)> changed)
    {
        var runs = new List<WordRun>();
        var at = 0;
        foreach (var (start, count) in changed.Where(static block => block.Count > 0))
        {
            Add(start, isChanged: false);
            Add(start + count, isChanged: true);
        }

        Add(words.Length, isChanged: false);
        return runs;

        void Add(int end, bool isChanged)
        {
            if (end > at)
            {
                runs.Add(new WordRun(string.Concat(words.Skip(at).Take(end - at)), isChanged));
            }

            at = end;
        }
    }

    private static string[] Words(string text) => [.. Word().Matches(text).Select(static match => match.Value)];

    /// <summary>A word or number with what joins it inside (1,200; 5.5; well-known; rights'), a run of white space, or one other sign.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+(?:[.,:'’\-‑][\p{L}\p{N}\p{M}]+)*|\s+|.", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Word();
}
