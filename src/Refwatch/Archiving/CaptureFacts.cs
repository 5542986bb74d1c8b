using System.Text.Json;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>The JSON block of a capture's metadata record: what HTTP messages can't say.</summary>
internal sealed record CaptureFacts
{
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The watched URL as it is spelled in the watch list.</summary>
    public required string Url { get; init; }

    /// <summary>Why there is no answer.</summary>
    public FetchFailure? Failure { get; init; }

    /// <summary>How each origin was reached ("https://example.org"): DNS and TLS, which no WARC field holds in full.</summary>
    public IReadOnlyDictionary<string, Connection>? Connections { get; init; }

    /// <summary>The robots.txt of each origin that was looked at before it was asked, and did not forbid it.</summary>
    public IReadOnlyDictionary<string, RobotsLook>? Robots { get; init; }

    public required CaptureNotes Notes { get; init; }

    /// <summary>Reads a metadata record; null when it is another program's, or damaged.</summary>
    public static CaptureFacts? TryRead(WarcRecord record)
    {
        if (record.Type != "metadata" || record.Field("Content-Type") != "application/json")
        {
            return null;
        }

        try
        {
            var facts = Json.Read<CaptureFacts>(record.Block);
            return facts is { Url: not null, Notes: { Verdict.Evidence: not null, Change: not null } } ? facts : null; // JSON may say null
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
