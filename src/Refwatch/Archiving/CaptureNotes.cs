using System.Text.Json.Serialization;
using Refwatch.Claims;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch.Archiving;

/// <summary>What Refwatch found, stored as a WARC metadata record beside a capture, so that indexes can be rebuilt from the archive alone.</summary>
public sealed record CaptureNotes
{
    public int SchemaVersion { get; init; } = 1;

    public required string Url { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The page's headline; null when its text was not read.</summary>
    public string? Title { get; init; }

    /// <summary>The watched page that it was fetched for, as its image or style sheet; null for a page of its own.</summary>
    public string? RequisiteOf { get; init; }

    /// <summary>The file that it was imported from; null when Refwatch fetched it for this archive.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>SHA-256 of the decoded body; null without an answer.</summary>
    public string? ContentDigest { get; init; }

    /// <summary>SHA-256 of the main text.</summary>
    public string? TextDigest { get; init; }

    public int ExtractorVersion { get; init; }

    /// <summary>The capture it was compared with, by blob name.</summary>
    public string? Baseline { get; init; }

    /// <summary>When that capture was made, 14 digits: blobs are named "{host}/{17 digits}-…". Null when there is none.</summary>
    [JsonIgnore]
    public string? BaselineTimestamp =>
        Baseline is { } blob && blob.LastIndexOf('/') is var slash && blob.Length >= slash + 15 ? blob.Substring(slash + 1, 14) : null;

    public Change Change { get; init; } = Change.None;

    /// <summary>Of a memento that another archive holds: the page that it shows.</summary>
    public Uri? Original { get; init; }

    /// <summary>Of a memento that another archive holds: when that archive captured it (RFC 7089, section 2.1.1).</summary>
    public DateTimeOffset? MementoDatetime { get; init; }

    /// <summary>The checks between the capture before and this one that found nothing to store; null when there were none.</summary>
    public UnchangedChecks? Unchanged { get; init; }

    /// <summary>Stored whole although its payload may be held: the full capture of the year.</summary>
    public bool IsFull { get; init; }
}
