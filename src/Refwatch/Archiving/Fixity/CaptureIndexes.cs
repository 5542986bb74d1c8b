using System.Text;
using Refwatch.Archiving.Custody;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>Both indexes as a whole, for those who check or mend them: every line, every payload, whichever URL it is of.</summary>
internal sealed class CaptureIndexes(IBlobStore captures, IBlobStore state)
{
    private const string Segments = "index/";
    private const string Payloads = "digests/";

    private readonly CdxjIndex _index = new(state);
    private readonly PayloadIndex _payloads = new(state);

    /// <summary>Every line of the index; the parsed line is null for one that is none.</summary>
    public IAsyncEnumerable<IndexedLine> LinesAsync(CancellationToken cancellationToken) =>
        SegmentsAsync(cancellationToken)
            .InOrderAsync(segment => ReadSegmentAsync(segment, cancellationToken), cancellationToken)
            .SelectMany(static lines => lines);

    /// <summary>The lines of a key, now.</summary>
    public Task<CdxjHistory> OpenAsync(string key, CancellationToken cancellationToken) => _index.OpenAsync(key, cancellationToken);

    public Task AddAsync(IReadOnlyCollection<CdxjLine> lines, CancellationToken cancellationToken) => _index.AddAsync(lines, cancellationToken);

    /// <summary>Takes lines out; segments that hold none any more go. Repeating it is harmless.</summary>
    /// <returns>How many were taken out.</returns>
    public async Task<int> RemoveAsync(Func<IndexedLine, bool> isWrong, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var segment in SegmentsAsync(cancellationToken))
        {
            removed += await RemoveAsync(segment, isWrong, cancellationToken);
        }

        return removed;
    }

    /// <summary>Every entry of the payload index; the origin is null for one that can't be read.</summary>
    public IAsyncEnumerable<(string Name, string Digest, PayloadOrigin? Origin)> PayloadsAsync(CancellationToken cancellationToken) =>
        state.ListAsync(Payloads, after: null, cancellationToken).InOrderAsync(
            async name => (name, $"sha256:{name[(name.LastIndexOf('/') + 1)..]}", await ReadOriginAsync(name, cancellationToken)), cancellationToken);

    /// <summary>Enters a payload; of two records that hold it the earlier counts, as it would have when they were stored.</summary>
    public async Task AddAsync(string digest, PayloadOrigin origin, CancellationToken cancellationToken)
    {
        while (true)
        {
            var name = PayloadIndex.NameOf(digest);
            var held = await state.ReadAsync(name, cancellationToken);
            var isEarlier = held is null || PayloadOrigin.TryRead(held) is not { } other || (origin.Date, origin.Blob).CompareTo((other.Date, other.Blob)) < 0;
            if (!isEarlier || await state.WriteAsync(name, Json.Write(origin), WriteCondition.Unchanged(held?.ETag), cancellationToken) is not null)
            {
                return;
            }
        }
    }

    public Task RemovePayloadAsync(string name, CancellationToken cancellationToken) => state.DeleteAsync(name, etag: null, cancellationToken);

    /// <summary>Makes the indexes forget a capture that is gone, in its URLs' own segments. What another capture holds too is found there from now on.</summary>
    public async Task ForgetAsync(Tombstone gone, PayloadUses uses, CancellationToken cancellationToken)
    {
        foreach (var record in gone.Records)
        {
            await foreach (var segment in _index.SegmentsAtAsync(Surt.KeyOf(record.Url), CdxjLine.TimestampOf(record.Date), cancellationToken))
            {
                await RemoveAsync(segment, indexed => indexed.Line?.Filename == gone.TakenDown, cancellationToken);
            }
        }

        foreach (var digest in gone.Records.Select(static record => record.Digest).Distinct(StringComparer.Ordinal))
        {
            if ((await _payloads.FindAsync(digest, cancellationToken))?.Blob == gone.TakenDown)
            {
                await RemovePayloadAsync(PayloadIndex.NameOf(digest), cancellationToken);
                await FindAgainAsync(digest, uses.HoldersOf(digest), cancellationToken);
            }
        }
    }

    private async Task FindAgainAsync(string digest, IReadOnlyCollection<string> holders, CancellationToken cancellationToken)
    {
        foreach (var holder in holders)
        {
            var other = await BlobReading.ReadAsync(captures, holder, cancellationToken);
            foreach (var (_, origin) in other?.Payloads.Where(payload => payload.Digest == digest) ?? [])
            {
                await AddAsync(digest, origin, cancellationToken);
            }
        }
    }

    private IAsyncEnumerable<string> SegmentsAsync(CancellationToken cancellationToken) =>
        state.ListAsync(Segments, after: null, cancellationToken).Where(static name => name.EndsWith(".cdxj", StringComparison.Ordinal));

    private async Task<List<IndexedLine>> ReadSegmentAsync(string segment, CancellationToken cancellationToken)
    {
        var lines = new List<IndexedLine>();
        if (await state.OpenAsync(segment, 0, null, cancellationToken) is { } file)
        {
            await using (file)
            {
                await foreach (var (offset, text) in TextLines.ReadAsync(file, cancellationToken))
                {
                    lines.Add(new IndexedLine(segment, offset, text is null ? null : CdxjLine.Parse(text)));
                }
            }
        }

        return lines;
    }

    private async Task<int> RemoveAsync(string segment, Func<IndexedLine, bool> isWrong, CancellationToken cancellationToken)
    {
        while (await state.ReadAsync(segment, cancellationToken) is { } held)
        {
            var lines = Encoding.UTF8.GetString(held.Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var kept = lines.Where(line => !isWrong(new IndexedLine(segment, 0, CdxjLine.Parse(line)))).ToList();
            if (kept.Count == lines.Length
                || (kept.Count == 0 && await state.DeleteAsync(segment, held.ETag, cancellationToken))
                || (kept.Count > 0 && await state.WriteAsync(segment, Encoding.UTF8.GetBytes(string.Join('\n', kept) + "\n"), WriteCondition.Unchanged(held.ETag), cancellationToken) is not null))
            {
                return lines.Length - kept.Count;
            }
        }

        return 0;
    }

    private async Task<PayloadOrigin?> ReadOriginAsync(string name, CancellationToken cancellationToken) =>
        await state.ReadAsync(name, cancellationToken) is { } blob ? PayloadOrigin.TryRead(blob) : null;
}

/// <summary>A line of the index and where it stands.</summary>
/// <param name="Segment">The blob.</param>
/// <param name="Offset">Where the line begins in it.</param>
/// <param name="Line">The line; null when it is none.</param>
internal sealed record IndexedLine(string Segment, long Offset, CdxjLine? Line)
{
    /// <summary>A reader of its URL and time finds it.</summary>
    public bool IsInPlace => Line is not null && CdxjSegment.Parse(Segment)?.Holds(Line) == true;
}
