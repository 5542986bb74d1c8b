using System.Numerics;

namespace Refwatch.Bisecting;

/// <summary>
/// Looks for the place in a row of captures where a statement came or went, by halving. That finds one change, if there is one
/// between the ends; where both ends say the same, a few captures in between are asked whether there were two.
/// </summary>
/// <param name="count">How many captures there are, oldest first.</param>
/// <param name="read">Reads one: what it says of the statement; null when it can't be read, or is no text.</param>
internal sealed class CaptureSearch(int count, Func<int, Task<Sighting?>> read)
{
    // Neighbours of captures that can't be read are read in their place, but not for ever.
    private const int MostReadsInVain = 64;

    private readonly Dictionary<int, Sighting?> _seen = [];

    /// <summary>Captures that were read so far.</summary>
    public int Reads => _seen.Count;

    private int InVain => _seen.Values.Count(static sighting => sighting is null);

    /// <summary>The two captures, the earlier one first; the same one twice, or the first and the last, when nothing changed between them; null when none can be read.</summary>
    public async Task<(int Before, int After)?> RunAsync()
    {
        if (await FirstReadableAsync(Enumerable.Range(0, count)) is not { } first)
        {
            return null;
        }

        var last = await FirstReadableAsync(Enumerable.Range(first + 1, count - first - 1).Reverse()) ?? first;
        if (IsSaid(first) == IsSaid(last) && await OtherwiseBetweenAsync(first, last) is { } otherwise)
        {
            last = otherwise;
        }

        return IsSaid(first) == IsSaid(last) ? (first, last) : await HalveAsync(first, last);
    }

    /// <summary>What was read of a capture.</summary>
    public Sighting At(int capture) => _seen[capture]!;

    private bool IsSaid(int capture) => At(capture).Sentence is not null;

    private async Task<(int Before, int After)> HalveAsync(int before, int after)
    {
        var isSaid = IsSaid(before);
        while (await MiddleAsync(before, after) is { } middle)
        {
            (before, after) = IsSaid(middle) == isSaid ? (middle, after) : (before, middle);
        }

        return (before, after);
    }

    /// <summary>A capture that differs from both ends, which are alike: the middle, the quarters, … as many as halving reads.</summary>
    private async Task<int?> OtherwiseBetweenAsync(int first, int last)
    {
        var open = new Queue<(int Before, int After)>([(first, last)]);
        for (var left = BitOperations.Log2((uint)count); left > 0 && open.TryDequeue(out var part); left--)
        {
            if (await MiddleAsync(part.Before, part.After) is { } middle)
            {
                if (IsSaid(middle) != IsSaid(first))
                {
                    return middle;
                }

                open.Enqueue((part.Before, middle));
                open.Enqueue((middle, part.After));
            }
        }

        return null;
    }

    /// <summary>The readable capture nearest the middle between two; null when there is none.</summary>
    private Task<int?> MiddleAsync(int before, int after)
    {
        var middle = before + ((after - before) / 2);
        return FirstReadableAsync(Enumerable.Range(before + 1, Math.Max(0, after - before - 1)).OrderBy(place => Math.Abs(place - middle)));
    }

    private async Task<int?> FirstReadableAsync(IEnumerable<int> places)
    {
        foreach (var place in places)
        {
            if (!_seen.TryGetValue(place, out var sighting))
            {
                if (InVain >= MostReadsInVain)
                {
                    return null;
                }

                _seen[place] = sighting = await read(place);
            }

            if (sighting is not null)
            {
                return place;
            }
        }

        return null;
    }
}
