using Refwatch.Azure;
using Xunit;

namespace Refwatch.EndToEnd.Storage;

public sealed class StorageQueueTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [AzuriteFact]
    public async Task A_message_is_hidden_while_its_visit_runs_and_gone_after_it()
    {
        var queue = await OpenAsync($"visits-{Guid.NewGuid():N}");
        await queue.EnqueueAsync("example.org", None);
        var visit = await queue.ReceiveAsync(Minute, None);
        Assert.Equal(("example.org", 1), (visit!.Message, visit.DequeueCount));
        Assert.Null(await queue.ReceiveAsync(Minute, None));

        var extended = await queue.ExtendAsync(visit, Minute, None);
        Assert.NotNull(extended);
        Assert.False(await queue.DeleteAsync(visit, None));
        Assert.True(await queue.DeleteAsync(extended, None));
        Assert.Null(await queue.ExtendAsync(extended, Minute, None));
    }

    [AzuriteFact]
    public async Task A_message_that_failed_five_times_is_set_aside()
    {
        var name = $"visits-{Guid.NewGuid():N}";
        var queue = await OpenAsync(name);
        await queue.EnqueueAsync("crash.example", None);
        for (var tries = 1; tries <= StorageQueue.MaxTries; tries++)
        {
            QueuedVisit? visit;
            while ((visit = await queue.ReceiveAsync(Second, None)) is null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }

            Assert.Equal(tries, visit.DequeueCount);
        }

        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System);
        Assert.Null(await queue.ReceiveAsync(Second, None));
        Assert.Equal("crash.example", Assert.Single(await queue.PeekPoisonAsync(None)).Message);
        await Assert.ThrowsAsync<IOException>(() => queue.ReplayPoisonAsync(static _ => throw new IOException("no calendar"), None));
        await Task.Delay(TimeSpan.FromSeconds(0.1), TimeProvider.System);
        var poison = await OpenAsync($"{name}-poison");
        Assert.Null(await poison.ReceiveAsync(Second, None)); // hidden for half a minute, not lost
    }

    [AzuriteFact]
    public async Task What_was_set_aside_is_replayed_once()
    {
        var name = $"visits-{Guid.NewGuid():N}";
        var poison = await OpenAsync($"{name}-poison");
        await poison.EnqueueAsync("calendar/20260301120000/a.example", None);
        await poison.EnqueueAsync("calendar/20260301120000/b.example", None);
        var queue = await OpenAsync(name);
        var replayed = new List<string>();
        Task ReplayAsync(string message)
        {
            replayed.Add(message);
            return Task.CompletedTask;
        }

        Assert.Equal(2, await queue.ReplayPoisonAsync(ReplayAsync, None));
        Assert.Equal(["calendar/20260301120000/a.example", "calendar/20260301120000/b.example"], replayed.Order(StringComparer.Ordinal));
        Assert.Equal(0, await queue.ReplayPoisonAsync(ReplayAsync, None));
        Assert.Empty(await queue.PeekPoisonAsync(None));
    }

    private static Task<StorageQueue> OpenAsync(string name) => StorageAccount.Parse(Azurite.ConnectionString)!.OpenQueueAsync(name, None);
}
