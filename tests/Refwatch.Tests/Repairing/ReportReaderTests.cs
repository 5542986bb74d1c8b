using Refwatch.Repairing;
using Refwatch.Verdicts;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests.Repairing;

/// <summary>What the checks leave is what the report says; it asks no page.</summary>
public sealed class ReportReaderTests : IDisposable
{
    private const string Article = "http://en.wiki.example/wiki/Lakes";
    private const string Source = "http://herald.example/lakes";
    private const string Wikitext = $"It opened on 10 March 2019.<ref name=\"h\">{{{{cite web|url={Source}|title=Lakes}}}}</ref>";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Article_that_was_never_checked_has_no_report() => Assert.Null(await ReadAsync());

    [Fact]
    public async Task Rot_is_repaired_once_it_is_confirmed_and_asks_nothing()
    {
        await CheckAsync("10 March 2019");
        Assert.Equal(ReferenceState.Live, Assert.Single((await ReadAsync())!.References).State);

        _house.Web.Remove(Source);
        await _house.CheckAsync(Article);
        var suspected = Assert.Single((await ReadAsync(new ReportOptions { Wikitext = Wikitext }))!.References);
        Assert.Equal((ReferenceState.Suspected, null), (suspected.State, suspected.Patch));

        for (var day = 0; day < 3; day++)
        {
            _house.Clock.Advance(TimeSpan.FromDays(1));
            await _house.CheckAsync(Article);
        }

        var requests = _house.Web.Requests.Count;
        var report = (await ReadAsync(new ReportOptions { Wikitext = Wikitext }))!;
        Assert.Equal(ReferenceState.Rotted, Assert.Single(report.References).State);
        Assert.Contains("}}{{dead link|date=March 2026}}</ref>", report.Diff, StringComparison.Ordinal);
        Assert.Equal(requests, _house.Web.Requests.Count);
    }

    [Fact]
    public async Task The_first_copy_that_is_not_refused_is_pasted_and_a_bad_one_replaced()
    {
        await CheckAsync("10 March 2019");
        await using (var open = (await OpenLedger.TryOpenAsync(_house.State, "herald.example", CancellationToken.None))!)
        {
            var row = open.Ledger.Pages[Source];
            row.Verdict = new Verdict(VerdictKind.Usurped, ["parked"]);
            row.Incident = new Incident("i", VerdictKind.Usurped, _house.Clock.GetUtcNow());
            row.Candidates.Add(Candidate("2018", refusal: "a cookie wall"));
            row.Candidates.Add(Candidate("2019", refusal: null));
            await open.CommitAsync(CancellationToken.None);
        }

        var reference = Assert.Single((await ReadAsync(new ReportOptions { Wikitext = Wikitext }))!.References);
        Assert.Equal($"|url={Source}|archive-url=https://web.archive.org/web/2019/{Source}|archive-date=2019-01-01|url-status=usurped|title", Between(reference.Patch!.After, "cite web", "=Lakes"));
        Assert.Equal($"|archive-url=https://web.archive.org/web/2019/{Source} |archive-date=2019-01-01 |url-status=usurped", reference.Paste!.InTemplate);

        static MementoCandidate Candidate(string year, string? refusal) =>
            new(new Uri($"https://web.archive.org/web/{year}/{Source}"), new DateTimeOffset(int.Parse(year), 1, 1, 0, 0, 0, TimeSpan.Zero), "web.archive.org", new Verdict(VerdictKind.Live, []))
            {
                Refusal = refusal,
            };
    }

    [Fact]
    public async Task Drift_is_what_a_cited_passage_rests_on()
    {
        await CheckAsync("10 March 2019");
        _house.Clock.Advance(TimeSpan.FromDays(1));
        await CheckAsync("10 May 2019");

        var reference = Assert.Single((await ReadAsync())!.References);
        Assert.Equal((ReferenceState.Drifted, UrlStatus.Deviated), (reference.State, reference.Repair!.Status));
        Assert.Equal("10 May 2019", Assert.Single(Assert.Single(reference.Change.Claims).Facts).After);
        Assert.NotNull(reference.NoRepair);
    }

    [Fact]
    public async Task Drift_since_an_editor_read_it_is_repaired_with_the_memento_of_that_day()
    {
        using var house = new Mementos.ArchiveHouse();
        house.Wayback.Hold(Mementos.ArchiveHouse.Page, "20190501080000", Mementos.ArchiveHouse.PageHtml("10 March 2019"));
        house.PutPage("10 May 2019");
        await house.CheckAsync();

        var report = (await house.Pipeline.Reports.ReadAsync(new Uri(Mementos.ArchiveHouse.Article), new ReportOptions(), CancellationToken.None))!;
        var reference = Assert.Single(report.References);
        Assert.Equal((ReferenceState.Drifted, UrlStatus.Deviated, "2019-05-03"), (reference.State, reference.Repair!.Status, reference.SinceRead!.Day));
        Assert.Contains("/web/20190501080000/", reference.Repair.Memento!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("url-status=deviated", reference.Paste!.InTemplate, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(reference.Row!.History).Checks);
    }

    [Fact]
    public async Task Change_that_was_taken_back_is_no_drift_until_it_is_made_again()
    {
        var states = new List<ReferenceState>();
        foreach (var day in new[] { "10 March 2019", "10 May 2019", "10 March 2019", "10 May 2019" })
        {
            await CheckAsync(day);
            _house.Clock.Advance(TimeSpan.FromDays(1));
            states.Add(Assert.Single((await ReadAsync())!.References).State);
        }

        Assert.Equal([ReferenceState.Live, ReferenceState.Drifted, ReferenceState.Live, ReferenceState.Drifted], states);
    }

    private Task<ArticleReport?> ReadAsync(ReportOptions? options = null) =>
        _house.Pipeline.Reports.ReadAsync(new Uri(Article), options ?? new ReportOptions(), CancellationToken.None);

    private async Task CheckAsync(string day)
    {
        _house.Web.Put(Article, "<html lang=en><head><title>Lakes</title></head><body><p>The trial opened on 10 March 2019.<sup id=cite_ref-h_1-0 class=reference><a href='#cite_note-h-1'>[1]</a></sup></p>"
            + $"<ol class=references><li id=cite_note-h-1><span class=reference-text><cite class=citation><a class=external href='{Source}'>Lakes</a></cite></span></li></ol></body></html>");
        _house.Web.Put(Source, $"<html lang=en><head><title>Trial of the lakes</title></head><body><article><h1>Trial of the lakes</h1><p>The trial opened on {day} in the old court of the town, before a full gallery of people.</p>"
            + "<p>The judge read the charges for two hours, and the three defendants pleaded not guilty to all of them in front of their families.</p>"
            + "<p>Outside, some two hundred neighbours had gathered with lanterns, and they stayed until the evening when the court rose.</p></article></body></html>");
        await _house.CheckAsync(Article);
    }

    private static string Between(string text, string before, string after) =>
        text[(text.IndexOf(before, StringComparison.Ordinal) + before.Length)..text.IndexOf(after, StringComparison.Ordinal)];
}
