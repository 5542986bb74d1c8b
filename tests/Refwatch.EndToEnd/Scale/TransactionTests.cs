using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Storage;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.EndToEnd.Scale;

/// <summary>
/// What a visit costs, as the storage service itself logs it: whatever the SDK makes of an operation (pages of a list, tries,
/// looks at containers) counts. The store's own count stands in CostTests.
/// </summary>
[Collection(ScaleOutTests.Alone)]
public sealed partial class TransactionTests : IAsyncLifetime
{
    private const string Host = "costly.example";
    private const int AVisit = 10;
    private const int AChangedPage = 8;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _log = Path.GetTempFileName();
    private Process? _azurite;
    private string _account = "";
    private LoopbackProxy _web = null!;
    private IBlobStore _state = null!;
    private int _changed;
    private int _loads;

    public async Task InitializeAsync()
    {
        if (Azurite.Missing is null)
        {
            (_azurite, _account) = Azurite.StartOne(_log);
            _state = (await ArchiveLocation.OpenAsync(_account, null, TimeProvider.System, None)).State;
            _web = await LoopbackProxy.StartAsync(AnswerAsync);
        }
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
        {
            _azurite.Kill(entireProcessTree: true);
            _azurite.Dispose();
            await _web.DisposeAsync();
        }

        File.Delete(_log);
    }

    [AzuriteTheory]
    [InlineData(1, 0)]
    [InlineData(30, 0)]
    [InlineData(30, 8)]
    public async Task A_visit_costs_ten_transactions_and_a_changed_page_eight_more(int pages, int changed)
    {
        var settings = new Dictionary<string, string> { ["REFWATCH_ARCHIVE"] = _account, ["REFWATCH_VISIT__COMMITEVERY"] = "01:00:00" };
        await using var handler = await FunctionsHost.StartAsync(_web.Address, settings);
        await WatchAsync(pages);
        await VisitAsync(handler); // the inbox is folded
        await VisitAsync(handler); // every page was captured by now
        _changed = changed;
        var (requests, told) = await VisitAsync(handler);
        Assert.Equal(changed, told);
        Assert.True(requests.Count is >= 5 && requests.Count <= AVisit + (changed * AChangedPage), $"{requests.Count} transactions:\n{string.Join('\n', requests)}");
    }

    /// <summary>One visit of all pages, a day later; the requests that it made of blobs and queues, and the alerts that it decided.</summary>
    private async Task<(IReadOnlyList<string> Requests, int Told)> VisitAsync(FunctionsHost handler)
    {
        await using (var open = await OpenLedger.TryOpenAsync(_state, Host, None))
        {
            foreach (var page in open!.Ledger.Pages.Values)
            {
                page.NextCheck = TimeProvider.System.GetUtcNow();
            }

            await open.CommitAsync(None);
        }

        var entry = await new Watching.Calendar(_state).WriteAsync(TimeProvider.System.GetUtcNow(), Host, attempts: 0, None);
        var outbox = await _state.ListAsync("outbox/", null, None).CountAsync();
        var before = (await LoggedAsync()).Count;
        var (status, body) = await handler.PostAsync("VisitHost", $$$"""{"Data":{"visit":{{{JsonSerializer.Serialize(entry.Message)}}}},"Metadata":{}}""", None);
        Assert.True(status == 200, body);
        var requests = (await LoggedAsync()).Skip(before).ToList();
        return (requests, await _state.ListAsync("outbox/", null, None).CountAsync() - outbox);
    }

    /// <summary>The log up to now: what stands before a request that this test makes itself.</summary>
    private async Task<List<string>> LoggedAsync()
    {
        var mark = $"mark-{Guid.NewGuid():N}";
        await _state.ReadAsync(mark, None);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System))
        {
            using var file = new StreamReader(new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var lines = Request().Matches(await file.ReadToEndAsync()).Select(static line => line.Value).ToList();
            if (lines.Exists(line => line.Contains(mark, StringComparison.Ordinal)))
            {
                return lines.FindAll(static line => !line.Contains("mark-", StringComparison.Ordinal));
            }
        }

        throw new TimeoutException("Azurite logged nothing.");
    }

    private async Task WatchAsync(int pages)
    {
        var list = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(list, $"name: costs\ninterval: 1d\ndelay: 1ms\npages:\n{string.Concat(Enumerable.Range(0, pages).Select(static i => $"- http://{Host}/{i}\n"))}");
        var applied = await Executable.RunAsync(_web.Address, "watch", list, "--apply-only", "--archive", _account);
        File.Delete(list);
        Assert.True(applied.ExitCode == 0, applied.Errors);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/');
        if (int.TryParse(path, out var page))
        {
            var day = page < _changed ? "10 May" : "10 March";
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(
                $"""
                <!DOCTYPE html><title>Harbour {page}</title><article><h1>Harbour {page}</h1>
                <p>Officers detained harbour master {page} of Port Ellery on {day} after a search of his office that lasted six hours.</p>
                <p>The port handles 1.5 million tonnes of grain a year, and its workers have been on strike since the search became known.</p></article>
                <footer>Loaded {Interlocked.Increment(ref _loads)} times</footer>
                """);
        }
    }

    // In the log of Azurite: 127.0.0.1 - - [date] "PUT /devstoreaccount1/state/ledger/... HTTP/1.1" 201 -
    [GeneratedRegex("""\"[A-Z]+ /devstoreaccount1[^"\r\n]* HTTP/1\.1\" \d+""")]
    private static partial Regex Request();
}
