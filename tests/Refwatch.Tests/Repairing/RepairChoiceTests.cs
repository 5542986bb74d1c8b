using System.Net;
using Refwatch.Repairing;
using Refwatch.Tests.Mementos;
using Xunit;

namespace Refwatch.Tests.Repairing;

/// <summary>What a report offers and says, by what the archives held: through the whole pipeline, against an emulation of the Wayback Machine.</summary>
public sealed class RepairChoiceTests : IDisposable
{
    private const string Day = "20190501080000";
    private const string Wikitext = $"He was detained in Port Ellery on 10 March 2019.<ref>{{{{cite web|url={ArchiveHouse.Page}|title=Brandt detained}}}}</ref>";
    private const string Wall = "<title>Before you continue</title><main><h1>Before you continue to The Courier</h1><p>We and our 214 partners use cookies.</p>"
        + "<form action=/consent><button>Reject all</button><button>Accept all</button></form><p><a href=/privacy>Cookie policy</a></p></main>";

    private readonly ArchiveHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Archives_that_held_nothing_are_named_and_the_tag_says_that_they_were_asked()
    {
        var reference = await DeadAsync();
        Assert.Contains("}}{{dead link|date=March 2026|fix-attempted=yes}}</ref>", reference.Patch!.After, StringComparison.Ordinal);
        Assert.Contains("no memento is held", Assert.Single(reference.Row!.Mementos!.Asked).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withheld_by_the_publisher_is_told_from_none()
    {
        _house.Wayback.Exclude(ArchiveHouse.Page);
        var reference = await DeadAsync();
        Assert.Contains("withheld by the publisher", Assert.Single(reference.Row!.Mementos!.Asked).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_an_archive_could_not_be_asked_no_tag_says_that_it_was()
    {
        _house.Wayback.Outage = static () => new ServiceAnswer(503, [], []);
        Assert.Contains("}}{{dead link|date=March 2026}}</ref>", (await DeadAsync()).Patch!.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PDF_is_for_a_person_to_look_at_and_neither_offered_nor_called_none()
    {
        _house.Wayback.Hold(ArchiveHouse.Page, Day, "%PDF-1.4\n" + new string('x', 4000), type: "application/pdf");
        var reference = await DeadAsync();
        Assert.Equal((null, null), (reference.Repair, reference.Copy));
        Assert.Contains("look by hand", reference.NoRepair, StringComparison.Ordinal);
        Assert.Contains(Day, reference.NoRepair, StringComparison.Ordinal);
        Assert.True(Assert.Single(reference.Row!.Candidates).MustBeSeen);
    }

    [Fact]
    public async Task What_was_verified_is_named()
    {
        _house.Wayback.Hold(ArchiveHouse.Page, Day, ArchiveHouse.PageHtml("10 March 2019"));
        Assert.Equal(["10 March 2019"], (await DeadAsync()).Copy!.HeldFacts);
    }

    [Fact]
    public async Task Each_reference_gets_the_copy_nearest_the_day_on_which_its_editor_read_the_page()
    {
        foreach (var time in (string[])[Day, "20210501080000"])
        {
            _house.Wayback.Hold(ArchiveHouse.Page, time, ArchiveHouse.PageHtml("10 March 2019"));
        }

        _house.PutArticle(ArchiveHouse.Cite("3 May 2021"), ArchiveHouse.Cite("3 May 2019"));
        await _house.CheckAsync();
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(ArchiveHouse.Page, "<title>Not found</title><p>404</p>", HttpStatusCode.NotFound);
        await _house.CheckAsync();
        var report = await _house.Pipeline.Reports.ReadAsync(new Uri(ArchiveHouse.Article), new ReportOptions { Provisional = true }, CancellationToken.None);
        Assert.Equal([2021, 2019], report!.References.Select(static reference => reference.Repair!.MementoTime.Year));
    }

    [Fact]
    public async Task A_page_that_is_silent_for_long_is_not_called_dead_and_its_copy_is_known()
    {
        _house.Wayback.Hold(ArchiveHouse.Page, Day, ArchiveHouse.PageHtml("10 March 2019"));
        await _house.CheckAsync();
        _house.Web.Put(ArchiveHouse.Page, static _ => throw new HttpRequestException(HttpRequestError.NameResolutionError));
        for (var day = 0; day < 5; day++)
        {
            _house.Clock.Advance(TimeSpan.FromDays(1));
            await _house.CheckAsync();
        }

        var reference = await ReadAsync(Wikitext);
        Assert.Equal((ReferenceState.Unclear, null), (reference.State, reference.Repair));
        Assert.Contains(Day, reference.Copy!.Memento.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_without_the_facts_is_not_offered_and_the_tag_does_not_say_that_there_is_none()
    {
        _house.Wayback.Hold(ArchiveHouse.Page, Day, ArchiveHouse.PageHtml("24 August 2018"));
        var reference = await DeadAsync();
        Assert.Null(reference.Copy);
        Assert.Contains("}}{{dead link|date=March 2026}}</ref>", reference.Patch!.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_linked_copy_without_the_facts_asks_for_attention_though_the_page_is_live()
    {
        await _house.CheckPageAsync();
        var reference = await LinkedAsync(ArchiveHouse.PageHtml("24 August 2018"));
        Assert.Equal((ReferenceState.Live, true), (reference.State, reference.NeedsAttention));
        Assert.Contains("which the page held when it was last read", reference.LinkedCopy!.Refusal, StringComparison.Ordinal);
        Assert.Contains("no other was verified", reference.NoRepair, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_linked_copy_of_a_live_page_is_replaced_by_one_that_was_verified()
    {
        _house.Wayback.Hold(ArchiveHouse.Page, "20190503080000", ArchiveHouse.PageHtml("10 March 2019"));
        var reference = await LinkedAsync(Wall);
        Assert.Equal((ReferenceState.Live, true), (reference.State, reference.NeedsAttention));
        Assert.Contains("/web/20190503080000/", reference.Patch!.After, StringComparison.Ordinal);
        Assert.Contains("|archive-date=2019-05-03|", reference.Patch.After, StringComparison.Ordinal);
        Assert.Contains("|url-status=live|", reference.Patch.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_linked_PDF_is_no_bad_copy()
    {
        var reference = await LinkedAsync("%PDF-1.4\n" + new string('x', 4000), "application/pdf");
        Assert.Equal((false, true), (reference.NeedsAttention, reference.LinkedCopy!.MustBeSeen));
    }

    [Fact]
    public async Task A_dead_page_keeps_a_copy_that_could_not_be_verified()
    {
        await LinkedAsync("%PDF-1.4\n" + new string('x', 4000), "application/pdf");
        var reference = await DeadAsync(LinkedWikitext);
        Assert.Equal(LinkedWikitext.Split("<ref>")[1].Replace("=live", "=dead", StringComparison.Ordinal), reference.Patch!.After["<ref>".Length..]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_linked_copy_is_fetched_once_whatever_it_is_looked_at_for(bool isLive)
    {
        if (!isLive)
        {
            _house.Web.Put(ArchiveHouse.Page, "<title>Not found</title><p>404</p>", HttpStatusCode.NotFound);
        }

        await LinkedAsync(ArchiveHouse.PageHtml("10 March 2019"));
        Assert.Single(_house.Wayback.Requests, static request => request.Contains($"{Day}id_/", StringComparison.Ordinal));
    }

    private string LinkedWikitext => Wikitext.Replace("|title", $"|archive-url={_house.Wayback.AddressOf(Day, ArchiveHouse.Page)}|archive-date=2019-05-01|url-status=live|title", StringComparison.Ordinal);

    private async Task<ReferenceReport> LinkedAsync(string body, string type = "text/html; charset=utf-8")
    {
        _house.Wayback.Hold(ArchiveHouse.Page, Day, body, type: type);
        _house.PutArticle(ArchiveHouse.Cite("3 May 2019", _house.Wayback.AddressOf(Day, ArchiveHouse.Page), "1 May 2019"));
        _house.Clock.Advance(TimeSpan.FromDays(1));
        await _house.CheckAsync();
        return await ReadAsync(LinkedWikitext);
    }

    private async Task<ReferenceReport> DeadAsync(string wikitext = Wikitext)
    {
        _house.Web.Put(ArchiveHouse.Page, "<title>Not found</title><p>404</p>", HttpStatusCode.NotFound);
        await _house.CheckAsync();
        return await ReadAsync(wikitext);
    }

    private async Task<ReferenceReport> ReadAsync(string wikitext)
    {
        var options = new ReportOptions { Provisional = true, Wikitext = wikitext };
        return Assert.Single((await _house.Pipeline.Reports.ReadAsync(new Uri(ArchiveHouse.Article), options, CancellationToken.None))!.References);
    }
}
