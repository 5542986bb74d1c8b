namespace Refwatch.Archiving;

/// <summary>A capture's place in the archive.</summary>
/// <param name="Timestamp">When it was fetched: 14 digits, UTC (yyyyMMddHHmmss).</param>
/// <param name="Digest">Payload digest of the answer ("sha256:…"); of a capture without an answer, the digest of its record.</param>
/// <param name="Blob">The name of its blob in the captures container; empty when nothing was stored.</param>
/// <param name="Outcome">What was stored.</param>
public sealed record StoredCapture(string Timestamp, string Digest, string Blob, CaptureOutcome Outcome);

public enum CaptureOutcome
{
    /// <summary>A response record: the payload was not held before.</summary>
    New,

    /// <summary>A revisit record: the payload is held under another date or URL.</summary>
    Revisit,

    /// <summary>Nothing stored but a note in the ledger: the page says what it said.</summary>
    Unchanged,

    /// <summary>There was nothing to store.</summary>
    None,
}
