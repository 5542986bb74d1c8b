namespace Refwatch.Storage;

/// <summary>Counts the operations of a store, since a cloud bills by them.</summary>
/// <param name="store">The store.</param>
/// <param name="name">"captures" or "state".</param>
internal sealed class MeteredBlobStore(IBlobStore store, string name) : IBlobStore
{
    /// <inheritdoc/>
    public Task<Blob?> ReadAsync(string blob, CancellationToken cancellationToken) => Counted("read").ReadAsync(blob, cancellationToken);

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string blob, long offset, long? length, CancellationToken cancellationToken) =>
        Counted("read").OpenAsync(blob, offset, length, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> WriteAsync(string blob, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken) =>
        Counted("write").WriteAsync(blob, content, condition, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string blob, string? etag, CancellationToken cancellationToken) => Counted("delete").DeleteAsync(blob, etag, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken) =>
        Counted("list").ListAsync(prefix, after, cancellationToken);

    /// <inheritdoc/>
    public Task<IBlobLease?> TryLeaseAsync(string blob, CancellationToken cancellationToken) => Counted("lease").TryLeaseAsync(blob, cancellationToken);

    private IBlobStore Counted(string operation)
    {
        Telemetry.Stored(name, operation);
        return store;
    }
}
