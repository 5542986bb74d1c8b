using Refwatch.Storage;
using Xunit;

namespace Refwatch.Tests.Storage;

public sealed class MemoryVisitQueueTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Hosts_come_out_in_the_order_in_which_they_were_queued()
    {
        var queue = new MemoryVisitQueue();
        await queue.EnqueueAsync("b.example", None);
        await queue.EnqueueAsync("a.example", None);
        Assert.Equal((string?[])["b.example", "a.example", null], (string?[]) [queue.TryDequeue(), queue.TryDequeue(), queue.TryDequeue()]);
    }

    [Fact]
    public async Task A_host_that_waits_is_queued_once_and_may_be_queued_again_when_its_visit_began()
    {
        var queue = new MemoryVisitQueue();
        await queue.EnqueueAsync("a.example", None);
        await queue.EnqueueAsync("a.example", None);
        Assert.Equal((string?[])["a.example", null], (string?[]) [queue.TryDequeue(), queue.TryDequeue()]);
        await queue.EnqueueAsync("a.example", None);
        Assert.Equal("a.example", queue.TryDequeue());
    }

    [Fact]
    public async Task Readers_share_the_hosts_and_end_when_cancelled()
    {
        var queue = new MemoryVisitQueue();
        using var end = new CancellationTokenSource();
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var readers = Enumerable.Range(0, 4).Select(_ => Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var host in queue.ReadAllAsync(end.Token))
            {
                seen.Enqueue(host);
                if (seen.Count == 100)
                {
                    await end.CancelAsync();
                }
            }
        })).ToList();
        for (var i = 0; i < 100; i++)
        {
            await queue.EnqueueAsync($"{i:00}.example", None);
        }

        await Task.WhenAll(readers);
        Assert.Equal(100, seen.Distinct().Count());
    }
}
