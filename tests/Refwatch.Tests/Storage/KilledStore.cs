using Refwatch.Storage;

namespace Refwatch.Tests.Storage;

/// <summary>A store whose process dies: after so many writes every further operation fails.</summary>
internal sealed class KilledStore(IBlobStore inner, KillSwitch kill) : IBlobStore
{
    public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => kill.Alive(inner).ReadAsync(name, cancellationToken);

    public Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken) =>
        kill.Alive(inner).OpenAsync(name, offset, length, cancellationToken);

    public Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken)
    {
        kill.CountDown();
        return inner.WriteAsync(name, content, condition, cancellationToken);
    }

    public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        kill.CountDown();
        return inner.DeleteAsync(name, etag, cancellationToken);
    }

    public IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken) =>
        kill.Alive(inner).ListAsync(prefix, after, cancellationToken);

    public Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken) => kill.Alive(inner).TryLeaseAsync(name, cancellationToken);
}

/// <summary>Lets so many writes happen; shared by the stores of one process.</summary>
internal sealed class KillSwitch(int writes)
{
    private int _left = writes;

    public void CountDown()
    {
        if (--_left < 0)
        {
            throw new KilledException();
        }
    }

    public IBlobStore Alive(IBlobStore store) => _left < 0 ? throw new KilledException() : store;
}

/// <summary>The process died.</summary>
internal sealed class KilledException : Exception;
