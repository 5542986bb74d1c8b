using Refwatch.Archiving.Fixity;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch.Archiving.Custody;

/// <summary>Makes out the custody sheet of a capture.</summary>
/// <param name="captures">The captures container.</param>
/// <param name="state">Where the ledgers lie: they know who asks to watch the page, and to keep what.</param>
/// <param name="seals">Whom the reader trusts; nobody: seals are named and not checked.</param>
public sealed class CustodyReader(IBlobStore captures, IBlobStore state, Seals seals)
{
    private readonly Journal _journal = new(captures);
    private readonly ManifestReader _chain = new(captures);

    // Shown by name on the sheet, or of no interest there.
    private static readonly HashSet<string> Told = new(StringComparer.OrdinalIgnoreCase)
    {
        "WARC-Type", "WARC-Record-ID", "WARC-Date", "WARC-Target-URI", "WARC-Block-Digest", "WARC-Payload-Digest", "WARC-IP-Address", "WARC-Protocol",
        "WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date", "WARC-Concurrent-To", "Content-Type", "Content-Length",
    };

    /// <summary>The sheet of a capture, also of one that was taken down; null when there never was one.</summary>
    public async Task<CustodySheet?> ReadAsync(string blob, CancellationToken cancellationToken)
    {
        if (CaptureContainer.KindOf(blob) is not BlobKind.Capture)
        {
            return null;
        }

        var tombstone = (await BlobReading.ReadAsync(captures, CaptureContainer.TombstoneOf(blob), cancellationToken))?.Tombstone;
        var capture = await BlobReading.ReadAsync(captures, blob, cancellationToken);
        if (capture is null && tombstone is null)
        {
            return null;
        }

        var urls = capture?.Urls.ToList() ?? [.. tombstone!.Records.Select(static record => record.Url)];
        var keys = urls.Select(Surt.ExactKeyOf).ToHashSet(StringComparer.Ordinal);
        var (records, digest) = (await RecordsAsync(blob, cancellationToken), capture?.Digest ?? tombstone!.Digest);
        var url = capture?.Facts?.Url ?? urls.FirstOrDefault() ?? "";
        return new CustodySheet
        {
            Blob = blob,
            Url = url,
            Time = CaptureContainer.TimeOf(blob),
            Digest = digest,
            Size = capture?.Size ?? tombstone!.Size,
            Problems = capture?.Problems ?? [],
            Records = records,
            Robots = capture?.Facts?.Robots,
            Failure = capture?.Facts?.Failure,
            Provenance = capture?.Facts?.Notes.Provenance,
            Verdict = capture?.Facts?.Notes.Verdict,
            Manifest = await ManifestAsync(blob, digest, cancellationToken),
            Hold = (await LegalHolds.ReadAsync(_journal, cancellationToken)).On(blob, urls),
            Policies = await PoliciesAsync(url, cancellationToken),
            Tombstone = capture is null ? tombstone : null,
            Acts = await _journal.ActsAsync(cancellationToken)
                .Where(act => act.Blob == blob || (act.Url is { } named && keys.Contains(Surt.ExactKeyOf(named))))
                .ToListAsync(cancellationToken),
        };
    }

    private async Task<List<CustodyPolicy>> PoliciesAsync(string watched, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(watched, UriKind.Absolute, out var url) || !HostManners.CanBeAsked(url))
        {
            return [];
        }

        var ledger = await OpenLedger.PeekAsync(state, HostManners.HostOf(url), cancellationToken);
        var page = ledger?.Pages.GetValueOrDefault(PageUrl.Of(url).AbsoluteUri);
        return page is null
            ? []
            : [.. page.Subscriptions.Select(static asked => new CustodyPolicy(asked.Source, asked.Archive, asked.Retention, asked.PolicySince))];
    }

    private async Task<List<CustodyRecord>> RecordsAsync(string blob, CancellationToken cancellationToken)
    {
        var records = new List<CustodyRecord>();
        if (await captures.OpenAsync(blob, 0, null, cancellationToken) is not { } file)
        {
            return records;
        }

        await using (file)
        {
            await foreach (var entry in WarcReader.ReadAsync(file, cancellationToken: cancellationToken))
            {
                if (entry.Record is { } record)
                {
                    records.Add(Describe(entry, record));
                }
            }
        }

        return records;
    }

    private static CustodyRecord Describe(WarcEntry entry, WarcRecord record)
    {
        var http = record.Field("Content-Type")?.StartsWith("application/http", StringComparison.OrdinalIgnoreCase) == true ? HttpBlock.Parse(record.Block) : null;
        return new CustodyRecord(record.Type, record.Id, entry.Offset, entry.Length)
        {
            Url = record.TargetUri,
            Date = record.Date,
            BlockDigest = record.Field("WARC-Block-Digest"),
            PayloadDigest = record.Field("WARC-Payload-Digest"),
            StartLine = http?.StartLine,
            Headers = http?.OriginalHeaders() ?? [],
            Address = record.Field("WARC-IP-Address"),
            Protocol = record.Field("WARC-Protocol"),
            RefersTo = record.Field("WARC-Refers-To-Target-URI") is { } original ? $"{original} at {record.Field("WARC-Refers-To-Date")}" : null,
            Facts = [.. record.Fields.Where(static field => !Told.Contains(field.Name))],
        };
    }

    private async Task<CustodyManifest?> ManifestAsync(string blob, string digest, CancellationToken cancellationToken)
    {
        if (await _chain.FindAsync(blob, cancellationToken) is not var (manifest, entry))
        {
            return null;
        }

        var read = await _chain.ReadAsync(manifest.Position, static (_, _) => { }, cancellationToken);
        var hash = Convert.FromHexString(read!.Digest["sha256:".Length..]);
        var signature = await captures.ReadAsync(Manifest.SealOf(manifest.Position, Seals.Signature), cancellationToken);
        var token = await captures.ReadAsync(Manifest.SealOf(manifest.Position, Seals.TimeStamp), cancellationToken);
        var stampedAt = token is null ? null : seals.StampedAt(hash, token.Content);
        return new CustodyManifest(
            manifest.Position,
            manifest.Day,
            entry.Digest,
            entry.Digest == digest,
            StatusOf(signature, seals.HasKeys, signature is not null && seals.IsSigned(hash, signature.Content.Span)),
            StatusOf(token, seals.HasAuthorities, stampedAt is not null),
            stampedAt);
    }

    private static SealStatus StatusOf(Blob? seal, bool isChecked, bool isValid) =>
        seal is null ? SealStatus.None : !isChecked ? SealStatus.Unchecked : isValid ? SealStatus.Valid : SealStatus.Wrong;
}
