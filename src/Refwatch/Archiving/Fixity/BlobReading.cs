using Refwatch.Archiving.Custody;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>A capture's blob (or a tombstone), read once from end to end: what follows from it, and what is wrong with it.</summary>
/// <param name="Name">The blob.</param>
/// <param name="Digest">SHA-256 of its bytes.</param>
/// <param name="Size">In bytes.</param>
internal sealed record BlobReading(string Name, string Digest, long Size)
{
    public int Records { get; private set; }

    /// <summary>The index lines of its sound records.</summary>
    public List<CdxjLine> Lines { get; } = [];

    /// <summary>The payloads that it holds.</summary>
    public List<(string Digest, PayloadOrigin Origin)> Payloads { get; } = [];

    /// <summary>The payloads that it refers to, and where.</summary>
    public List<(long Offset, string Digest)> Revisits { get; } = [];

    /// <summary>What was found in the page; null for a tombstone, or when its record is damaged.</summary>
    public CaptureFacts? Facts { get; private set; }

    /// <summary>What the tombstone stands for.</summary>
    public Tombstone? Tombstone { get; private set; }

    public List<FixityProblem> Problems { get; } = [];

    /// <summary>Every record says what it said, or the blob is none of WARC.</summary>
    public bool IsSound => Problems.Count == 0 || CaptureContainer.KindOf(Name) is not (BlobKind.Capture or BlobKind.Tombstone);

    /// <summary>The records that the indexes list, as a tombstone names them.</summary>
    public List<TakenRecord> Listed { get; } = [];

    /// <summary>The URLs that it answers for: the watched one and those of its records.</summary>
    public IEnumerable<string> Urls => Lines.Select(static line => line.Url).Concat(Facts is null ? [] : [Facts.Url]);

    /// <summary>Reads a blob; null when there is none. Memory is bounded by the longest record.</summary>
    public static async Task<BlobReading?> ReadAsync(IBlobStore captures, string name, CancellationToken cancellationToken)
    {
        if (await captures.OpenAsync(name, 0, null, cancellationToken) is not { } file)
        {
            return null;
        }

        await using var bytes = new HashingStream(file);
        var reading = new BlobReading(name, "", 0);
        await foreach (var entry in WarcReader.ReadAsync(bytes, cancellationToken: cancellationToken))
        {
            reading.Take(entry);
        }

        var digest = await bytes.FinishAsync(cancellationToken);
        reading = reading with { Digest = digest, Size = bytes.Size };
        if (reading.Problems.Count == 0 && reading.Facts is null && reading.Tombstone is null)
        {
            // A capture ends in its metadata record: one that was cut between two records is whole in each of them.
            reading.Problems.Add(new FixityProblem(FixityKind.DamagedRecord, name, reading.Size, "the capture ends without its metadata record: it was cut"));
        }

        return reading;
    }

    private void Take(WarcEntry entry)
    {
        if (entry.Record is not { } record || entry.Problems.Count > 0)
        {
            Problems.Add(new FixityProblem(FixityKind.DamagedRecord, Name, entry.Offset, string.Join("; ", entry.Problems)));
            return;
        }

        Records++;
        Facts ??= CaptureFacts.TryRead(record);
        Tombstone ??= Tombstone.TryRead(record);
        if (CdxjLine.Of(entry, Name) is { } line)
        {
            Lines.Add(line);
            Listed.Add(new TakenRecord(record.Id, line.Url, record.Date ?? default, line.Digest));
        }

        if (record.Field("WARC-Payload-Digest") is not { } digest)
        {
            return;
        }

        if (record.Type == "response" && HttpBlock.Parse(record.Block) is { Body.Length: > 0 })
        {
            Payloads.Add((digest, PayloadOrigin.Of(record, Name)));
        }
        else if (record.Type == "revisit" && record.Field("WARC-Profile") != WarcRecord.NotModified)
        {
            Revisits.Add((entry.Offset, digest));
        }
    }
}
