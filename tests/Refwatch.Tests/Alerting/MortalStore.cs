using Refwatch.Storage;

namespace Refwatch.Tests.Alerting;

/// <summary>The process was killed.</summary>
internal sealed class KilledException : Exception;

/// <summary>The store as a process sees it that is killed at one of its operations, before or after its effect. Locks end with the process.</summary>
internal sealed class MortalStore(IBlobStore store, int killAt, bool afterEffect) : IBlobStore
{
    private int _operations;

    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => LiveAsync(() => store.ReadAsync(name, cancellationToken));

    public Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken) =>
        LiveAsync(() => store.OpenAsync(name, offset, length, cancellationToken));

    public Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken) =>
        LiveAsync(() => store.WriteAsync(name, content, condition, cancellationToken));

    public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) =>
        LiveAsync(() => store.DeleteAsync(name, etag, cancellationToken));

    public IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken)
    {
        Step();
        return store.ListAsync(prefix, after, cancellationToken);
    }

    public async Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken)
    {
        Step();
        return await store.TryLeaseAsync(name, cancellationToken);
    }

    /// <summary>A step outside of the store at which the process may die, too.</summary>
    public void Step()
    {
        if (++_operations >= killAt)
        {
            throw new KilledException();
        }
    }

    private async Task<T> LiveAsync<T>(Func<Task<T>> operation)
    {
        if (afterEffect && _operations + 1 == killAt)
        {
            _ = await operation();
        }

        Step();
        return await operation();
    }
}
