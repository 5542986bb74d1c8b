using Refwatch.Archiving.Fixity;

namespace Refwatch.Archiving.Custody;

/// <summary>Which captures hold certain payloads, and which refer to them: what one reading of the whole index tells.</summary>
internal sealed class PayloadUses
{
    private readonly Dictionary<string, (HashSet<string> Holders, HashSet<string> Revisits)> _uses;

    private PayloadUses(IEnumerable<string> digests) =>
        _uses = digests.ToDictionary(static digest => digest, static _ => (new HashSet<string>(), new HashSet<string>()), StringComparer.Ordinal);

    public static async Task<PayloadUses> FindAsync(CaptureIndexes indexes, IReadOnlySet<string> digests, CancellationToken cancellationToken)
    {
        var uses = new PayloadUses(digests);
        await foreach (var line in indexes.LinesAsync(cancellationToken).Select(static indexed => indexed.Line).OfType<CdxjLine>())
        {
            uses.Add(line);
        }

        return uses;
    }

    /// <summary>Takes note of a line, also of one that came after the index was read.</summary>
    public void Add(CdxjLine line)
    {
        if (line.IsAnswer && _uses.TryGetValue(line.Digest, out var use))
        {
            var blobs = line.IsRevisit ? use.Revisits : use.Holders;
            blobs.Add(line.Filename);
        }
    }

    /// <summary>The captures that would be unreadable without this one.</summary>
    public IReadOnlyList<string> RevisitsThatNeed(string blob, IEnumerable<string> payloads) =>
    [
        .. payloads.Select(digest => _uses[digest])
            .Where(use => use.Holders.All(holder => holder == blob))
            .SelectMany(static use => use.Revisits)
            .Where(revisit => revisit != blob)
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The captures that hold a payload in full.</summary>
    public IReadOnlyCollection<string> HoldersOf(string digest) => _uses.TryGetValue(digest, out var use) ? use.Holders : [];

    /// <summary>A capture is gone.</summary>
    public void Forget(string blob)
    {
        foreach (var (holders, revisits) in _uses.Values)
        {
            holders.Remove(blob);
            revisits.Remove(blob);
        }
    }
}
