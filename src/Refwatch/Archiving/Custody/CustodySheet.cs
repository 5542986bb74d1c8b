using Refwatch.Archiving.Fixity;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch.Archiving.Custody;

/// <summary>Where one capture comes from and what became of it since: what an archivist is asked in court.</summary>
public sealed record CustodySheet
{
    /// <summary>Its blob in the captures container.</summary>
    public required string Blob { get; init; }

    /// <summary>The watched URL.</summary>
    public required string Url { get; init; }

    /// <summary>When the first request was sent.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>SHA-256 of the blob as it is now; of one that was taken down, as it was.</summary>
    public required string Digest { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>What is wrong with it now; empty for a sound capture.</summary>
    public IReadOnlyList<FixityProblem> Problems { get; init; } = [];

    /// <summary>Its records in order.</summary>
    public IReadOnlyList<CustodyRecord> Records { get; init; } = [];

    /// <summary>Why there was no answer; null when there was one. `Robots`: robots.txt forbade it, and nothing was asked.</summary>
    public FetchFailure? Failure { get; init; }

    /// <summary>The robots.txt of each origin ("https://example.org") that was looked at before, and did not forbid it.</summary>
    public IReadOnlyDictionary<string, RobotsLook>? Robots { get; init; }

    /// <summary>The file that it was imported from; null when Refwatch fetched it for this archive.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>What Refwatch took it for then.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The manifest that names it; null when the next one will.</summary>
    public CustodyManifest? Manifest { get; init; }

    /// <summary>The hold that covers it now; null when none does.</summary>
    public Act? Hold { get; init; }

    /// <summary>What the lists and articles that watch its page ask to keep of it, as it stands now; empty when nobody watches it any more.</summary>
    public IReadOnlyList<CustodyPolicy> Policies { get; init; } = [];

    /// <summary>What stands in its place; null when it is there.</summary>
    public Tombstone? Tombstone { get; init; }

    /// <summary>Nothing contradicts what was written when it was stored.</summary>
    public bool IsSound => Problems.Count == 0 && Manifest is not ({ IsUnchanged: false } or { Signature: SealStatus.Wrong } or { TimeStamp: SealStatus.Wrong });

    /// <summary>What people did to it, in the order of time.</summary>
    public IReadOnlyList<Act> Acts { get; init; } = [];
}

/// <summary>What one source asks to keep of a page: the fullest policy and the longest retention of all sources count.</summary>
/// <param name="Source">"list:NAME", or the URL of the citing article.</param>
/// <param name="Archive">Which checks leave a capture.</param>
/// <param name="Retention">How long captures are kept that nothing rests on; null: for ever.</param>
/// <param name="Since">Since when it asks for this; null: since before that was noted.</param>
public sealed record CustodyPolicy(string Source, ArchivePolicy Archive, TimeSpan? Retention, DateTimeOffset? Since);

/// <summary>A record of a capture.</summary>
/// <param name="Type">"request", "response", "revisit", "metadata".</param>
/// <param name="Id">Its WARC-Record-ID.</param>
/// <param name="Offset">Where its gzip member begins in the blob.</param>
/// <param name="Length">The member's length.</param>
public sealed record CustodyRecord(string Type, string Id, long Offset, long Length)
{
    public string? Url { get; init; }

    public DateTimeOffset? Date { get; init; }

    public string? BlockDigest { get; init; }

    public string? PayloadDigest { get; init; }

    /// <summary>Of a response the status line, of a request the request line; the header fields follow as they were sent.</summary>
    public string? StartLine { get; init; }

    public IReadOnlyList<HeaderField> Headers { get; init; } = [];

    /// <summary>The address that answered.</summary>
    public string? Address { get; init; }

    /// <summary>"http/1.1", "h2", "h3".</summary>
    public string? Protocol { get; init; }

    /// <summary>Of a revisit: the record that holds the payload, by URL and time.</summary>
    public string? RefersTo { get; init; }

    /// <summary>Other fields of the record that say how it came to be (TLS, DNS, truncation), by name.</summary>
    public IReadOnlyList<HeaderField> Facts { get; init; } = [];
}

/// <summary>A capture's place in the chain of manifests.</summary>
/// <param name="Position">The manifest's, from 1.</param>
/// <param name="Day">The manifest's (yyyy-MM-dd, UTC).</param>
/// <param name="Digest">What the manifest says the blob is.</param>
/// <param name="IsUnchanged">The blob is still that.</param>
/// <param name="Signature">The manifest's signature.</param>
/// <param name="TimeStamp">The manifest's time-stamp.</param>
/// <param name="StampedAt">When a trusted authority saw the manifest; null when that is not known.</param>
public sealed record CustodyManifest(
    int Position, string Day, string Digest, bool IsUnchanged, SealStatus Signature, SealStatus TimeStamp, DateTimeOffset? StampedAt);

public enum SealStatus
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>There is one; nobody said whom to trust.</summary>
    Unchecked,

    /// <summary>It is of this manifest, by somebody who is trusted.</summary>
    Valid,

    /// <summary>It is not.</summary>
    Wrong,
}
