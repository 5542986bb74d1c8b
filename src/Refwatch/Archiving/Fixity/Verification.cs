using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Importing;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>
/// Reads the whole archive again and compares everything with everything: records with their digests, blobs with the
/// manifests, manifests with their seals, index lines with records, revisits with originals. It writes nothing, never
/// fails on what it reads, and its memory is the same for every archive: what is to be compared is sorted outside of it.
/// </summary>
/// <param name="captures">The captures container.</param>
/// <param name="state">The state container.</param>
/// <param name="options">What the verifier knows.</param>
/// <param name="found">Told of each problem as it is found.</param>
public sealed class Verification(IBlobStore captures, IBlobStore state, VerificationOptions options, Action<FixityProblem> found)
{
    private readonly FixityReport _report = new();

    /// <summary>Told of each blob that was read, with the bytes read so far.</summary>
    public Action<string, long> Read { get; init; } = static (_, _) => { };

    /// <summary>Verifies everything.</summary>
    /// <exception cref="IOException">The temporary folder has no room for what is sorted: about a kilobyte a capture.</exception>
    public async Task<FixityReport> RunAsync(CancellationToken cancellationToken)
    {
        var indexes = new CaptureIndexes(captures, state);
        using var blobs = new BlobCheck(captures, _report, Report);
        using var lines = new IndexCheck(captures, indexes, _report, Report);
        using var payloads = new PayloadCheck(captures, indexes, _report, Report);

        // In this order: what a check stores while this runs is in the later of two that are compared, and looked at again.
        await new ManifestAudit(captures, options, _report, Report).ReadAsync(blobs.AddNamed, cancellationToken);
        await lines.ReadAsync(cancellationToken);
        await foreach (var blob in BlobsAsync(cancellationToken))
        {
            Count(blob);
            blobs.AddHeld(blob);
            if (CaptureContainer.KindOf(blob.Name) is BlobKind.Capture or BlobKind.Tombstone)
            {
                blob.Problems.ForEach(Report);
                lines.Add(blob);
                payloads.Add(blob);
            }

            if (CaptureContainer.KindOf(blob.Name) is BlobKind.Tombstone && blob.Tombstone is { } tombstone)
            {
                blobs.AddTombstone(tombstone);
            }

            Read(blob.Name, _report.Bytes);
        }

        await ReadActsAsync(blobs, cancellationToken);
        await blobs.FinishAsync(cancellationToken);
        await lines.FinishAsync(cancellationToken);
        await payloads.FinishAsync(lines.IsDamaged, cancellationToken);
        return _report;
    }

    private void Report(FixityProblem problem)
    {
        _report.Problems[problem.Kind] = _report.Problems.GetValueOrDefault(problem.Kind) + 1;
        found(problem);
    }

    /// <summary>All blobs but the manifests; one that was taken down meanwhile is passed over.</summary>
    private IAsyncEnumerable<BlobReading> BlobsAsync(CancellationToken cancellationToken) =>
        captures.ListAsync("", after: null, cancellationToken)
            .Where(static name => CaptureContainer.KindOf(name) is not BlobKind.Manifest)
            .InOrderAsync(name => BlobReading.ReadAsync(captures, name, cancellationToken), cancellationToken)
            .OfType<BlobReading>();

    private void Count(BlobReading blob)
    {
        _report.Bytes += blob.Size;
        switch (CaptureContainer.KindOf(blob.Name))
        {
            case BlobKind.Journal:
                _report.Acts++;
                return;
            case BlobKind.Unknown:
                Report(new FixityProblem(FixityKind.UnknownBlob, blob.Name, Offset: null, $"no capture, manifest or act has such a name ({blob.Size} bytes)"));
                return;
            case BlobKind.Tombstone when blob.Tombstone is not null:
                _report.Tombstones++;
                break;
            default:
                _report.Captures++;
                break;
        }

        _report.Records += blob.Records;
    }

    private async Task ReadActsAsync(BlobCheck blobs, CancellationToken cancellationToken)
    {
        await foreach (var (name, act) in new Journal(captures).ReadAsync(cancellationToken))
        {
            if (act is null)
            {
                Report(new FixityProblem(FixityKind.DamagedJournal, name, Offset: null, "the act can't be read"));
            }
            else if (act is { Blob: { } blob, Kind: ActKind.TakedownBegun or ActKind.TakedownRefused or ActKind.TakenDown })
            {
                blobs.AddTakedown(blob, act.Kind);
            }
        }

        _report.UnfinishedImports.AddRange(await ImportActs.UnfinishedAsync(new Journal(captures), cancellationToken).ToListAsync(cancellationToken));
    }
}
