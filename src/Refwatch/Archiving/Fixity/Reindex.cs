using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>
/// Rebuilds both indexes from the captures alone, in place. What is missing is added first, what is wrong removed after:
/// a reader never misses a line that was right, and a kill at any moment leaves less to do for the next run.
/// </summary>
public sealed class Reindex(IBlobStore captures, IBlobStore state)
{
    private const int BatchSize = 5_000;

    private readonly CaptureIndexes _indexes = new(captures, state);

    /// <summary>Told of each capture that was read.</summary>
    public Action<string> Read { get; init; } = static _ => { };

    /// <summary>Rebuilds; repeating it changes nothing.</summary>
    /// <param name="found">Told of records that can't be read, and so not be indexed.</param>
    /// <param name="cancellationToken">Stops; what was done is kept.</param>
    public async Task<ReindexResult> RunAsync(Action<FixityProblem> found, CancellationToken cancellationToken)
    {
        var result = new ReindexResult(0, 0, 0, 0, 0);
        while (true)
        {
            var right = new Expected();
            result = await AddAsync(result with { Captures = 0, Lines = 0, Payloads = 0 }, right, found, cancellationToken);
            var (lines, payloads) = await RemoveWrongAsync(right, cancellationToken);
            result = result with { RemovedLines = result.RemovedLines + lines, RemovedPayloads = result.RemovedPayloads + payloads };
            if (lines + payloads == 0)
            {
                return result;
            }

            found = static _ => { }; // what lied may have kept the truth out: once more, without repeating oneself
        }
    }

    private async Task<ReindexResult> AddAsync(ReindexResult result, Expected right, Action<FixityProblem> found, CancellationToken cancellationToken)
    {
        var present = new HashSet<UInt128>();
        await foreach (var indexed in _indexes.LinesAsync(cancellationToken).Where(static indexed => indexed.IsInPlace))
        {
            present.Add(Fingerprint.Of(indexed.Line!.ToString()));
        }

        var batch = new List<CdxjLine>();
        var blobs = captures.ListAsync("", after: null, cancellationToken).Where(static name => CaptureContainer.KindOf(name) is BlobKind.Capture or BlobKind.Tombstone);
        await foreach (var reading in blobs.InOrderAsync(name => ReadAsync(name, cancellationToken), cancellationToken).OfType<BlobReading>())
        {
            reading.Problems.ForEach(found);
            right.Blobs.Add(Fingerprint.Of(reading.Name));
            foreach (var line in reading.Lines)
            {
                var key = Fingerprint.Of(line.ToString());
                right.Lines.Add(key);
                if (!present.Contains(key))
                {
                    batch.Add(line);
                }
            }

            foreach (var (digest, origin) in reading.Payloads)
            {
                right.Origins.Add(Expected.Key(digest, origin));
            }

            if (batch.Count >= BatchSize)
            {
                await _indexes.AddAsync(batch, cancellationToken);
                batch.Clear();
            }

            result = result with { Captures = result.Captures + 1, Lines = result.Lines + reading.Lines.Count, Payloads = result.Payloads + reading.Payloads.Count };
            Read(reading.Name);
        }

        await _indexes.AddAsync(batch, cancellationToken);
        return result;
    }

    /// <summary>Reads a blob and enters its payloads: in whatever order they come, the earliest record counts.</summary>
    private async Task<BlobReading?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var reading = await BlobReading.ReadAsync(captures, name, cancellationToken);
        foreach (var (digest, origin) in reading?.Payloads ?? [])
        {
            await _indexes.AddAsync(digest, origin, cancellationToken);
        }

        return reading;
    }

    private async Task<(int Lines, int Payloads)> RemoveWrongAsync(Expected right, CancellationToken cancellationToken)
    {
        var payloads = 0;
        await foreach (var (name, digest, origin) in _indexes.PayloadsAsync(cancellationToken))
        {
            if (origin is null || name != PayloadIndex.NameOf(digest) || (!right.Origins.Contains(Expected.Key(digest, origin)) && !await IsNewerAsync(origin.Blob, right, cancellationToken)))
            {
                await _indexes.RemovePayloadAsync(name, cancellationToken);
                payloads++;
            }
        }

        var (wrong, isAnyOutOfPlace) = (new HashSet<UInt128>(), false);
        await foreach (var indexed in _indexes.LinesAsync(cancellationToken))
        {
            isAnyOutOfPlace |= !indexed.IsInPlace;
            if (indexed.Line is { } line && Fingerprint.Of(line.ToString()) is var key && !right.Lines.Contains(key) && !await IsNewerAsync(line.Filename, right, cancellationToken))
            {
                wrong.Add(key);
            }
        }

        var lines = wrong.Count == 0 && !isAnyOutOfPlace
            ? 0
            : await _indexes.RemoveAsync(indexed => !indexed.IsInPlace || wrong.Contains(Fingerprint.Of(indexed.Line!.ToString())), cancellationToken);
        return (lines, payloads);
    }

    /// <summary>A capture that a visit stored while this ran: its lines are right, though they were not expected.</summary>
    private async Task<bool> IsNewerAsync(string blob, Expected right, CancellationToken cancellationToken) =>
        CaptureContainer.KindOf(blob) is BlobKind.Capture && !right.Blobs.Contains(Fingerprint.Of(blob)) && await captures.HasNamedAsync(blob, cancellationToken);

    /// <summary>What the captures say that the indexes should hold.</summary>
    private sealed class Expected
    {
        public HashSet<UInt128> Blobs { get; } = [];

        public HashSet<UInt128> Lines { get; } = [];

        public HashSet<UInt128> Origins { get; } = [];

        public static UInt128 Key(string digest, PayloadOrigin origin) => Fingerprint.Of($"{digest} {origin.Blob} {origin.RecordId}");
    }
}

/// <summary>What a rebuild did.</summary>
/// <param name="Captures">Blobs read, tombstones included.</param>
/// <param name="Lines">Index lines that stand behind them.</param>
/// <param name="Payloads">Payloads that they hold.</param>
/// <param name="RemovedLines">Lines that no record stood behind.</param>
/// <param name="RemovedPayloads">Entries of the payload index that led nowhere.</param>
public sealed record ReindexResult(int Captures, int Lines, int Payloads, int RemovedLines, int RemovedPayloads);
