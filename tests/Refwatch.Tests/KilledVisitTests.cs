using System.Collections.Concurrent;
using Refwatch.Alerting;
using Refwatch.Storage;
using Refwatch.Tests.Alerting;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>
/// The process dies at each storage operation in turn, before or after its effect: of the planner, of a visit that a message asks
/// for, of putting a list in force, of an article's visit, of a visit that enters another host. What comes after repairs it.
/// </summary>
public sealed class KilledVisitTests
{
    private const string Article = "http://wiki.example/wiki/Port_Ellery";
    private const string Elsewhere = "http://elsewhere.example/moved";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Pages = ["http://news.example/1", "http://news.example/2", "http://news.example/3"];

    public static TheoryData<string, bool> Deaths
    {
        get
        {
            var deaths = new TheoryData<string, bool>();
            foreach (var step in new[] { "apply", "plan", "visit", "article" })
            {
                deaths.Add(step, false);
                deaths.Add(step, true);
            }

            return deaths;
        }
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Killed_at_any_storage_operation_every_page_is_checked_and_every_change_told_once(string step, bool afterEffect)
    {
        var killedAt = 0;
        for (var survived = false; !survived;)
        {
            killedAt++;
            using var house = new TestHouse();
            Put(house, "10 March");
            survived = step == "apply" ? await DiesAsync(house, killedAt, afterEffect, ApplyAsync) : true;
            await ApplyAsync(house.Pipeline);
            await RoundsAsync(house);

            Put(house, "10 May");
            house.Clock.Advance(TimeSpan.FromDays(1));
            var due = house.Clock.GetUtcNow();
            survived &= step switch
            {
                "plan" => await DiesAsync(house, killedAt, afterEffect, static pipeline => pipeline.NewPlanner(new Messages()).PlanAsync(None)),
                "visit" => await DiesAsync(house, killedAt, afterEffect, static pipeline => VisitAsync(pipeline, "news.example")),
                "article" => await DiesAsync(house, killedAt, afterEffect, static pipeline => VisitAsync(pipeline, "wiki.example")),
                _ => true,
            };

            // The planner, the queue and the watchdog do the rest.
            await RoundsAsync(house);
            var hosts = new[] { "news.example", "wiki.example", "cited.example" };
            foreach (var host in hosts)
            {
                var ledger = (await house.LedgerAsync(host))!;
                Assert.All(ledger.Pages.Values, page => Assert.True(page.LastCheck >= due));
                Assert.Contains(await NamesAsync(house, "calendar/"), name => name.EndsWith($"/{host}", StringComparison.Ordinal));
            }

            Assert.Equal(3, (await house.LedgerAsync("news.example"))!.Pages.Count);
            Assert.Single((await house.LedgerAsync("cited.example"))!.Pages);
            Assert.Empty(await NamesAsync(house, "inbox/"));
            Assert.All(Pages, page => Assert.InRange(house.Web.Count(page), 2, 3));
            Assert.NotEqual(default, (await house.LedgerAsync("elsewhere.example"))!.Manners.NotBefore);

            var channel = new FakeChannel("test");
            await house.Pipeline.Outbox.DeliverAsync(new Dictionary<string, IReadOnlyList<IAlertChannel>> { ["port"] = [channel] }, None);
            Assert.Equal(3, channel.Received.Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(3, channel.Received.Count);
        }

        Assert.InRange(killedAt, 3, 60);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Killed_at_any_operation_of_a_rebuild_another_makes_every_ledger_again(bool afterEffect)
    {
        var killedAt = 0;
        for (var survived = false; !survived;)
        {
            killedAt++;
            using var house = new TestHouse();
            Put(house, "10 March");
            await ApplyAsync(house.Pipeline);
            await RoundsAsync(house);
            foreach (var name in await NamesAsync(house, "ledger/"))
            {
                await house.State.DeleteAsync(name, etag: null, None);
            }

            survived = await DiesAsync(house, killedAt, afterEffect, static pipeline => pipeline.NewLedgerRebuild().RunAsync(None));
            await house.Pipeline.NewLedgerRebuild().RunAsync(None);
            Assert.All((await house.LedgerAsync("news.example"))!.Pages.Values, static page => Assert.NotNull(page.Baseline));
            house.Clock.Advance(TimeSpan.FromDays(2));
            await RoundsAsync(house);
            Assert.All(Pages, page => Assert.InRange(house.Web.Count(page), 2, 3));
            Assert.Empty(await NamesAsync(house, "outbox/"));
        }

        Assert.InRange(killedAt, 10, 100);
    }

    private static void Put(TestHouse house, string day)
    {
        foreach (var url in Pages.Append(Elsewhere))
        {
            house.Web.Put(url, $"<!DOCTYPE html><title>Harbour {url}</title><article><h1>Harbour {url}</h1><p>Officers detained the harbour master of {url} on {day} after a search of his office that lasted six hours.</p></article>");
        }

        house.Web.Redirect(Pages[2], Elsewhere);
        house.Web.Put("http://cited.example/report", "<!DOCTYPE html><title>Report</title><article><h1>Report</h1><p>The harbour of Port Ellery handles 1.5 million tonnes of grain a year.</p></article>");
        house.Web.Put(Article,
            $"""
            <!DOCTYPE html><html class="client-nojs" lang="en"><head><title>Port Ellery</title><meta name="generator" content="MediaWiki 1.43.0"></head>
            <body class="mediawiki"><h1 id="firstHeading" class="firstHeading">Port Ellery</h1><div id="mw-content-text"><div class="mw-parser-output">
            <p><b>Port Ellery</b> handles 1.5 million tonnes of grain a year.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> Read on {day}.</p>
            <ol class="references"><li id="cite_note-1"><span class="reference-text"><a class="external text" href="http://cited.example/report">Report</a></span></li></ol>
            </div></div></body></html>
            """);
    }

    private static Task<(int, int)> ApplyAsync(Pipeline pipeline) => pipeline.WatchLists.ApplyAsync(
        new WatchList
        {
            Name = "port",
            Pages = [.. Pages.Select(static url => new WatchedTarget(new Uri(url), Label: null, TimeSpan.FromDays(1)))],
            Articles = [new WatchedTarget(new Uri(Article), Label: null, TimeSpan.FromDays(1))],
        },
        None);

    /// <summary>The visit that the planner asks for, alone of all that are due.</summary>
    private static async Task VisitAsync(Pipeline pipeline, string host)
    {
        var entry = await pipeline.Calendar.DueAsync(pipeline.Clock.GetUtcNow(), None).FirstAsync(entry => entry.Host == host);
        await pipeline.NewVisit(static _ => { }, new Messages()).RunAsync(entry.Message, None);
    }

    /// <summary>Half a day of ticks: long enough for every watchdog, and for the visits that it asks for.</summary>
    private static async Task RoundsAsync(TestHouse house)
    {
        for (var tick = 0; tick < 20; tick++)
        {
            await house.DrainAsync();
            house.Clock.Advance(TimeSpan.FromMinutes(40));
        }
    }

    private static async Task<bool> DiesAsync(TestHouse house, int killedAt, bool afterEffect, Func<Pipeline, Task> act)
    {
        using var dying = house.NewPipeline(new MortalStore(house.State, killedAt, afterEffect));
        try
        {
            await act(dying);
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }

    private static Task<List<string>> NamesAsync(TestHouse house, string prefix) => house.State.ListAsync(prefix, null, None).ToListAsync().AsTask();

    private sealed class Messages : IVisitQueue
    {
        private readonly ConcurrentQueue<string> _sent = [];

        public Task EnqueueAsync(string message, CancellationToken cancellationToken)
        {
            _sent.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
