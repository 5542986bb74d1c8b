using Refwatch.Archiving.Custody;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>
/// Reads the whole archive again and compares everything with everything: records with their digests, blobs with the
/// manifests, manifests with their seals, index lines with records, revisits with originals. It writes nothing, never
/// fails on what it reads, and remembers some fifty bytes a record, however large the captures are.
/// </summary>
/// <param name="captures">The captures container.</param>
/// <param name="state">The state container.</param>
/// <param name="options">What the verifier knows.</param>
/// <param name="found">Told of each problem as it is found.</param>
public sealed class Verification(IBlobStore captures, IBlobStore state, VerificationOptions options, Action<FixityProblem> found)
{
    private readonly FixityReport _report = new();
    private readonly CaptureIndexes _indexes = new(captures, state);
    private readonly HashSet<UInt128> _lines = [];
    private readonly HashSet<UInt128> _payloads = [];
    private readonly HashSet<UInt128> _origins = [];
    private readonly HashSet<string> _damaged = new(StringComparer.Ordinal);
    private readonly List<(string Blob, long Offset, string Digest)> _revisits = [];
    private readonly Dictionary<string, string> _tombstones = new(StringComparer.Ordinal);
    private bool _hasBadLines;

    /// <summary>Told of each blob that was read, with the bytes read so far.</summary>
    public Action<string, long> Read { get; init; } = static (_, _) => { };

    /// <summary>Verifies everything.</summary>
    public async Task<FixityReport> RunAsync(CancellationToken cancellationToken)
    {
        var manifests = new ManifestAudit(captures, options, _report, Report);
        await manifests.ReadAsync(cancellationToken);
        await RememberIndexAsync(cancellationToken);
        await ReadBlobsAsync(manifests, cancellationToken);
        await manifests.FinishAsync(_tombstones, cancellationToken);
        await CheckIndexLinesAsync(cancellationToken);
        await CheckPayloadsAsync(cancellationToken);
        await CheckActsAsync(cancellationToken);
        return _report;
    }

    private void Report(FixityProblem problem)
    {
        _report.Problems[problem.Kind] = _report.Problems.GetValueOrDefault(problem.Kind) + 1;
        found(problem);
    }

    private async Task RememberIndexAsync(CancellationToken cancellationToken)
    {
        await foreach (var (_, _, line) in _indexes.LinesAsync(cancellationToken))
        {
            _report.IndexLines++;
            _ = line is null ? _hasBadLines = true : _lines.Add(Fingerprint.Of(line.ToString()));
        }
    }

    private async Task ReadBlobsAsync(ManifestAudit manifests, CancellationToken cancellationToken)
    {
        var blobs = captures.ListAsync("", after: null, cancellationToken).Where(static name => CaptureContainer.KindOf(name) is not BlobKind.Manifest);
        await foreach (var reading in blobs.InOrderAsync(name => BlobReading.ReadAsync(captures, name, cancellationToken), cancellationToken))
        {
            if (reading is null)
            {
                continue; // taken down meanwhile
            }

            _report.Bytes += reading.Size;
            manifests.Check(reading);
            await CheckAsync(reading, cancellationToken);
            Read(reading.Name, _report.Bytes);
        }

        foreach (var (blob, offset, digest) in _revisits.Where(revisit => !_payloads.Contains(Fingerprint.Of(revisit.Digest))))
        {
            Report(new FixityProblem(FixityKind.LostOriginal, blob, offset, $"it refers to the payload {digest}, which is held nowhere"));
        }
    }

    private async Task CheckAsync(BlobReading reading, CancellationToken cancellationToken)
    {
        switch (CaptureContainer.KindOf(reading.Name))
        {
            case BlobKind.Journal:
                _report.Acts++;
                return;
            case BlobKind.Unknown:
                Report(new FixityProblem(FixityKind.UnknownBlob, reading.Name, Offset: null, $"no capture, manifest or act has such a name ({reading.Size} bytes)"));
                return;
            case BlobKind.Tombstone when reading.Tombstone is { } tombstone:
                _report.Tombstones++;
                _tombstones[tombstone.TakenDown] = tombstone.Digest;
                break;
            default:
                _report.Captures++;
                break;
        }

        _report.Records += reading.Records;
        reading.Problems.ForEach(Report);
        if (reading.Problems.Count > 0)
        {
            _damaged.Add(reading.Name); // what the indexes say of it was right once
        }

        foreach (var line in reading.Lines)
        {
            if (!_lines.Remove(Fingerprint.Of(line.ToString())))
            {
                await CheckUnindexedAsync(line, cancellationToken);
            }
        }

        foreach (var (digest, origin) in reading.Payloads)
        {
            _payloads.Add(Fingerprint.Of(digest));
            _origins.Add(OriginKey(digest, origin));
        }

        // An original stands before its revisits, unless it is another host's: only those are kept until the end.
        _revisits.AddRange(reading.Revisits.Where(revisit => !_payloads.Contains(Fingerprint.Of(revisit.Digest))).Select(revisit => (reading.Name, revisit.Offset, revisit.Digest)));
    }

    /// <summary>A capture that was stored after the index was read is indexed by now.</summary>
    private async Task CheckUnindexedAsync(CdxjLine line, CancellationToken cancellationToken)
    {
        var isIndexed = await _indexes.LinesOfAsync(line.UrlKey, cancellationToken).AnyAsync(held => held == line, cancellationToken);
        if (!isIndexed)
        {
            Report(new FixityProblem(FixityKind.NotIndexed, line.Filename, long.Parse(line.Offset), $"no index line says {line.Timestamp} {line.Url} {line.Digest}"));
        }
    }

    /// <summary>Lines that no record stands behind: the index is read a second time when there are any.</summary>
    private async Task CheckIndexLinesAsync(CancellationToken cancellationToken)
    {
        if (_lines.Count == 0 && !_hasBadLines)
        {
            return;
        }

        await foreach (var (segment, offset, line) in _indexes.LinesAsync(cancellationToken))
        {
            if (line is null)
            {
                Report(new FixityProblem(FixityKind.WrongIndexLine, segment, offset, "this line is none"));
            }
            else if (_lines.Contains(Fingerprint.Of(line.ToString())) && !_damaged.Contains(line.Filename))
            {
                var isHeld = await captures.HasNamedAsync(line.Filename, cancellationToken);
                var kind = isHeld ? FixityKind.WrongIndexLine : FixityKind.DanglingIndexLine;
                var detail = isHeld ? $"no sound record at byte {line.Offset} of {line.Filename} is {line.Url} at {line.Timestamp} as it says" : $"{line.Filename} is not held";
                Report(new FixityProblem(kind, segment, offset, detail));
            }
        }
    }

    private async Task CheckPayloadsAsync(CancellationToken cancellationToken)
    {
        await foreach (var (name, digest, origin) in _indexes.PayloadsAsync(cancellationToken))
        {
            _report.Payloads++;
            _payloads.Remove(Fingerprint.Of(digest));
            if (origin is null || (!_origins.Contains(OriginKey(digest, origin)) && !_damaged.Contains(origin.Blob)))
            {
                Report(new FixityProblem(FixityKind.WrongPayloadEntry, name, Offset: null, origin is null ? "it can't be read" : $"no record of {origin.Blob} holds this payload as it says"));
            }
        }

        if (_payloads.Count > 0)
        {
            Report(new FixityProblem(FixityKind.MissingPayloadEntry, "digests/", Offset: null, $"{_payloads.Count} payloads are held and not listed"));
        }
    }

    private async Task CheckActsAsync(CancellationToken cancellationToken)
    {
        var takedowns = new Dictionary<string, ActKind>(StringComparer.Ordinal);
        await foreach (var (name, act) in new Journal(captures).ReadAsync(cancellationToken))
        {
            if (act is null)
            {
                Report(new FixityProblem(FixityKind.DamagedJournal, name, Offset: null, "the act can't be read"));
            }
            else if (act is { Blob: { } blob, Kind: ActKind.TakedownBegun or ActKind.TakedownRefused or ActKind.TakenDown })
            {
                takedowns[blob] = act.Kind;
            }
        }

        foreach (var (blob, _) in takedowns.Where(static takedown => takedown.Value is ActKind.TakedownBegun))
        {
            Report(new FixityProblem(FixityKind.UnfinishedTakedown, blob, Offset: null, "its takedown was begun and not ended"));
        }

        foreach (var blob in _tombstones.Keys)
        {
            if (!takedowns.ContainsKey(blob))
            {
                Report(new FixityProblem(FixityKind.WrongTombstone, CaptureContainer.TombstoneOf(blob), Offset: null, "no act in the journal explains it"));
            }

            if (await captures.HasNamedAsync(blob, cancellationToken) && takedowns.GetValueOrDefault(blob) is not ActKind.TakedownBegun)
            {
                Report(new FixityProblem(FixityKind.WrongTombstone, CaptureContainer.TombstoneOf(blob), Offset: null, "the capture that it stands for is there"));
            }
        }
    }

    private static UInt128 OriginKey(string digest, PayloadOrigin origin) => Fingerprint.Of($"{digest} {origin.Blob} {origin.RecordId}");
}
