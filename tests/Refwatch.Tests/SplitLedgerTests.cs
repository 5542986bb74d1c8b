using Refwatch.Alerting;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Tests.Alerting;
using Refwatch.Verdicts;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>A host with more pages than one blob should hold.</summary>
public sealed class SplitLedgerTests : IDisposable
{
    private const string Host = "big.example";
    private const int Bound = 4_000;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly PipelineSettings Settings = new() { Visit = new VisitOptions { MaxLedgerBytes = Bound, MaxInboxItems = 7 } };

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Every_page_is_checked_once_an_interval_and_no_blob_outgrows_its_bound()
    {
        var urls = Put(_house, 60);
        using var pipeline = _house.NewPipeline(settings: Settings);
        await pipeline.WatchLists.ApplyAsync(List(urls), None);
        for (var round = 1; round <= 3; round++)
        {
            await _house.DrainAsync(pipeline);
            Assert.All(urls, url => Assert.Equal(round, _house.Web.Count(url)));
            Assert.InRange(await LargestShardAsync(_house), 1, Bound);
            var shards = (await _house.LedgerAsync(Host))!.Shards.Count;
            Assert.InRange((await _house.State.ReadAsync($"ledger/{Host}", None))!.Content.Length, 1, 1_000 + (250 * shards));
            _house.Clock.Advance(TimeSpan.FromDays(1));
        }

        var ledger = (await _house.LedgerAsync(Host))!;
        Assert.Equal(60, ledger.Pages.Count);
        Assert.Equal(ledger.Shards.Select(static shard => shard.Blob).OfType<string>().Order(), await ShardsAsync(_house));
        Assert.Empty(await _house.State.ListAsync("inbox/", null, None).ToListAsync());
        Assert.Single(await _house.State.ListAsync("calendar/", null, None).ToListAsync());
    }

    [Fact]
    public async Task A_person_may_check_pages_of_several_shards()
    {
        var urls = Put(_house, 20);
        using var pipeline = _house.NewPipeline(settings: Settings);
        await pipeline.WatchLists.ApplyAsync(List(urls), None);
        await _house.DrainAsync(pipeline);
        var found = await pipeline.NewCheckRun().RunAsync([.. urls.Select(static url => new Demand(new Uri(url), Subscription: null))], new Progress<CheckProgress>(), None);
        Assert.Equal(20, found.Pages.Count(static page => page.Verdict.Kind is VerdictKind.Live));
        Assert.All(urls, url => Assert.Equal(2, _house.Web.Count(url)));
    }

    [Fact]
    public async Task Whoever_watches_a_page_of_any_shard_is_told_of_the_hosts_silence()
    {
        var urls = Put(_house, 120);
        var settings = new PipelineSettings { Visit = new VisitOptions { MaxLedgerBytes = 60_000 }, Incidents = new IncidentRules(3, TimeSpan.FromDays(1)) };
        using var pipeline = _house.NewPipeline(settings: settings);
        await pipeline.WatchLists.ApplyAsync(List(urls[..60]) with { Name = "one" }, None);
        await pipeline.WatchLists.ApplyAsync(List(urls[60..]) with { Name = "two" }, None);
        await pipeline.WatchLists.ApplyAsync(List(urls[..1]) with { Name = "three" }, None);
        await _house.DrainAsync(pipeline);
        foreach (var url in urls)
        {
            _house.Web.Put(url, static _ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        }

        for (var hour = 0; hour < 18; hour++)
        {
            _house.Clock.Advance(TimeSpan.FromHours(4));
            await _house.DrainAsync(pipeline);
        }

        Assert.InRange((await _house.LedgerAsync(Host))!.Shards.Count, 2, 40);
        await pipeline.NewCheckRun().RunAsync([new Demand(new Uri(urls[3]), Subscription: null)], new Progress<CheckProgress>(), None); // another shard, and the outbox again
        var told = await _house.State.ListAsync("outbox/", null, None)
            .Select(async (string name, CancellationToken stop) => Json.Read<OutboxItem>((await _house.State.ReadAsync(name, stop))!.Content).Alert).ToListAsync();
        var silence = Assert.Single(told, static alert => alert.Kind is AlertKind.HostUnreachable);
        Assert.Contains("120 watched pages", silence.Title, StringComparison.Ordinal);
        Assert.Equal(["one", "three", "two"], silence.Lists);
    }

    [Fact]
    public async Task Rows_are_read_once_each_while_visits_replace_their_shards()
    {
        var urls = Put(_house, 60);
        using var pipeline = _house.NewPipeline(settings: Settings);
        await pipeline.WatchLists.ApplyAsync(List(urls), None);
        await _house.DrainAsync(pipeline);
        var read = new List<string>();
        await foreach (var page in OpenLedger.RowsAsync(_house.State, Host, None))
        {
            if (read.Count % 10 == 0)
            {
                // A visit writes every shard anew, and splits some.
                _house.Clock.Advance(TimeSpan.FromDays(1));
                using var other = _house.NewPipeline(settings: Settings with { Visit = Settings.Visit with { MaxLedgerBytes = Bound - (read.Count * 20) } });
                await _house.DrainAsync(other);
            }

            read.Add(page.Url.AbsoluteUri);
        }

        Assert.Equal(urls.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
        var lost = (await OpenLedger.PeekAsync(_house.State, Host, None))!.Shards.First(static shard => shard.Blob is not null);
        await _house.State.DeleteAsync(lost.Blob!, etag: null, None);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => OpenLedger.PeekAsync(_house.State, Host, None));
        Assert.Contains(lost.Blob!, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_withdrawn_empties_every_shard()
    {
        var urls = Put(_house, 20);
        using var pipeline = _house.NewPipeline(settings: Settings);
        await pipeline.WatchLists.ApplyAsync(List(urls), None);
        await _house.DrainAsync(pipeline);
        await pipeline.WatchLists.ApplyAsync(List([]), None);
        await _house.DrainAsync(pipeline);
        Assert.Empty((await _house.LedgerAsync(Host))!.Pages);
        Assert.Empty(await ShardsAsync(_house));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_moment_it_loses_no_page(bool afterEffect)
    {
        var killedAt = 0;
        for (var isKilled = true; isKilled;)
        {
            killedAt += 23;
            using var house = new TestHouse();
            var urls = Put(house, 12);
            await house.Pipeline.WatchLists.ApplyAsync(List(urls), None);
            using (var dying = house.NewPipeline(new MortalStore(house.State, killedAt + (afterEffect ? 1 : 0), afterEffect), settings: Settings))
            {
                isKilled = !await SurvivesAsync(house, dying);
            }

            using var next = house.NewPipeline(settings: Settings);
            await house.DrainAsync(next);
            house.Clock.Advance(TimeSpan.FromHours(2)); // watchdogs
            await house.DrainAsync(next);
            var ledger = (await house.LedgerAsync(Host))!;
            Assert.Equal(12, ledger.Pages.Values.Count(static page => page.Verdict?.Kind is VerdictKind.Live));
            Assert.All(urls, url => Assert.InRange(house.Web.Count(url), 1, 2)); // a killed visit may refetch

            house.Clock.Advance(TimeSpan.FromDays(2));
            await house.DrainAsync(next);
            house.Clock.Advance(TimeSpan.FromHours(2));
            await house.DrainAsync(next);
            Assert.Empty((await house.LedgerAsync(Host))!.Due(house.Clock.GetUtcNow()));
        }

        Assert.InRange(killedAt, 60, 600);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_operation_of_a_split_the_ledger_is_as_before_or_as_after(bool afterEffect)
    {
        var killedAt = 0;
        for (var isKilled = true; isKilled;)
        {
            killedAt++;
            using var house = new TestHouse();
            await AddRowsAsync(house.State, Enumerable.Range(1, 5), OpenLedger.MaxBytes);
            try
            {
                await AddRowsAsync(new MortalStore(house.State, killedAt, afterEffect), Enumerable.Range(6, 20), Bound);
                isKilled = false;
            }
            catch (KilledException)
            {
            }

            var ledger = (await house.LedgerAsync(Host))!;
            Assert.Contains(ledger.Pages.Count, isKilled ? [5, 25] : new[] { 25 });
            await AddRowsAsync(house.State, Enumerable.Range(26, 1), Bound);
            Assert.Equal(ledger.Pages.Count + 1, (await house.LedgerAsync(Host))!.Pages.Count);
        }

        Assert.InRange(killedAt, 15, 60);
    }

    [Fact]
    public async Task What_killed_visits_left_is_swept_once_it_is_old()
    {
        var urls = Put(_house, 12);
        using var pipeline = _house.NewPipeline(settings: Settings);
        await pipeline.WatchLists.ApplyAsync(List(urls), None);
        await _house.DrainAsync(pipeline);
        var left = $"shards/{Host}/{Guid.CreateVersion7():N}-0";
        await _house.State.WriteAsync(left, "{}"u8.ToArray(), WriteCondition.Absent, None);
        await using (var open = await OpenLedger.TryOpenAsync(_house.State, Host, None))
        {
            await open!.SweepAsync(TimeProvider.System.GetUtcNow(), None);
            Assert.Contains(left, await ShardsAsync(_house));
            await open.SweepAsync(TimeProvider.System.GetUtcNow().AddDays(2), None);
        }

        Assert.DoesNotContain(left, await ShardsAsync(_house));
        Assert.Equal(12, (await _house.LedgerAsync(Host))!.Pages.Count);
    }

    private static async Task<bool> SurvivesAsync(TestHouse house, Pipeline pipeline)
    {
        try
        {
            await house.DrainAsync(pipeline);
            return true;
        }
        catch (Exception error) when (error is KilledException or AggregateException { InnerException: KilledException })
        {
            return false;
        }
    }

    private static async Task AddRowsAsync(IBlobStore state, IEnumerable<int> numbers, int maxBytes)
    {
        await using var open = await OpenLedger.TryOpenAsync(state, Host, None, maxBytes);
        foreach (var url in numbers.Select(static number => new Uri($"http://{Host}/page/{number}")))
        {
            var key = PageUrl.Key(url);
            if (!open!.Covers(key))
            {
                await open.OpenShardAsync(open.Ledger.Shards.Single(shard => shard.Holds(key)), None);
            }

            open.Ledger.Row(url).Title = new string('x', 300);
        }

        await open!.CommitAsync(None);
    }

    private static string[] Put(TestHouse house, int count)
    {
        string[] urls = [.. Enumerable.Range(1, count).Select(static i => $"http://{Host}/page/{i}")];
        foreach (var url in urls)
        {
            house.Web.Put(url, $"<!DOCTYPE html><title>Page</title><article><h1>Page</h1><p>{url} says that the harbour of Port Ellery handled 1.5 million tonnes of grain.</p></article>");
        }

        return urls;
    }

    private static WatchList List(string[] urls) => new()
    {
        Name = "big",
        Pages = [.. urls.Select(static url => new WatchedTarget(new Uri(url), Label: null, TimeSpan.FromDays(1)))],
    };

    private static async Task<int> LargestShardAsync(TestHouse house)
    {
        var largest = 0;
        foreach (var name in await ShardsAsync(house))
        {
            largest = Math.Max(largest, (await house.State.ReadAsync(name, None))!.Content.Length);
        }

        return largest;
    }

    private static async Task<string[]> ShardsAsync(TestHouse house) => await house.State.ListAsync($"shards/{Host}/", null, None).Order().ToArrayAsync();
}
