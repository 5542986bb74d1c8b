using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Storage;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.EndToEnd.Scale;

/// <summary>What the Functions host says to its custom handler, and what it may rely on.</summary>
[Collection(Azurite.VisitsQueue)]
public sealed class HandlerProtocolTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _host = $"protocol-{Guid.NewGuid():N}.example";
    private readonly Dictionary<string, string> _settings = new() { ["REFWATCH_LEASE"] = "00:00:15" };
    private LoopbackProxy _web = null!;
    private IBlobStore _state = null!;
    private TimeSpan _answersAfter;
    private int _asked;

    public async Task InitializeAsync()
    {
        if (Azurite.Missing is null)
        {
            _settings["REFWATCH_ARCHIVE"] = Azurite.ConnectionString;
            _state = (await ArchiveLocation.OpenAsync(Azurite.ConnectionString, null, TimeProvider.System, None)).State;
            _web = await LoopbackProxy.StartAsync(async context =>
            {
                if (context.Request.Path != "/robots.txt")
                {
                    Interlocked.Increment(ref _asked);
                    await Task.Delay(_answersAfter, TimeProvider.System);
                    await context.Response.WriteAsync("<!DOCTYPE html><meta property=og:type content=article><title>Harbour</title><article><h1>Harbour</h1><p>The harbour of Port Ellery handles 1.5 million tonnes of grain a year.</p></article>");
                }
            });
        }
    }

    public async Task DisposeAsync() => await (_web?.DisposeAsync() ?? ValueTask.CompletedTask);

    [AzuriteTheory]
    [InlineData("\"{0}\"", "1")] // as documented
    [InlineData("\"\\\"{0}\\\"\"", "\"1\"")] // as seen live
    public async Task A_message_may_come_encoded_once_or_twice(string encoding, string deliveries)
    {
        await using var handler = await FunctionsHost.StartAsync(_web.Address, _settings);
        var entry = await WatchAsync(1);
        var visit = encoding.Replace("{0}", entry.Name, StringComparison.Ordinal);
        var (status, body) = await handler.PostAsync("VisitHost", $$$"""{"Data":{"visit":{{{visit}}}},"Metadata":{"DequeueCount":{{{deliveries}}}}}""", None);
        Assert.Equal((200, """{"Outputs":{},"Logs":[],"ReturnValue":null}"""), (status, body));
        Assert.Equal(1, _asked);
    }

    [AzuriteTheory]
    [InlineData("no JSON")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"Data":{},"Metadata":{}}""")]
    [InlineData("""{"Data":{"visit":12},"Metadata":{}}""")]
    [InlineData("""{"Data":{"visit":"rubbish"},"Metadata":{}}""")]
    [InlineData("""{"Data":{"visit":"calendar/20260301000000/..'; drop"},"Metadata":{}}""")]
    public async Task Rubbish_fails_its_invocation_with_a_reason_and_an_answer_that_is_never_empty(string invocation)
    {
        await using var handler = await FunctionsHost.StartAsync(_web.Address, _settings);
        var (status, body) = await handler.PostAsync("VisitHost", invocation, None);
        Assert.Equal(400, status);
        Assert.StartsWith("The message can't be read", JsonDocument.Parse(body).RootElement.GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(404, await handler.GetAsync("/api/no-such-page"));
        Assert.Equal(405, await handler.GetAsync("/VisitHost"));
    }

    [AzuriteFact]
    public async Task A_message_that_fails_five_times_goes_to_the_poison_queue()
    {
        var name = $"visits-{Guid.NewGuid():N}";
        var queue = await StorageAccount.Parse(Azurite.ConnectionString)!.OpenQueueAsync(name, None);
        await using var handler = await FunctionsHost.StartAsync(_web.Address, _settings, queue);
        await queue.EnqueueAsync("rubbish", None);
        var poison = await StorageAccount.Parse(Azurite.ConnectionString)!.OpenQueueAsync($"{name}-poison", None);
        QueuedVisit? poisoned;
        while ((poisoned = await poison.ReceiveAsync(TimeSpan.FromMinutes(1), None)) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, None);
        }

        Assert.Equal("rubbish", poisoned.Message);
        Assert.Equal(StorageQueue.MaxTries, handler.Failures.Count);
    }

    [AzuriteFact]
    public async Task A_visit_that_outlasts_its_budget_goes_on_in_a_message_of_its_own()
    {
        _settings["REFWATCH_VISIT__BUDGET"] = "00:00:01";
        _settings["REFWATCH_STATE"] = Azurite.ConnectionString;
        _answersAfter = TimeSpan.FromSeconds(1);
        await using var handler = await FunctionsHost.StartAsync(_web.Address, _settings);
        var message = (await WatchAsync(4)).Message;
        var queue = await StorageAccount.Parse(Azurite.ConnectionString)!.OpenQueueAsync("visits", None);
        var visits = 0;
        for (var isMore = true; isMore; visits++)
        {
            var (status, body) = await handler.PostAsync("VisitHost", $$$"""{"Data":{"visit":{{{JsonSerializer.Serialize(message)}}}},"Metadata":{}}""", None);
            Assert.True(status == 200, body);
            var asked = _asked;
            isMore = (await OpenLedger.PeekAsync(_state, _host, None))!.Pages.Values.Any(static page => page.LastCheck is null);
            while (isMore)
            {
                var next = await queue.ReceiveAsync(TimeSpan.FromMinutes(1), None); // other tests share the queue
                Assert.NotNull(next);
                if (Watching.Calendar.HostOf(next.Message) == _host)
                {
                    message = next.Message;
                    await queue.DeleteAsync(next, None);
                    break;
                }
            }

            Assert.Equal(asked, _asked);
        }

        Assert.InRange(visits, 2, 4);
        Assert.Equal(4, _asked);
    }

    [AzuriteFact]
    public async Task An_invocation_that_timed_out_commits_what_it_decided_and_is_due_again()
    {
        _answersAfter = TimeSpan.FromSeconds(2);
        await using var handler = await FunctionsHost.StartAsync(_web.Address, _settings);
        var entry = await WatchAsync(10);
        using var timeOut = new CancellationTokenSource();
        var visit = handler.PostAsync("VisitHost", $$$"""{"Data":{"visit":{{{JsonSerializer.Serialize(entry.Message)}}}},"Metadata":{}}""", timeOut.Token);
        await AskedAsync(2, visit);
        await timeOut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => visit);

        OpenLedger? open;
        while ((open = await OpenLedger.TryOpenAsync(_state, _host, None)) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, None);
        }

        await using (open)
        {
            var decided = open.Ledger.Pages.Values.Count(static page => page.LastCheck is not null);
            Assert.InRange(decided, 1, 9);
            Assert.Equal(_asked, decided); // the page in hand was finished
            Assert.True(open.Ledger.NextVisit < TimeProvider.System.GetUtcNow().AddMinutes(1));
        }

        Assert.True(await _state.ListAsync("calendar/", null, None).AnyAsync(name => name.EndsWith($"/{_host}", StringComparison.Ordinal) && name != entry.Name));
    }

    [AzuriteFact]
    public async Task A_worker_that_was_paused_until_its_lease_passed_on_writes_nothing()
    {
        _answersAfter = TimeSpan.FromSeconds(5);
        await using var handler = await FunctionsHost.StartAsync(_web.Address, _settings);
        var entry = await WatchAsync(3);
        var visit = handler.PostAsync("VisitHost", $$$"""{"Data":{"visit":{{{JsonSerializer.Serialize(entry.Message)}}}},"Metadata":{}}""", None);
        await AskedAsync(1, visit);
        await SignalAsync("STOP", handler.ProcessId);
        OpenLedger? other;
        while ((other = await OpenLedger.TryOpenAsync(_state, _host, None)) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, None);
        }

        string written;
        await using (other)
        {
            other.Ledger.Row(new Uri($"http://{_host}/0")).Title = "the other's";
            await other.CommitAsync(None);
            written = (await _state.ReadAsync($"ledger/{_host}", None))!.ETag;
        }

        await SignalAsync("CONT", handler.ProcessId);
        var (status, body) = await visit;
        Assert.True(status == 500, body);
        Assert.Contains("was lost to another visit", body, StringComparison.Ordinal);
        Assert.Equal(written, (await _state.ReadAsync($"ledger/{_host}", None))!.ETag);
    }

    /// <summary>Waits until so many pages were asked for; a visit that ends before it is told as such.</summary>
    private async Task AskedAsync(int pages, Task<(int Status, string Body)> visit)
    {
        while (Volatile.Read(ref _asked) < pages)
        {
            if (visit.IsCompleted)
            {
                var (status, body) = await visit;
                Assert.Fail($"the visit ended after {_asked} pages: {status} {body}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, None);
        }
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Puts a list of so many pages in force, and returns the calendar's entry for them.</summary>
    private async Task<CalendarEntry> WatchAsync(int pages)
    {
        var list = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(list, $"name: {_host}\ninterval: 1d\ndelay: 1ms\npages:\n{string.Concat(Enumerable.Range(0, pages).Select(i => $"- http://{_host}/{i}\n"))}");
        var applied = await Executable.RunAsync(_web.Address, "watch", list, "--apply-only", "--archive", Azurite.ConnectionString);
        File.Delete(list);
        Assert.True(applied.ExitCode == 0, applied.Errors);
        return await new Watching.Calendar(_state).WriteAsync(TimeProvider.System.GetUtcNow(), _host, attempts: 0, None);
    }
}
