using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>One record in an index: a line of CDXJ, "key timestamp {json}", as pywb and Common Crawl write it.</summary>
public sealed record CdxjLine
{
    /// <summary>The media type of a revisit's line.</summary>
    public const string Revisit = "warc/revisit";

    /// <summary>The media type of a line without an answer: a fetch that failed.</summary>
    public const string Metadata = "warc/metadata";

    /// <summary>The media type of a line whose capture was taken down: the tombstone says by whom and why.</summary>
    public const string Tombstone = "warc/tombstone";

    private const string TimestampFormat = "yyyyMMddHHmmss";
    private const string EarliestTimestamp = "00010101000000";

    /// <summary>By key and time; within a second in the order of capture, which the blob's name and the offset keep.</summary>
    public static IComparer<CdxjLine> Order { get; } = Comparer<CdxjLine>.Create(static (left, right) => Compare(
        (left.UrlKey, right.UrlKey),
        (left.Timestamp, right.Timestamp),
        (left.Filename, right.Filename),
        (left.Offset.PadLeft(20, '0'), right.Offset.PadLeft(20, '0'))));

    /// <summary>The <see cref="Surt"/> key.</summary>
    [JsonIgnore]
    public string UrlKey { get; init; } = "";

    /// <summary>14 digits, UTC (yyyyMMddHHmmss).</summary>
    [JsonIgnore]
    public string Timestamp { get; init; } = "";

    public required string Url { get; init; }

    public required string Mime { get; init; }

    /// <summary>The HTTP status; null for a fetch that failed.</summary>
    public string? Status { get; init; }

    /// <summary>Payload digest of the answer, "sha256:" and hex; of a fetch that failed, the digest of its record's block.</summary>
    public required string Digest { get; init; }

    /// <summary>Bytes of the record's gzip member.</summary>
    public required string Length { get; init; }

    /// <summary>Where the member begins in its blob.</summary>
    public required string Offset { get; init; }

    /// <summary>The blob in the captures store.</summary>
    public required string Filename { get; init; }

    /// <summary>The time of <see cref="Timestamp"/>; the beginning of time when it is none.</summary>
    [JsonIgnore]
    public DateTimeOffset Time => ParseTimestamp(Timestamp) ?? DateTimeOffset.MinValue;

    /// <summary>The payload is held under another date or URL.</summary>
    [JsonIgnore]
    public bool IsRevisit => Mime == Revisit;

    /// <summary>There was an answer: a memento can be shown.</summary>
    [JsonIgnore]
    public bool IsAnswer => Mime is not (Metadata or Tombstone);

    /// <summary>There was a capture, and it was taken down.</summary>
    [JsonIgnore]
    public bool IsTakenDown => Mime == Tombstone;

    /// <summary>The line of a record; null for records that no index lists (requests, file information, notes beside an answer).</summary>
    public static CdxjLine? Of(WarcEntry entry, string filename)
    {
        if (entry is not { Record: { TargetUri: { } url, Date: { } date } record, Length: > 0 })
        {
            return null;
        }

        var (mime, status, digest) = Describe(record);
        var time = mime == Tombstone ? WarcRecord.ParseDate(record.Field("WARC-Refers-To-Date")) ?? date : date;
        return mime is null ? null : new CdxjLine
        {
            UrlKey = Surt.KeyOf(url),
            Timestamp = TimestampOf(time),
            Url = url,
            Mime = mime,
            Status = status,
            Digest = digest,
            Length = entry.Length.ToString(),
            Offset = entry.Offset.ToString(),
            Filename = filename,
        };
    }

    /// <summary>A time as the indexes write it: 14 digits, UTC.</summary>
    public static string TimestampOf(DateTimeOffset time) => time.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads a timestamp that may be cut anywhere after the year ("2026", "20260310"); null when it is no time.</summary>
    public static DateTimeOffset? ParseTimestamp(string digits) =>
        digits.Length is >= 4 and <= 14 && DateTimeOffset.TryParseExact(
            digits + EarliestTimestamp[digits.Length..], TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>Reads a line; null when it is none.</summary>
    public static CdxjLine? Parse(string line)
    {
        var parts = line.Split(' ', 3);
        try
        {
            return parts.Length == 3
                && Json.Read<CdxjLine>(Encoding.UTF8.GetBytes(parts[2])) is { Url: not null, Mime: not null, Digest: not null, Length: not null, Offset: not null, Filename: not null } parsed
                    ? parsed with { UrlKey = parts[0], Timestamp = parts[1] }
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => $"{UrlKey} {Timestamp} {Encoding.UTF8.GetString(Json.Write(this))}";

    private static int Compare(params ReadOnlySpan<(string Left, string Right)> fields)
    {
        foreach (var (left, right) in fields)
        {
            if (string.CompareOrdinal(left, right) is var order and not 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static (string? Mime, string? Status, string Digest) Describe(WarcRecord record)
    {
        var digest = record.Field("WARC-Payload-Digest") ?? Fetching.Digest.Sha256(record.Block.Span);
        switch (record.Type)
        {
            case "response" or "revisit" when HttpBlock.Parse(record.Block) is { } http:
                var mime = record.Type == "revisit" ? Revisit : MediaType(http.Header("Content-Type"));
                return (mime, http.Status().Status.ToString(), digest);
            case "revisit":
                return (Revisit, null, digest);
            case "resource":
                return (MediaType(record.Field("Content-Type")), "200", digest);
            case "metadata" when CaptureFacts.TryRead(record)?.Failure is not null:
                return (Metadata, null, digest);
            case "metadata" when Custody.Tombstone.TryRead(record) is { } tombstone:
                return (Tombstone, null, tombstone.Records is [{ } gone] ? gone.Digest : tombstone.Digest);
            default:
                return (null, null, digest);
        }
    }

    private static string MediaType(string? contentType) =>
        contentType?.Split(';')[0].Trim().ToLowerInvariant() is { Length: > 0 } type ? type.Replace(' ', '_') : "unk";
}
