namespace Refwatch.Storage;

/// <summary>A policy of the store (immutability, legal hold, read-only) forbids to delete a blob: it is as it was.</summary>
public sealed class BlobLockedException(string message, Exception cause) : IOException(message, cause);
