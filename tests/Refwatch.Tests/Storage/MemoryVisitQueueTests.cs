using Refwatch.Storage;
using Xunit;

namespace Refwatch.Tests.Storage;

public sealed class MemoryVisitQueueTests
{
    [Fact]
    public async Task Each_message_goes_to_one_reader()
    {
        var queue = new MemoryVisitQueue();
        var hosts = Enumerable.Range(0, 100).Select(static i => $"calendar/20260101000000/host{i}.example").ToList();
        using var stop = new CancellationTokenSource();
        var read = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var readers = Enumerable.Range(0, 4).Select(_ => ReadAsync()).ToArray();
        foreach (var host in hosts)
        {
            await queue.EnqueueAsync(host, CancellationToken.None);
        }

        await Task.WhenAll(readers);
        Assert.Equal(hosts.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));

        async Task ReadAsync()
        {
            try
            {
                await foreach (var message in queue.ReadAllAsync(stop.Token))
                {
                    read.Enqueue(message);
                    if (read.Count == hosts.Count)
                    {
                        await stop.CancelAsync();
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // all is read
            }
        }
    }
}
