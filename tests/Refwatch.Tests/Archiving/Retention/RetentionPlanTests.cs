using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Retention;
using Refwatch.Citing;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests.Archiving.Retention;

/// <summary>What retention rules let go of, and what they never do.</summary>
public sealed class RetentionPlanTests : IDisposable
{
    private const string Url = "https://news.example/1";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Only_old_captures_that_nothing_rests_on_may_go()
    {
        for (var day = 0; day < 8; day++)
        {
            // Noise every day, a fact on the fifth.
            await CheckAsync(Story(day < 4 ? "10 March 2019" : "10 May 2019", noise: $"{day}"), TimeSpan.FromDays(90));
            _house.Clock.Advance(TimeSpan.FromDays(1));
        }

        _house.Clock.Advance(TimeSpan.FromDays(87));
        var plan = await PlanAsync();
        Assert.Equal(
            ["the first capture", null, null, "a change was found against it", "it shows a change that an alert may name", null],
            plan.Select(static capture => capture.KeptBecause));
        Assert.All(plan, static capture => Assert.True(capture.Bytes > 500));

        // What may go goes by a takedown; what is held stays.
        await _house.Pipeline.Journal.AddAsync(
            new Act { Kind = ActKind.Held, Time = _house.Clock.GetUtcNow(), Actor = "a judge", Reason = "a case", Blob = plan[1].Blob }, CancellationToken.None);
        Assert.Equal("a legal hold", (await PlanAsync())[1].KeptBecause);
        var gone = await _house.Pipeline.Takedown.RunAsync(plan[2].Blob, "retention", "refwatch prune", withRevisits: false, CancellationToken.None);
        Assert.Equal(TakedownOutcome.TakenDown, gone.Outcome);
        Assert.DoesNotContain(await PlanAsync(), capture => capture.Blob == plan[2].Blob);
    }

    [Fact]
    public async Task The_day_on_which_an_editor_read_the_page_is_kept_and_so_is_a_payload_that_a_revisit_refers_to()
    {
        var read = new ArticleReferences
        {
            Article = new Uri("https://wiki.example/A"), References = [new Reference { Number = 1, Urls = [new Uri(Url)], AccessDate = "2026-03-03" }],
        };
        await _house.Pipeline.Citing.UpdateAsync(read, CancellationToken.None);
        foreach (var noise in new[] { "a", "b", "c", "d", "d", "e" })
        {
            await CheckAsync(Story("10 March 2019", noise), TimeSpan.FromDays(30));
            _house.Clock.Advance(TimeSpan.FromDays(1));
        }

        _house.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(
            ["the first capture", null, "the nearest to 2026-03-03, when an editor read it", "a revisit refers to its payload", null, "the newest capture"],
            (await PlanAsync()).Select(static capture => capture.KeptBecause));
    }

    [Fact]
    public async Task The_pages_of_a_split_ledger_are_all_looked_at()
    {
        using var pipeline = _house.NewPipeline(settings: new PipelineSettings { Visit = new VisitOptions { MaxLedgerBytes = 4_000 } });
        var urls = Enumerable.Range(1, 12).Select(static i => $"https://news.example/{i}").ToList();
        var demands = urls.Select(static url => new Demand(new Uri(url), SubscriptionOf("list:test", TimeSpan.FromDays(30)))).ToList();
        for (var day = 0; day < 3; day++)
        {
            urls.ForEach(url => _house.Web.Put(url, Story("10 March 2019", $"{url} {day}")));
            await pipeline.NewCheckRun().RunAsync(demands, new Nobody(), CancellationToken.None);
            _house.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.InRange((await _house.LedgerAsync("news.example"))!.Shards.Count, 2, int.MaxValue);
        _house.Clock.Advance(TimeSpan.FromDays(60));
        var going = (await PlanAsync()).Where(static capture => capture.KeptBecause is null);
        Assert.Equal(urls.Order(StringComparer.Ordinal), going.Select(static capture => capture.Page.AbsoluteUri).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_rule_and_where_one_subscription_has_none_everything_stays()
    {
        await CheckAsync(Story("10 March 2019", "1"), TimeSpan.FromDays(30));
        await CheckAsync(Story("10 March 2019", "2"), TimeSpan.FromDays(30));
        await CheckAsync(Story("10 March 2019", "3"), retention: null, "list:other");
        _house.Clock.Advance(TimeSpan.FromDays(900));
        Assert.Empty(await PlanAsync());
    }

    private static string Story(string date, string noise) => $"""
        <!DOCTYPE html><html lang="en"><head><title>Trial begins</title></head><body><!-- {noise} --><article><h1>Trial begins</h1>
        <p>Kolsary was taken from his flat in the early hours of {date} and driven to the regional centre, his wife told reporters.</p>
        <p>Officers searched the flat for four hours and left with two telephones, a notebook and a box of letters, she said.</p>
        </article></body></html>
        """;

    private async Task<List<RetainedCapture>> PlanAsync() => await _house.Pipeline.NewRetentionPlan().ReadAsync(CancellationToken.None).ToListAsync();

    private async Task CheckAsync(string html, TimeSpan? retention, string source = "list:test")
    {
        _house.Web.Put(Url, html);
        var result = await _house.Pipeline.NewCheckRun().RunAsync([new Demand(new Uri(Url), SubscriptionOf(source, retention))], new Nobody(), CancellationToken.None);
        Assert.Null(Assert.Single(result.Pages).Error);
    }

    private static Subscription SubscriptionOf(string source, TimeSpan? retention) =>
        new() { Source = source, Role = PageRole.Page, Lists = ["test"], Archive = ArchivePolicy.Always, Retention = retention };

    private sealed class Nobody : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value)
        {
        }
    }
}
