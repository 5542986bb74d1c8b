namespace Refwatch.Claims;

/// <summary>
/// The common elements of two sequences, in order. Equal ends first, then elements that both sides have once (patience, Bram Cohen), then
/// the longest common subsequence where the rest is small. Never quadratic: what is neither small nor anchored stays unmatched.
/// </summary>
internal static class SequenceAlignment
{
    private const long LargestTable = 40_000;
    private const int DeepestAnchoring = 16;

    /// <summary>For each element of <paramref name="before"/> the index of its partner in <paramref name="after"/>, or -1.</summary>
    public static int[] Match(ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        var partners = new int[before.Length];
        Array.Fill(partners, -1);
        Match(before, after, 0, 0, partners, DeepestAnchoring);
        return partners;
    }

    private static void Match(ReadOnlySpan<int> before, ReadOnlySpan<int> after, int beforeAt, int afterAt, int[] partners, int depth)
    {
        var prefix = before.CommonPrefixLength(after);
        for (var i = 0; i < prefix; i++)
        {
            partners[beforeAt + i] = afterAt + i;
        }

        before = before[prefix..];
        after = after[prefix..];
        beforeAt += prefix;
        afterAt += prefix;
        var suffix = 0;
        while (suffix < before.Length && suffix < after.Length && before[^(suffix + 1)] == after[^(suffix + 1)])
        {
            suffix++;
            partners[beforeAt + before.Length - suffix] = afterAt + after.Length - suffix;
        }

        before = before[..^suffix];
        after = after[..^suffix];
        if (before.IsEmpty || after.IsEmpty)
        {
            return;
        }

        if ((long)before.Length * after.Length <= LargestTable)
        {
            LongestCommon(before, after, beforeAt, afterAt, partners);
            return;
        }

        if (depth == 0)
        {
            return;
        }

        var lastBefore = 0;
        var lastAfter = 0;
        foreach (var (left, right) in Anchors(before, after))
        {
            partners[beforeAt + left] = afterAt + right;
            Match(before[lastBefore..left], after[lastAfter..right], beforeAt + lastBefore, afterAt + lastAfter, partners, depth - 1);
            lastBefore = left + 1;
            lastAfter = right + 1;
        }

        if (lastBefore > 0)
        {
            Match(before[lastBefore..], after[lastAfter..], beforeAt + lastBefore, afterAt + lastAfter, partners, depth - 1);
        }
    }

    private static void LongestCommon(ReadOnlySpan<int> before, ReadOnlySpan<int> after, int beforeAt, int afterAt, int[] partners)
    {
        var width = after.Length + 1;
        var lengths = new int[(before.Length + 1) * width];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                lengths[i * width + j] = before[i] == after[j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : Math.Max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
            }
        }

        for (int i = 0, j = 0; i < before.Length && j < after.Length;)
        {
            if (before[i] == after[j])
            {
                partners[beforeAt + i++] = afterAt + j++;
            }
            else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    /// <summary>The longest rising run of elements that each side has exactly once.</summary>
    private static List<(int Before, int After)> Anchors(ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        var places = new Dictionary<int, (int Before, int After)>();
        for (var i = 0; i < before.Length; i++)
        {
            places[before[i]] = places.ContainsKey(before[i]) ? (-2, -1) : (i, -1);
        }

        for (var j = 0; j < after.Length; j++)
        {
            if (places.TryGetValue(after[j], out var place))
            {
                places[after[j]] = place.After == -1 ? (place.Before, j) : (-2, place.After);
            }
        }

        var unique = places.Values.Where(static place => place.Before >= 0 && place.After >= 0).OrderBy(static place => place.Before).ToList();
        return LongestRising(unique);
    }

    // Patience sorting: the piles' tops are sorted, each element remembers the top to its left.
    private static List<(int Before, int After)> LongestRising(List<(int Before, int After)> pairs)
    {
        var tops = new List<int>();
        var previous = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            int low = 0, high = tops.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = pairs[tops[middle]].After < pairs[i].After ? (middle + 1, high) : (low, middle);
            }

            previous[i] = low == 0 ? -1 : tops[low - 1];
            if (low == tops.Count)
            {
                tops.Add(i);
            }
            else
            {
                tops[low] = i;
            }
        }

        var rising = new List<(int, int)>();
        for (var i = tops.Count == 0 ? -1 : tops[^1]; i >= 0; i = previous[i])
        {
            rising.Add(pairs[i]);
        }

        rising.Reverse();
        return rising;
    }
}
