using System.Text.Json;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Archiving.Custody;

/// <summary>
/// What stands for a capture that was taken down: the JSON block of the metadata records of its tombstone, one for each
/// record that the indexes listed. It keeps what proves which capture it was, and none of its content.
/// </summary>
public sealed record Tombstone
{
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The blob that was taken down.</summary>
    public required string TakenDown { get; init; }

    /// <summary>SHA-256 of that blob: what its manifest names.</summary>
    public required string Digest { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    public required string Reason { get; init; }

    /// <summary>Who decided it.</summary>
    public required string Actor { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The records that the indexes listed.</summary>
    public IReadOnlyList<TakenRecord> Records { get; init; } = [];

    /// <summary>Its blob: a metadata record for each record that is gone, so that any reader of WARC sees that there was one.</summary>
    public byte[] ToWarc()
    {
        using var warc = new MemoryStream();
        foreach (var record in Records.DefaultIfEmpty(new TakenRecord("", "", Time, Digest)))
        {
            List<HeaderField> fields = record.Url.Length == 0
                ? []
                :
                [
                    new("WARC-Target-URI", record.Url),
                    new("WARC-Refers-To", record.RecordId),
                    new("WARC-Refers-To-Date", WarcRecord.WriteDate(record.Date)),
                ];
            WarcWriter.Write(warc, WarcWriter.Record("metadata", Time, "application/json", fields, Json.Write(this with { Records = [record] })));
        }

        return warc.ToArray();
    }

    /// <summary>Reads one of its records; null when the record is something else.</summary>
    internal static Tombstone? TryRead(WarcRecord record)
    {
        if (record.Type != "metadata" || record.Field("Content-Type") != "application/json")
        {
            return null;
        }

        try
        {
            return Json.Read<Tombstone>(record.Block) is { TakenDown: not null, Digest: not null, Reason: not null, Actor: not null, Records: not null } tombstone
                && tombstone.Records.All(static gone => gone is { RecordId: not null, Url: not null, Digest: not null })
                    ? tombstone
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A record that is gone.</summary>
/// <param name="RecordId">Its WARC-Record-ID.</param>
/// <param name="Url">Its target URI.</param>
/// <param name="Date">Its time.</param>
/// <param name="Digest">Its payload digest.</param>
public sealed record TakenRecord(string RecordId, string Url, DateTimeOffset Date, string Digest);
