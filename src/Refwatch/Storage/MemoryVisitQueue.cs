using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Refwatch.Storage;

/// <summary>The queue of a single process. A host that waits already is not queued twice: one visit takes all that is due.</summary>
public sealed class MemoryVisitQueue : IVisitQueue
{
    private readonly Channel<string> _hosts = Channel.CreateUnbounded<string>();
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public Task EnqueueAsync(string host, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting.Add(host))
            {
                _hosts.Writer.TryWrite(host);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The next host, or null when none waits.</summary>
    public string? TryDequeue()
    {
        lock (_gate)
        {
            if (!_hosts.Reader.TryRead(out var host))
            {
                return null;
            }

            _waiting.Remove(host);
            return host;
        }
    }

    /// <summary>Hosts as they come, for ever. Any number of readers may share the queue; each host goes to one of them.</summary>
    public async IAsyncEnumerable<string> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _hosts.Reader.WaitToReadAsync(cancellationToken))
        {
            while (TryDequeue() is { } host)
            {
                yield return host;
            }
        }
    }
}
