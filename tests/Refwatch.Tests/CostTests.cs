using Refwatch.Tests.Storage;
using Refwatch.Verdicts;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>What a visit costs: storage transactions, of state and captures together.</summary>
public sealed class CostTests : IDisposable
{
    private const int AVisit = 10;
    private const int AChangedPage = 8;

    private static readonly CancellationToken None = CancellationToken.None;

    // Recovery checkpoints are counted apart: a visit of five minutes makes up to nine.
    private static readonly PipelineSettings Settings = new() { Visit = new VisitOptions { CommitEvery = TimeSpan.FromHours(1) } };

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Unchanged_pages_cost_nothing_beyond_their_visit(int pages)
    {
        await WatchAsync(pages);
        for (var i = 1; i <= pages; i++)
        {
            Put(i, "10 March", noise: "Views: 4711"); // other bytes, the same text
        }

        Assert.InRange(await VisitAsync(), 1, AVisit);
    }

    [Fact]
    public async Task Unchanged_pages_that_redirect_to_another_host_enter_it_once_a_visit()
    {
        await WatchAsync(50, redirected: true);
        Assert.InRange(await VisitAsync(), 1, AVisit + 4);
    }

    [Fact]
    public async Task A_changed_page_costs_eight_transactions_with_its_alert()
    {
        await WatchAsync(20);
        for (var i = 1; i <= 10; i++)
        {
            Put(i, "10 May");
        }

        Assert.InRange(await VisitAsync(), 1, AVisit + (10 * AChangedPage));
        Assert.Equal(10, await _house.State.ListAsync("outbox/", null, None).CountAsync());
        _house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.InRange(await VisitAsync(), 1, AVisit); // nothing is told a second time
    }

    [Fact]
    public async Task A_visit_to_a_split_host_costs_no_more()
    {
        var settings = new PipelineSettings { Visit = Settings.Visit with { MaxLedgerBytes = 8_000 } };
        await WatchAsync(40, settings);
        Assert.NotEmpty((await _house.LedgerAsync("news.example"))!.Shards);
        Assert.InRange(await VisitAsync(settings), 1, AVisit);
    }

    [Fact]
    public async Task A_planned_visit_costs_the_planner_three_transactions_and_a_message()
    {
        await WatchAsync(1);
        var state = new CountingStore(_house.State);
        using var pipeline = _house.NewPipeline(state);
        Assert.Equal(1, await pipeline.NewPlanner(new Refwatch.Storage.MemoryVisitQueue()).PlanAsync(None));
        Assert.Equal(["list", "read", "write", "delete"], state.Transactions.Select(static transaction => transaction.Split(' ')[0]));
    }

    private static string Url(int i) => $"http://news.example/page/{i}";

    private async Task WatchAsync(int pages, PipelineSettings? settings = null, bool redirected = false)
    {
        for (var i = 1; i <= pages; i++)
        {
            Put(i, "10 March");
            if (redirected)
            {
                _house.Web.Redirect(Url(i), $"http://www.news.example/{i}");
                _house.Web.Put($"http://www.news.example/{i}", Page(i, "10 March", ""));
            }
        }

        var list = new WatchList { Name = "a", Pages = [.. Enumerable.Range(1, pages).Select(static i => new WatchedTarget(new Uri(Url(i)), null, TimeSpan.FromDays(1)))] };
        await _house.Pipeline.WatchLists.ApplyAsync(list, None);
        using var pipeline = _house.NewPipeline(settings: settings);
        await _house.DrainAsync(pipeline);
        _house.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(10));
    }

    /// <summary>One planned visit; returns its transactions.</summary>
    private async Task<int> VisitAsync(PipelineSettings? settings = null)
    {
        var queue = new Refwatch.Storage.MemoryVisitQueue();
        Assert.Equal(1, await _house.Pipeline.NewPlanner(queue).PlanAsync(None));
        var (state, captures) = (new CountingStore(_house.State), new CountingStore(_house.Captures));
        using var pipeline = _house.NewPipeline(state, captures, settings ?? Settings);
        await foreach (var message in queue.ReadAllAsync(None))
        {
            var checkedPages = 0;
            Assert.Equal(VisitEnd.Done, await pipeline.NewVisit(outcome => checkedPages += outcome.Verdict.Kind is VerdictKind.Live or VerdictKind.Moved ? 1 : 0).RunAsync(message, None));
            Assert.True(checkedPages > 0);
            break;
        }

        return state.Transactions.Count + captures.Transactions.Count;
    }

    private void Put(int i, string date, string noise = "") => _house.Web.Put(Url(i), Page(i, date, noise));

    private static string Page(int i, string date, string noise) =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>Harbour master {i} detained</title></head><body><article><h1>Harbour master {i} detained</h1>
        <p>Officers detained harbour master {i} of Port Ellery on {date} after a search of his office that lasted six hours.</p>
        <p>His lawyer, Ines Calloway, said that the court had refused to hear two witnesses who were ready to speak for him.</p>
        <p>The port handles 1.5 million tonnes of grain a year, and its workers have been on strike since the search became known.</p>
        </article><footer>{noise} © The Example Courier</footer></body></html>
        """;
}
