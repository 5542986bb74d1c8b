using System.Threading.Channels;

namespace Refwatch.Storage;

/// <summary>The queue of a single process; what it holds is lost with the process, and the calendar's watchdog brings it up again.</summary>
public sealed class MemoryVisitQueue : IVisitQueue
{
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();

    /// <inheritdoc/>
    public Task EnqueueAsync(string message, CancellationToken cancellationToken) => _messages.Writer.WriteAsync(message, cancellationToken).AsTask();

    /// <summary>Messages as they come, for ever. Any number of readers may share the queue; each message goes to one of them.</summary>
    public IAsyncEnumerable<string> ReadAllAsync(CancellationToken cancellationToken) => _messages.Reader.ReadAllAsync(cancellationToken);
}
