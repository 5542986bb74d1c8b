using Refwatch.Alerting;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Tests.Alerting;
using Refwatch.Verdicts;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>Visits, the planner and the calendar, and what is left of them when the process is killed.</summary>
public sealed class VisitTests : IDisposable
{
    private const string Url = "http://news.example/world/1";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task A_watch_list_is_checked_at_its_interval()
    {
        _house.Web.Put(Url, Page("10 March"));
        await _house.Pipeline.WatchLists.ApplyAsync(List("a", TimeSpan.FromHours(6)), CancellationToken.None);
        Assert.Equal(1, await RoundAsync());
        Assert.Equal(0, await RoundAsync());
        _house.Clock.Advance(TimeSpan.FromHours(6) + TimeSpan.FromSeconds(2));
        Assert.Equal(1, await RoundAsync());
        Assert.Equal(2, _house.Web.Count(Url));
    }

    [Fact]
    public async Task The_shortest_interval_wins_and_the_last_list_to_leave_drops_the_page()
    {
        _house.Web.Put(Url, Page("10 March"));
        await _house.Pipeline.WatchLists.ApplyAsync(List("a", TimeSpan.FromDays(7)), CancellationToken.None);
        await _house.Pipeline.WatchLists.ApplyAsync(List("b", TimeSpan.FromDays(1)), CancellationToken.None);
        await RoundAsync();
        var page = Assert.Single((await _house.LedgerAsync("news.example"))!.Pages.Values);
        Assert.Equal(TimeSpan.FromDays(1), page.Interval);
        Assert.Equal(["a", "b"], page.Lists);

        await _house.Pipeline.WatchLists.ApplyAsync(List("b", TimeSpan.FromDays(1)) with { Pages = [] }, CancellationToken.None);
        await RoundAsync();
        Assert.Equal(TimeSpan.FromDays(7), Assert.Single((await _house.LedgerAsync("news.example"))!.Pages.Values).Interval);

        await _house.Pipeline.WatchLists.ApplyAsync(List("a", TimeSpan.FromDays(7)) with { Pages = [] }, CancellationToken.None);
        await RoundAsync();
        Assert.Empty((await _house.LedgerAsync("news.example"))!.Pages);
        Assert.NotEmpty(await _house.Pipeline.Archive.ListAsync(Url, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task A_visit_that_was_lost_comes_up_again_by_its_watchdog()
    {
        _house.Web.Put(Url, Page("10 March"));
        await _house.Pipeline.WatchLists.ApplyAsync(List("a", TimeSpan.FromDays(1)), CancellationToken.None);
        var lost = new MemoryVisitQueue();
        Assert.Equal(1, await _house.Pipeline.NewPlanner(lost).PlanAsync(CancellationToken.None)); // nobody reads this queue
        Assert.Equal(0, await RoundAsync());
        _house.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(1, await RoundAsync());
        Assert.Equal(1, _house.Web.Count(Url));
    }

    [Fact]
    public async Task One_visit_a_host_at_a_time()
    {
        _house.Web.Put(Url, Page("10 March"));
        await using var held = await OpenLedger.TryOpenAsync(_house.State, "news.example", CancellationToken.None);
        Assert.NotNull(held);
        var end = await _house.Pipeline.NewVisit(static _ => { }).RunAsync("calendar/20260301120000/news.example", CancellationToken.None);
        Assert.Equal(VisitEnd.HeldByAnother, end);
        Assert.Empty(_house.Web.Requests);
    }

    [Fact]
    public async Task A_check_on_demand_changes_no_schedule()
    {
        _house.Web.Put(Url, Page("10 March"));
        await _house.Pipeline.WatchLists.ApplyAsync(List("test", TimeSpan.FromHours(6)), CancellationToken.None);
        await RoundAsync();
        await _house.CheckOneAsync(Url);
        var page = Assert.Single((await _house.LedgerAsync("news.example"))!.Pages.Values);
        Assert.Equal(TimeSpan.FromHours(6), page.Interval);
        Assert.NotNull(page.NextCheck);
    }

    [Fact]
    public async Task A_host_that_asks_for_a_day_of_peace_is_not_asked_again_and_holds_up_nobody()
    {
        _house.Web.Put(Url, static _ =>
        {
            var busy = new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests) { Content = new ByteArrayContent([]) };
            busy.Headers.TryAddWithoutValidation("Retry-After", "86400");
            return busy;
        });
        _house.Web.Put("http://news.example/world/2", Page("10 March"));
        await _house.Pipeline.WatchLists.ApplyAsync(List("a", TimeSpan.FromHours(1)), CancellationToken.None);
        var started = _house.Clock.GetUtcNow();
        var result = await _house.CheckAsync(PageRole.Page, Url, "http://news.example/world/2");
        Assert.Equal([VerdictKind.Blocked, VerdictKind.Unknown], result.Pages.Select(static page => page.Verdict.Kind).Order());
        Assert.InRange(_house.Clock.GetUtcNow() - started, TimeSpan.Zero, TimeSpan.FromMinutes(1));

        _house.Clock.Advance(TimeSpan.FromHours(2));
        await RoundAsync();
        Assert.Equal(1, _house.Web.Count(Url));
        _house.Clock.Advance(TimeSpan.FromHours(23));
        await RoundAsync();
        Assert.Equal(2, _house.Web.Count(Url));
    }

    [Fact]
    public async Task A_silent_host_is_left_alone_longer_each_time()
    {
        string[] urls = [.. Enumerable.Range(1, 5).Select(static i => $"http://news.example/world/{i}")];
        foreach (var url in urls)
        {
            _house.Web.Put(url, static _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        }

        var list = List("a", TimeSpan.FromHours(1)) with { Pages = [.. urls.Select(static url => new WatchedTarget(new Uri(url), null, TimeSpan.FromHours(1)))] };
        await _house.Pipeline.WatchLists.ApplyAsync(list, CancellationToken.None);
        await RoundAsync();
        var ledger = (await _house.LedgerAsync("news.example"))!;
        Assert.Equal(3, ledger.Pages.Values.Count(static page => page.Verdict?.Kind is VerdictKind.Unreachable));
        Assert.Equal(2, ledger.Pages.Values.Count(static page => page.Verdict is null));
        Assert.Equal(0, await RoundAsync()); // not at every tick
        await _house.Pipeline.NewVisit(static _ => { }).RunAsync("calendar/20260301120000/news.example", CancellationToken.None);
        Assert.Equal(2, (await _house.LedgerAsync("news.example"))!.Pages.Values.Count(static page => page.Verdict is null)); // nor by a stray message
        Assert.Equal(0, await RoundAsync());
        _house.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(1, await RoundAsync());
        Assert.Equal(0, (await _house.LedgerAsync("news.example"))!.Pages.Values.Count(static page => page.Verdict is null));
    }

    [Fact]
    public async Task A_redirect_to_a_host_under_visit_is_put_off_and_keeps_its_verdict()
    {
        _house.Web.Put(Url, Page("10 March"));
        await _house.CheckOneAsync(Url);
        _house.Web.Redirect(Url, "http://elsewhere.example/1");
        _house.Web.Put("http://elsewhere.example/1", Page("10 March"));
        var outcomes = new List<PageOutcome>();
        var demand = new Demand(new Uri(Url), Subscription: null);
        await using (await OpenLedger.TryOpenAsync(_house.State, "elsewhere.example", CancellationToken.None))
        {
            await _house.Pipeline.NewVisit(outcomes.Add).CheckAsync("news.example", [demand], CancellationToken.None);
        }

        Assert.True(Assert.Single(outcomes).IsPutOff);
        Assert.Equal(VerdictKind.Live, Assert.Single((await _house.LedgerAsync("news.example"))!.Pages.Values).Verdict!.Kind);

        await _house.Pipeline.NewVisit(outcomes.Add).CheckAsync("news.example", [demand], CancellationToken.None);
        Assert.False(outcomes[1].IsPutOff);
        Assert.Equal("http://elsewhere.example/1", outcomes[1].FinalUrl.AbsoluteUri);
    }

    [Fact]
    public async Task A_page_that_kills_its_visits_is_skipped_for_a_day_and_does_not_starve_its_host()
    {
        const string Deadly = "http://news.example/deadly";
        var deaths = 0;
        bool IsDead() => _house.Web.Count(Deadly) > deaths;
        _house.Web.Put(Deadly, _ => throw new KilledException());
        _house.Web.Put(Url, _ => IsDead() ? throw new KilledException() : FakeWeb.Html(Page("10 March")));
        var list = List("a", TimeSpan.FromDays(1));
        await _house.Pipeline.WatchLists.ApplyAsync(list with { Pages = [new WatchedTarget(new Uri(Deadly), null, TimeSpan.FromDays(1)), .. list.Pages] }, CancellationToken.None);

        var (rounds, checkedIn) = (0, 0);
        for (var isSkipped = false; !isSkipped && rounds < 8; isSkipped = deaths < rounds)
        {
            rounds++;
            using var pipeline = _house.NewPipeline(new DyingStore(_house.State, IsDead), new DyingStore(_house.Captures, IsDead));
            await RoundAsync(pipeline);
            deaths = _house.Web.Count(Deadly);
            _house.Clock.Advance(TimeSpan.FromHours(9));
            var isChecked = (await _house.LedgerAsync("news.example"))?.Pages.GetValueOrDefault(Url)?.LastCheck is not null;
            checkedIn = isChecked && checkedIn == 0 ? rounds : checkedIn;
        }

        Assert.Equal(3, deaths); // once unnoticed, twice with the page in hand
        Assert.Equal(3, checkedIn); // the second time the deadly page comes last
        Assert.Equal(4, rounds);
    }

    [Fact]
    public async Task A_capture_that_a_killed_visit_stored_is_judged_by_the_next_without_another_fetch()
    {
        _house.Web.Put(Url, Page("10 March"));
        await _house.Pipeline.WatchLists.ApplyAsync(List("a", TimeSpan.FromDays(1)), CancellationToken.None);

        // The process dies once the capture is archived: the state takes nothing any more.
        bool IsArchived() => Directory.EnumerateFiles(Path.Combine(_house.Folder, "captures"), "*.warc.gz", SearchOption.AllDirectories).Any();
        using (var pipeline = _house.NewPipeline(new DyingStore(_house.State, IsArchived)))
        {
            await RoundAsync(pipeline);
        }

        Assert.Null(await _house.LedgerAsync("news.example"));
        _house.Clock.Advance(TimeSpan.FromHours(1));
        await RoundAsync();
        Assert.Equal(1, _house.Web.Count(Url));
        Assert.Equal(VerdictKind.Live, Assert.Single((await _house.LedgerAsync("news.example"))!.Pages.Values).Verdict!.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_storage_operation_a_check_loses_nothing_and_tells_once(bool afterEffect)
    {
        var killedAt = 0;
        for (var finished = false; !finished;)
        {
            killedAt++;
            using var house = new TestHouse();
            house.Web.Put(Url, Page("10 March"));
            await house.CheckOneAsync(Url);
            house.Clock.Advance(TimeSpan.FromDays(1));
            house.Web.Put(Url, Page("10 May"));

            var step = new MortalStore(house.State, killedAt, afterEffect);
            using (var dying = house.NewPipeline(step))
            {
                finished = await SurvivesAsync(dying);
            }

            var after = await house.CheckOneAsync(Url);
            Assert.Null(after.Error);
            var channel = new FakeChannel("test");
            var channels = new Dictionary<string, IReadOnlyList<IAlertChannel>>(StringComparer.Ordinal) { ["test"] = [channel] };
            await house.Pipeline.Outbox.DeliverAsync(channels, CancellationToken.None);
            Assert.Single(channel.Received);

            house.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Empty((await house.CheckOneAsync(Url)).Alerts);
            var lines = await house.Pipeline.Archive.ListAsync(Url, CancellationToken.None).ToListAsync();
            Assert.InRange(lines.Count, 2, 3);
            foreach (var line in lines)
            {
                Assert.NotNull(await house.Pipeline.Archive.ReadAsync(line.Filename, CancellationToken.None));
            }
        }

        Assert.InRange(killedAt, 8, 60);
    }

    private static async Task<bool> SurvivesAsync(Pipeline pipeline)
    {
        try
        {
            var subscription = new Subscription { Source = "list:test", Role = PageRole.Page, Lists = ["test"] };
            await pipeline.NewVisit(static _ => { }).CheckAsync("news.example", [new Demand(new Uri(Url), subscription)], CancellationToken.None);
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }

    /// <summary>The planner and all visits that it asks for; returns how many.</summary>
    private Task<int> RoundAsync() => RoundAsync(_house.Pipeline);

    private static async Task<int> RoundAsync(Pipeline pipeline)
    {
        var queue = new MemoryVisitQueue();
        var planned = await pipeline.NewPlanner(queue).PlanAsync(CancellationToken.None);
        var read = 0;
        if (planned == 0)
        {
            return 0;
        }

        await foreach (var message in queue.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await pipeline.NewVisit(static _ => { }).RunAsync(message, CancellationToken.None);
            }
            catch (KilledException)
            {
                return planned;
            }

            if (++read == planned)
            {
                break;
            }
        }

        return planned;
    }

    private static WatchList List(string name, TimeSpan interval) => new()
    {
        Name = name,
        Pages = [new WatchedTarget(new Uri(Url), Label: null, interval)],
    };

    private static string Page(string date) =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>Harbour master detained</title></head><body><article><h1>Harbour master detained</h1>
        <p>Officers detained the harbour master of Port Ellery on {date} after a search of his office that lasted six hours.</p>
        <p>His lawyer, Ines Calloway, said that the court had refused to hear two witnesses who were ready to speak for him.</p>
        <p>The port handles 1.5 million tonnes of grain a year, and its workers have been on strike since the search became known.</p>
        </article></body></html>
        """;

    /// <summary>The store of a process that dies at a moment: from then on nothing is written.</summary>
    private sealed class DyingStore(IBlobStore store, Func<bool> isDead) : IBlobStore
    {
        public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => Alive().ReadAsync(name, cancellationToken);

        public Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken) => Alive().OpenAsync(name, offset, length, cancellationToken);

        public Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken) =>
            Alive().WriteAsync(name, content, condition, cancellationToken);

        public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) => Alive().DeleteAsync(name, etag, cancellationToken);

        public IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken) => Alive().ListAsync(prefix, after, cancellationToken);

        public Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken) => Alive().TryLeaseAsync(name, cancellationToken);

        private IBlobStore Alive() => isDead() ? throw new KilledException() : store;
    }
}
