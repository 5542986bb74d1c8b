namespace Refwatch.Storage;

/// <summary>
/// Named blobs with conditional writes: everything that Refwatch keeps. Names are segments of [A-Za-z0-9._-] joined by
/// "/"; no segment is "." or "..", no name is both a blob and a folder. A blob is never empty. What is refused throws <see cref="ArgumentException"/>.
/// </summary>
public interface IBlobStore
{
    /// <summary>A blob's whole content with its ETag; null when there is none.</summary>
    Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>A stream over part of a blob (<paramref name="length"/> null: to its end); null when there is none.</summary>
    Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken);

    /// <summary>Writes a whole blob durably; returns the new ETag, or null when <paramref name="condition"/> does not hold.</summary>
    Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken);

    /// <summary>Deletes the blob if it is still the one with this ETag (null: whatever it is); says whether it was deleted.</summary>
    /// <exception cref="BlobLockedException">The blob may not be deleted; it is as it was.</exception>
    Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken);

    /// <summary>Names that begin with <paramref name="prefix"/> and come after <paramref name="after"/>, in ordinal order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken);

    /// <summary>Takes the lease of a name without waiting; null when another holds it. The name need not exist as a blob, and does not become one.</summary>
    Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken);
}

/// <summary>A blob's content and the tag of this version of it.</summary>
public sealed record Blob(ReadOnlyMemory<byte> Content, string ETag);

/// <summary>The sole right to write one blob, until disposed or lost.</summary>
public interface IBlobLease : IAsyncDisposable
{
    /// <summary>Cancelled as soon as the lease may have passed to another.</summary>
    CancellationToken Lost { get; }

    /// <summary>Sent with conditional writes of the leased blob; empty where the store has no lease ids.</summary>
    string Id { get; }
}

/// <summary>What must hold for a write to happen.</summary>
public readonly record struct WriteCondition
{
    /// <summary>The blob must still have this ETag.</summary>
    public string? IfMatch { get; init; }

    /// <summary>There must be no blob of this name.</summary>
    public bool IfAbsent { get; init; }

    /// <summary>The lease under which the blob is written.</summary>
    public IBlobLease? Lease { get; init; }

    /// <summary>There must be no blob of this name.</summary>
    public static WriteCondition Absent => new() { IfAbsent = true };

    /// <summary>Write-if-match, or if-absent when there was no blob (null).</summary>
    public static WriteCondition Unchanged(string? etag) => etag is null ? Absent : new() { IfMatch = etag };
}
