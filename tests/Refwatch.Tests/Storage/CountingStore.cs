using System.Collections.Concurrent;
using Refwatch.Storage;

namespace Refwatch.Tests.Storage;

/// <summary>
/// Counts what a store's service would bill: an operation is a transaction, a list one for every 5,000 names, a lease one to
/// take and one to give back (and two more for a name that is no blob yet: its place is made first).
/// </summary>
internal sealed class CountingStore(IBlobStore store) : IBlobStore
{
    private const int NamesInAPage = 5_000;

    private readonly ConcurrentQueue<string> _transactions = [];

    public IReadOnlyCollection<string> Transactions => _transactions;

    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        Count("read", name);
        return store.ReadAsync(name, cancellationToken);
    }

    public Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken)
    {
        Count("read", name);
        return store.OpenAsync(name, offset, length, cancellationToken);
    }

    public Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken)
    {
        Count("write", name);
        return store.WriteAsync(name, content, condition, cancellationToken);
    }

    public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        Count("delete", name);
        return store.DeleteAsync(name, etag, cancellationToken);
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Count("list", prefix);
        var names = 0;
        await foreach (var name in store.ListAsync(prefix, after, cancellationToken))
        {
            if (++names % NamesInAPage == 0)
            {
                Count("list", prefix);
            }

            yield return name;
        }
    }

    public async Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken)
    {
        Count("lease", name);
        if (await store.ReadAsync(name, cancellationToken) is null)
        {
            Count("place", name);
            Count("lease", name);
        }

        var lease = await store.TryLeaseAsync(name, cancellationToken);
        if (lease is not null)
        {
            Count("release", name);
        }

        return lease;
    }

    private void Count(string operation, string name) => _transactions.Enqueue($"{operation} {name}");
}
