using System.Text.Json;
using Refwatch.Fetching;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests.Watching;

public sealed class LedgerRebuildTests : IDisposable
{
    private const string Page = "https://courier.example/2019/trial";
    private const string Article = "https://wiki.example/wiki/Ines_Calloway";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task A_ledger_that_is_gone_comes_back_with_its_baseline_and_its_watchers_and_alerts_nobody()
    {
        await WatchAsync();
        _house.Web.Put(Page, Story("10 March 2019"));
        await VisitAllAsync();
        var before = await _house.LedgerAsync("courier.example");
        await _house.State.DeleteAsync("ledger/courier.example", null, None);

        Assert.Equal(["courier.example"], await _house.Pipeline.NewLedgerRebuild().RunAsync(None));
        var after = await _house.LedgerAsync("courier.example");
        var (old, rebuilt) = (before!.Pages[Page], after!.Pages[Page]);
        Assert.Equal((old.Baseline, old.LastCheck, old.Interval), (rebuilt.Baseline, rebuilt.LastCheck, rebuilt.Interval));
        Assert.Equal(old.Lists, rebuilt.Lists);
        Assert.Equal(old.Verdict!.Kind, rebuilt.Verdict!.Kind);
        Assert.Equal(before.LastCapture, after.LastCapture);
        Assert.Empty(await _house.Pipeline.NewLedgerRebuild().RunAsync(None)); // those that are there stay

        // The same text alerts nobody, another one is told against the captured baseline.
        _house.Clock.Advance(TimeSpan.FromDays(2));
        await VisitAllAsync();
        Assert.Empty((await _house.LedgerAsync("courier.example"))!.Pages[Page].Pending);
        _house.Clock.Advance(TimeSpan.FromDays(2));
        _house.Web.Put(Page, Story("12 May 2019"));
        await VisitAllAsync();
        Assert.NotEmpty(await _house.State.ListAsync("outbox/", null, None).ToListAsync());
    }

    [Fact]
    public async Task A_ledger_that_a_visit_made_empty_before_anybody_looked_comes_back_too()
    {
        await WatchAsync();
        _house.Web.Put(Page, Story("10 March 2019"));
        await VisitAllAsync();
        var before = await _house.LedgerAsync("courier.example");
        await _house.State.DeleteAsync("ledger/courier.example", null, None);
        _house.Clock.Advance(TimeSpan.FromDays(2));
        await VisitAllAsync();
        Assert.Empty((await _house.LedgerAsync("courier.example"))!.Pages);

        Assert.Equal(["courier.example"], await _house.Pipeline.NewLedgerRebuild().RunAsync(None));
        Assert.Equal(before!.Pages[Page].Baseline, (await _house.LedgerAsync("courier.example"))!.Pages[Page].Baseline);
        _house.Web.Put(Page, Story("12 May 2019"));
        await VisitAllAsync(); // the calendar knows it again
        Assert.NotEmpty(await _house.State.ListAsync("outbox/", null, None).ToListAsync());
    }

    [Fact]
    public async Task A_broken_ledger_is_named_and_left_as_it_is()
    {
        await WatchAsync();
        _house.Web.Put(Page, Story("10 March 2019"));
        await VisitAllAsync();
        await _house.State.WriteAsync("ledger/courier.example", "{\"pages"u8.ToArray(), default, None);

        var error = await Assert.ThrowsAsync<JsonException>(() => _house.Pipeline.NewLedgerRebuild().RunAsync(None));
        Assert.StartsWith("ledger/courier.example can't be read", error.Message, StringComparison.Ordinal);
        Assert.Equal("{\"pages"u8.ToArray(), (await _house.State.ReadAsync("ledger/courier.example", None))!.Content.ToArray());
    }

    [Fact]
    public async Task What_an_article_cites_is_watched_again_though_nothing_was_captured_of_it()
    {
        await _house.Pipeline.WatchLists.ApplyAsync(new WatchList { Name = "rights", Articles = [new WatchedTarget(new Uri(Article), Label: null, TimeSpan.FromDays(1))] }, None);
        _house.Web.Put(Article, Wiki);
        _house.Web.Put(Page, Story("10 March 2019"));
        await VisitAllAsync();
        await VisitAllAsync();
        foreach (var host in (string[])["courier.example", "wiki.example"])
        {
            await _house.State.DeleteAsync($"ledger/{host}", null, None);
        }

        foreach (var capture in await _house.Captures.ListAsync("courier.example/", null, None).ToListAsync())
        {
            await _house.Captures.DeleteAsync(capture, null, None);
        }

        Assert.Equal(["courier.example", "wiki.example"], await _house.Pipeline.NewLedgerRebuild().RunAsync(None));
        var cited = (await _house.LedgerAsync("courier.example"))!.Pages[Page];
        Assert.Equal((Article, TimeSpan.FromDays(1)), (Assert.Single(cited.Subscriptions).Source, cited.Interval));
        Assert.Equal(["rights"], cited.Lists);
        Assert.NotNull((await _house.LedgerAsync("wiki.example"))!.Pages[Article].Baseline);
        Assert.Contains(await _house.State.ListAsync("calendar/", null, None).ToListAsync(), static entry => entry.EndsWith("/courier.example", StringComparison.Ordinal));
    }

    private Task<(int Added, int Removed)> WatchAsync() => _house.Pipeline.WatchLists.ApplyAsync(
        new WatchList { Name = "rights", Pages = [new WatchedTarget(new Uri(Page), Label: null, TimeSpan.FromDays(1))] }, None);

    private async Task VisitAllAsync()
    {
        await foreach (var entry in _house.Pipeline.Calendar.DueAsync(_house.Clock.GetUtcNow(), None))
        {
            await _house.Pipeline.NewVisit(static _ => { }).RunAsync(entry.Name, None);
        }
    }

    private static string Story(string date) =>
        $"""
        <html><head><title>Trial of a teacher begins</title></head><body><article><h1>Trial of a teacher begins</h1>
        <p>The trial of the teacher Ines Calloway began on {date} in the district court of the town, her lawyer said.</p>
        <p>She had been held since the winter, and the court heard eleven witnesses over the course of the first week.</p>
        <p>The prosecution asked for a sentence of three years, which the defence called out of all proportion to the case.</p></article></body></html>
        """;

    private const string Wiki =
        $"""
        <html><head><title>Ines Calloway</title></head><body><h1>Ines Calloway</h1><div class="mw-parser-output">
        <p>Ines Calloway is a teacher whose trial began on 10 March 2019.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup></p>
        <ol class="references"><li id="cite_note-1"><span class="reference-text"><a class="external text" href="{Page}">Trial of a teacher begins</a></span></li></ol></div></body></html>
        """;
}
