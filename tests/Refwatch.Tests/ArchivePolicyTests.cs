using Refwatch.Archiving;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>Which checks leave a capture, and what the others leave.</summary>
public sealed class ArchivePolicyTests : IDisposable
{
    private const string Url = "https://news.example/1";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Unchanged_checks_are_a_note_in_the_ledger_and_then_in_the_next_capture()
    {
        var first = await CheckAsync(ArchivePolicy.OnChange, Story("10 March 2019", ad: "1"));
        for (var day = 2; day <= 5; day++)
        {
            _house.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(CaptureOutcome.Unchanged, (await CheckAsync(ArchivePolicy.OnChange, Story("10 March 2019", ad: $"{day}"))).Capture.Outcome);
        }

        var noted = (await RowAsync()).Unchanged!;
        Assert.Equal((4, TimeSpan.FromDays(3)), (noted.Checks, TimeSpan.FromDays(Math.Round((noted.Last - noted.First).TotalDays))));
        Assert.Single(await BlobsAsync());

        _house.Clock.Advance(TimeSpan.FromDays(1));
        var changed = await CheckAsync(ArchivePolicy.OnChange, Story("10 May 2019", ad: "6"));
        Assert.Equal((CaptureOutcome.New, CaptureOutcome.New), (first.Capture.Outcome, changed.Capture.Outcome));
        Assert.Equal(noted, (await NotesAsync(changed)).Unchanged);
        Assert.Null((await RowAsync()).Unchanged);
    }

    [Fact]
    public async Task On_claim_change_leaves_out_what_is_cosmetic_and_keeps_what_is_not()
    {
        await CheckAsync(ArchivePolicy.OnClaimChange, Story("10 March 2019"));
        Assert.Equal(CaptureOutcome.Unchanged, (await CheckAsync(ArchivePolicy.OnClaimChange, Story("10 March 2019").Replace("\"", "”", StringComparison.Ordinal).Replace("flat", "\u00adflat", StringComparison.Ordinal))).Capture.Outcome);
        Assert.Equal(CaptureOutcome.New, (await CheckAsync(ArchivePolicy.OnClaimChange, Story("10 May 2019"))).Capture.Outcome);
    }

    [Fact]
    public async Task Always_keeps_a_304_as_a_revisit_and_the_baseline_as_it_is()
    {
        _house.Web.Put(Url, Story("10 March 2019"), etag: "\"a\"");
        var first = await CheckAsync(ArchivePolicy.Always, html: null);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        var second = await CheckAsync(ArchivePolicy.Always, html: null);
        Assert.Equal(CaptureOutcome.Revisit, second.Capture.Outcome);
        var revisit = (await RecordsAsync(second)).Single(static record => record.Type == "revisit");
        Assert.Equal(
            (WarcRecord.NotModified, Url, first.Capture.Timestamp),
            (revisit.Field("WARC-Profile"), revisit.Field("WARC-Refers-To-Target-URI"), WarcRecord.ParseDate(revisit.Field("WARC-Refers-To-Date"))!.Value.ToString("yyyyMMddHHmmss")));
        Assert.Equal(first.Capture.Blob, (await RowAsync()).Baseline!.Capture.Blob);

        // The same bytes again are a revisit too, and the next real change is still found.
        _house.Web.Put(Url, Story("10 March 2019"));
        Assert.Equal(CaptureOutcome.Revisit, (await CheckAsync(ArchivePolicy.Always, html: null)).Capture.Outcome);
        var changed = await CheckAsync(ArchivePolicy.Always, Story("10 May 2019"));
        Assert.False(changed.Change.IsEmpty);

        _house.Web.Remove(Url);
        Assert.Equal(CaptureOutcome.New, (await CheckAsync(ArchivePolicy.Always, html: null)).Capture.Outcome);
        Assert.Equal(CaptureOutcome.Revisit, (await CheckAsync(ArchivePolicy.Always, html: null)).Capture.Outcome);
    }

    [Fact]
    public async Task Once_a_year_the_whole_page_is_asked_for_and_stored_though_it_is_held()
    {
        _house.Web.Put(Url, Story("10 March 2019"), etag: "\"a\"");
        await CheckAsync(ArchivePolicy.OnChange, html: null);
        _house.Clock.Advance(TimeSpan.FromDays(364));
        Assert.Equal(CaptureOutcome.Unchanged, (await CheckAsync(ArchivePolicy.OnChange, html: null)).Capture.Outcome);
        _house.Clock.Advance(TimeSpan.FromDays(2));
        var yearly = await CheckAsync(ArchivePolicy.OnChange, html: null);
        Assert.Equal(CaptureOutcome.New, yearly.Capture.Outcome);
        Assert.Contains(await RecordsAsync(yearly), static record => record.Type == "response" && record.Block.Length > 500);
        Assert.True((await NotesAsync(yearly)).IsFull);
        Assert.Equal(CaptureOutcome.Unchanged, (await CheckAsync(ArchivePolicy.OnChange, html: null)).Capture.Outcome);
    }

    [Fact]
    public void Of_several_subscriptions_the_fullest_policy_and_the_longest_retention_win()
    {
        var page = new PageState { Url = new Uri(Url) };
        Assert.Equal((ArchivePolicy.OnChange, false, null), (page.Archive, page.WantsRequisites, page.Retention));
        page.Subscribe(new Subscription { Source = "a", Archive = ArchivePolicy.OnClaimChange, Retention = TimeSpan.FromDays(90) }, default);
        Assert.Equal((ArchivePolicy.OnClaimChange, TimeSpan.FromDays(90)), (page.Archive, page.Retention));
        page.Subscribe(new Subscription { Source = "b", Archive = ArchivePolicy.Always, Requisites = true, Retention = TimeSpan.FromDays(900) }, default);
        page.Subscribe(new Subscription { Source = "c" }, default);
        Assert.Equal((ArchivePolicy.Always, true, null), (page.Archive, page.WantsRequisites, page.Retention));
        page.Unsubscribe("c");
        Assert.Equal(TimeSpan.FromDays(900), page.Retention);
    }

    private static string Story(string date, string ad = "") => $"""
        <!DOCTYPE html><html lang="en"><head><title>Trial begins</title></head><body><!-- {ad} --><article><h1>Trial begins</h1>
        <p>Kolsary was taken from his flat in the early hours of {date} and driven to the regional centre, his wife told reporters.</p>
        <p>Officers searched the flat for four hours and left with two telephones, a notebook and a box of letters, she said.</p>
        <p>"He has done nothing that the law forbids," said his lawyer, who was let in to see him on the following morning.</p>
        </article></body></html>
        """;

    private async Task<PageOutcome> CheckAsync(ArchivePolicy policy, string? html)
    {
        if (html is not null)
        {
            _house.Web.Put(Url, html);
        }

        _house.Clock.Advance(TimeSpan.FromMinutes(1));
        var subscription = new Subscription { Source = "list:test", Role = PageRole.Page, Lists = ["test"], Archive = policy };
        var result = await _house.Pipeline.NewCheckRun().RunAsync([new Demand(new Uri(Url), subscription)], new Nobody(), CancellationToken.None);
        return Assert.Single(result.Pages);
    }

    private async Task<PageState> RowAsync() => (await _house.LedgerAsync("news.example"))!.Pages[Url];

    private async Task<CaptureNotes> NotesAsync(PageOutcome outcome) => (await _house.Pipeline.Archive.ReadNotesAsync(outcome.Capture.Blob, CancellationToken.None))!;

    private async Task<List<string>> BlobsAsync() => await _house.Captures.ListAsync("", null, CancellationToken.None).ToListAsync();

    private async Task<List<WarcRecord>> RecordsAsync(PageOutcome outcome)
    {
        await using var blob = await _house.Captures.OpenAsync(outcome.Capture.Blob, 0, null, CancellationToken.None);
        return await WarcReader.ReadAsync(blob!).Select(static entry => entry.Record!).ToListAsync();
    }

    private sealed class Nobody : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value)
        {
        }
    }
}
