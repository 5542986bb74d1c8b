using Refwatch.Claims;
using Refwatch.Verdicts;

namespace Refwatch.Archiving;

/// <summary>What Refwatch found, stored as a WARC metadata record beside a capture, so that indexes can be rebuilt from the archive alone.</summary>
public sealed record CaptureNotes
{
    public int SchemaVersion { get; init; } = 1;

    public required string Url { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>SHA-256 of the decoded body; null without an answer.</summary>
    public string? ContentDigest { get; init; }

    /// <summary>SHA-256 of the main text.</summary>
    public string? TextDigest { get; init; }

    public int ExtractorVersion { get; init; }

    /// <summary>The capture it was compared with, by blob name.</summary>
    public string? Baseline { get; init; }

    public Change Change { get; init; } = Change.None;

    /// <summary>Of a memento that another archive holds: the page that it shows.</summary>
    public Uri? Original { get; init; }

    /// <summary>Of a memento that another archive holds: when that archive captured it (RFC 7089, section 2.1.1).</summary>
    public DateTimeOffset? MementoDatetime { get; init; }
}
