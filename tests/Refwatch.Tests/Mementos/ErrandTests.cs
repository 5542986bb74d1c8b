using System.Text;
using Refwatch.Alerting;
using Refwatch.Mementos;
using Refwatch.Storage;
using Refwatch.Tests.Alerting;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests.Mementos;

/// <summary>Errands are carried out politely, put off and never lost, whatever the service says and wherever the process dies.</summary>
public sealed class ErrandTests
{
    [Fact]
    public async Task A_refused_connection_is_a_line_and_spoils_nothing()
    {
        using var house = new ArchiveHouse();
        house.Web.Serve(ArchiveHouse.Service, static _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused"));
        var started = house.Clock.GetUtcNow();
        var result = await house.CheckAsync();
        Assert.All(result.Pages, static page => Assert.Null(page.Error));
        var note = Assert.Single(result.Services);
        Assert.Equal((ArchiveHouse.Service, 1), (note.Host, note.Waiting));
        Assert.NotNull(note.Trouble);
        Assert.InRange(house.Clock.GetUtcNow() - started, TimeSpan.Zero, TimeSpan.FromSeconds(20));

        house.Serve(ArchiveHouse.Service, house.Wayback);
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(Assert.Single((await house.CheckPageAsync()).SinceRead).Memento); // it was not lost
    }

    [Fact]
    public async Task A_limit_with_Retry_After_is_kept_and_the_errand_waits()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Wayback.Outage = static () => new ServiceAnswer(429, [("Retry-After", "3600")], []);
        Assert.Contains("429", Assert.Single((await house.CheckAsync()).Services).Trouble, StringComparison.Ordinal);
        var asked = house.Wayback.Requests.Count;
        house.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Contains("wants no request", Assert.Single((await house.CheckAsync()).Services).Trouble, StringComparison.Ordinal);
        Assert.Equal(asked, house.Wayback.Requests.Count);
        house.Wayback.Outage = null;
        house.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.NotNull(Assert.Single((await house.CheckPageAsync()).SinceRead).Memento);
        Assert.Empty((await house.ServiceLedgerAsync())!.Errands);
    }

    [Fact]
    public async Task The_index_is_asked_at_most_24_times_a_minute_and_mementos_600_times()
    {
        using var house = new ArchiveHouse();
        var times = new List<(DateTimeOffset Time, string Url)>();
        var notes = Enumerable.Range(1, 4).Select(static i => ArchiveHouse.Cite($"3 May 201{i + 2}")).ToArray();
        house.PutArticle(notes);
        foreach (var year in Enumerable.Range(2013, 4))
        {
            foreach (var day in Enumerable.Range(1, 5))
            {
                house.Wayback.Hold(ArchiveHouse.Page, $"{year}050{day}080000", "", status: 404);
            }
        }

        house.Wayback.Spoil = (target, answer) =>
        {
            times.Add((house.Clock.GetUtcNow(), target));
            return answer;
        };
        await house.CheckAsync();
        var all = times.Zip(times.Skip(1)).Select(static pair => (pair.Second.Time - pair.First.Time, pair.First.Url)).ToList();
        Assert.True(all.Count >= 8);
        Assert.All(all, static gap => Assert.True(gap.Item1 >= TimeSpan.FromMilliseconds(gap.Url.StartsWith("/cdx", StringComparison.Ordinal) ? 2_500 : 100)));
    }

    [Fact]
    public async Task An_archive_is_asked_in_its_own_visit_alone()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Web.Put(ArchiveHouse.Page, "<title>Not found</title><p>404</p>", System.Net.HttpStatusCode.NotFound);
        var list = new WatchList { Name = "test", Articles = [new WatchedTarget(new Uri(ArchiveHouse.Article), null, TimeSpan.FromDays(1))] };
        await house.Pipeline.WatchLists.ApplyAsync(list, CancellationToken.None);
        for (var round = 0; round < 4; round++)
        {
            await RoundAsync(house.Pipeline, but: ArchiveHouse.Service);
            house.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal((1, 0), (house.Web.Count(ArchiveHouse.Page), house.Wayback.Requests.Count));
        await house.Pipeline.NewVisit(static _ => { }).CheckAsync(ArchiveHouse.Service, [], CancellationToken.None);
        Assert.Contains(house.Wayback.Requests, static request => request.Contains("20190501080000id_/", StringComparison.Ordinal));
        await house.Pipeline.NewVisit(static _ => { }).CheckAsync("courier.example", [], CancellationToken.None);
        Assert.Null(Assert.Single((await house.RowAsync()).Candidates).Refusal);
    }

    [Fact]
    public async Task A_watched_page_gets_its_answer_by_the_calendar()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.PutPage("10 May 2019");
        var list = new WatchList { Name = "test", Articles = [new WatchedTarget(new Uri(ArchiveHouse.Article), null, TimeSpan.FromDays(1))] };
        await house.Pipeline.WatchLists.ApplyAsync(list, CancellationToken.None);
        var rounds = 0;
        while (await RoundAsync(house.Pipeline) > 0 && ++rounds < 10)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.InRange(rounds, 3, 6); // the article, the page, the archive, the page again
        Assert.Single((await house.RowAsync()).Mementos!.Baselines[0].Drift.Claims);
        Assert.Equal(1, house.Web.Count(ArchiveHouse.Page));
        Assert.Single(await DeliveredAsync(house));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_storage_operation_nothing_is_lost_and_all_is_told_once(bool afterEffect)
    {
        var killedAt = 0;
        for (var finished = false; !finished;)
        {
            killedAt++;
            using var house = new ArchiveHouse();
            house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
            house.PutPage("10 May 2019");
            using (var dying = house.NewPipeline(new MortalStore(house.State, killedAt, afterEffect)))
            {
                finished = await SurvivesAsync(house, dying);
            }

            house.Clock.Advance(TimeSpan.FromDays(8));
            var page = await house.CheckPageAsync();
            Assert.Null(page.Error);
            Assert.NotNull(Assert.Single(page.SinceRead).Memento);
            Assert.Empty((await house.ServiceLedgerAsync())!.Errands);
            Assert.Empty(await house.State.ListAsync("inbox/", null, CancellationToken.None).ToListAsync());
            Assert.Single(await DeliveredAsync(house));
            Assert.Empty((await house.CheckPageAsync()).Alerts);
        }

        Assert.InRange(killedAt, 40, 250);
    }

    [Theory]
    [InlineData("Location", "http://[::1")]
    [InlineData("Location", "http://169.254.169.254/web/20190501080000/http://courier.example/")]
    [InlineData("Link", "<<<<>>>;;;rel=\"\"\",,,<http://x")]
    [InlineData("Memento-Datetime", "yesterday")]
    public async Task Hostile_fields_are_trouble_and_never_a_crash(string field, string value)
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Wayback.Spoil = (_, answer) => answer with { Fields = [.. answer.Fields.Where(other => other.Name != field), (field, value)] };
        var page = await house.CheckPageAsync();
        Assert.Null(page.Error);
        Assert.Empty(page.Alerts);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[[\"timestamp\",\"original\"],[null,null],[\"20190501080000\"],{}]")]
    [InlineData("[[\"timestamp\",\"original\"],[\"99999999999999\",\"javascript:alert(1)\"]]")]
    [InlineData("{}")]
    public async Task A_hostile_index_is_trouble_and_never_a_crash(string json)
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", "", status: 404);
        house.Wayback.Spoil = (target, answer) => target.StartsWith("/cdx", StringComparison.Ordinal) ? answer with { Body = Encoding.UTF8.GetBytes(json) } : answer;
        Assert.Null((await house.CheckPageAsync()).Error);
    }

    [Fact]
    public async Task Answers_for_a_page_that_nobody_watches_any_more_are_dropped()
    {
        using var house = new ArchiveHouse();
        await house.Pipeline.Inbox.LeaveAsync(
            new InboxItem { Url = new Uri("http://courier.example/other"), Answer = new ErrandAnswer { Errand = "x", Kind = ErrandKind.Baseline }, Time = house.Clock.GetUtcNow() },
            CancellationToken.None);
        await house.CheckAsync();
        Assert.Equal([ArchiveHouse.Page], (await OpenLedger.PeekAsync(house.State, "courier.example", CancellationToken.None))!.Pages.Keys);
    }

    private static async Task<bool> SurvivesAsync(ArchiveHouse house, Pipeline pipeline)
    {
        try
        {
            var result = await house.CheckAsync(pipeline);
            return result.Services.Count == 0 && result.Pages.All(static page => page.Error is null) && result.Pages.Any(static page => page.SinceRead.Any(static read => read.Memento is not null));
        }
        catch (KilledException)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<string>> DeliveredAsync(ArchiveHouse house)
    {
        var channel = new FakeChannel("test");
        var channels = new Dictionary<string, IReadOnlyList<IAlertChannel>>(StringComparer.Ordinal) { ["test"] = [channel] };
        await house.Pipeline.Outbox.DeliverAsync(channels, CancellationToken.None);
        return [.. channel.Received];
    }

    /// <param name="pipeline">Plans and visits.</param>
    /// <param name="but">A host that is not visited.</param>
    private static async Task<int> RoundAsync(Pipeline pipeline, string? but = null)
    {
        var queue = new MemoryVisitQueue();
        var planned = await pipeline.NewPlanner(queue).PlanAsync(CancellationToken.None);
        var read = 0;
        if (planned > 0)
        {
            await foreach (var message in queue.ReadAllAsync(CancellationToken.None))
            {
                if (but is null || !message.Contains(but, StringComparison.Ordinal))
                {
                    await pipeline.NewVisit(static _ => { }).RunAsync(message, CancellationToken.None);
                }

                if (++read == planned)
                {
                    break;
                }
            }
        }

        return planned;
    }
}
