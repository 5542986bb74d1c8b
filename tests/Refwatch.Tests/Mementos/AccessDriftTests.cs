using Refwatch.Alerting;
using Refwatch.Claims;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Mementos;

/// <summary>What the editor read, against what the page says now.</summary>
public sealed class AccessDriftTests
{
    [Fact]
    public async Task A_change_since_the_access_date_is_found_at_the_first_check_and_told_once()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.PutPage("10 May 2019");
        var page = await house.CheckPageAsync();
        var read = Assert.Single(page.SinceRead);
        Assert.Equal("2019-05-03", read.Day);
        Assert.Equal("http://web.archive.org/web/20190501080000/" + ArchiveHouse.Page, read.Memento!.Memento.AbsoluteUri);
        var claim = Assert.Single(read.Drift.Claims);
        Assert.Equal(ChangeKind.Factual, claim.Kind);
        Assert.Equal(SupportEffect.SupportChanged, Assert.Single(claim.CitedBy).Effect);
        var alert = Assert.Single(page.Alerts);
        Assert.Equal(("2019-05-03", "20190501080000"), (alert.AccessDate, alert.Before));
        Assert.Contains("when an editor read it", AlertText.Body(alert), StringComparison.Ordinal);

        house.Clock.Advance(TimeSpan.FromDays(1));
        var asked = house.Wayback.Requests.Count;
        var again = await house.CheckPageAsync();
        Assert.Empty(again.Alerts);
        Assert.Single(again.SinceRead[0].Drift.Claims);
        Assert.Equal(asked, house.Wayback.Requests.Count); // compared once, asked once
    }

    [Fact]
    public async Task The_raw_memento_is_archived_as_evidence()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        var read = Assert.Single((await house.CheckPageAsync()).SinceRead);
        Assert.Empty(read.Drift.Claims);
        var capture = await house.Pipeline.Archive.ReadAsync(read.Capture!.Blob, CancellationToken.None);
        Assert.Equal("http://web.archive.org/web/20190501080000id_/" + ArchiveHouse.Page, capture!.Url.AbsoluteUri);
        var notes = await house.Pipeline.Archive.ReadNotesAsync(read.Capture.Blob, CancellationToken.None);
        Assert.Equal((ArchiveHouse.Page, new DateTimeOffset(2019, 5, 1, 8, 0, 0, TimeSpan.Zero)), (notes!.Original!.AbsoluteUri, notes.MementoDatetime!.Value));
        Assert.Equal(VerdictKind.Live, notes.Verdict.Kind);
    }

    [Fact]
    public async Task A_change_that_was_told_is_not_told_again_as_drift()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        Assert.Empty((await house.CheckPageAsync()).Alerts);
        house.Clock.Advance(TimeSpan.FromDays(1));
        house.PutPage("10 May 2019");
        var changed = await house.CheckPageAsync();
        Assert.Null(Assert.Single(changed.Alerts).AccessDate);
        Assert.Single(changed.SinceRead[0].Drift.Claims);
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await house.CheckPageAsync()).Alerts);
    }

    [Fact]
    public async Task A_far_memento_is_refused_and_the_report_says_so()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20210501080000", ArchiveHouse.PageHtml("10 March 2019"));
        var read = Assert.Single((await house.CheckPageAsync()).SinceRead);
        Assert.Null(read.Capture);
        Assert.Contains("the nearest memento is of 2021-05-01, 729 days away", read.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "no memento is held")]
    [InlineData(true, "withheld by the publisher")]
    public async Task None_and_withheld_are_told_apart(bool isExcluded, string said)
    {
        using var house = new ArchiveHouse();
        if (isExcluded)
        {
            house.Wayback.Exclude(ArchiveHouse.Page);
        }

        Assert.Contains(said, Assert.Single((await house.CheckPageAsync()).SinceRead).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_neighbour_of_a_redirect_and_of_a_cookie_wall_is_taken()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190503110000", "", status: 301, location: "http://courier.example/");
        house.Wayback.Hold("http://courier.example/", "20190503110000", ArchiveHouse.Html("The Courier", "All the news of the port."));
        house.Wayback.Hold(ArchiveHouse.Page, "20190504110000", CookieWall);
        house.Wayback.Hold(ArchiveHouse.Page, "20190512080000", ArchiveHouse.PageHtml("10 March 2019"));
        var read = Assert.Single((await house.CheckPageAsync()).SinceRead);
        Assert.Equal(new DateTimeOffset(2019, 5, 12, 8, 0, 0, TimeSpan.Zero), read.Time);
        Assert.Contains(house.Wayback.Requests, static request => request.Contains("/cdx/search/cdx?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Our_own_capture_serves_where_it_is_near()
    {
        using var house = new ArchiveHouse();
        house.PutArticle(ArchiveHouse.Cite("27 February 2026"));
        await house.CheckPageAsync();
        house.Clock.Advance(TimeSpan.FromDays(60));
        house.PutPage("10 May 2019");
        var page = await house.CheckPageAsync();
        var read = Assert.Single(page.SinceRead);
        Assert.Null(read.Memento);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), read.Time!.Value.AddSeconds(-read.Time.Value.Second));
        Assert.Single(read.Drift.Claims);
        Assert.DoesNotContain(house.Wayback.Requests, static request => request.StartsWith("GET /web", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Days_that_share_a_memento_fetch_it_once_and_each_reference_has_its_own()
    {
        using var house = new ArchiveHouse();
        house.PutArticle(ArchiveHouse.Cite("3 May 2019"), ArchiveHouse.Cite("5 May 2019"), ArchiveHouse.Cite("1 July 2021"));
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Wayback.Hold(ArchiveHouse.Page, "20210702080000", ArchiveHouse.PageHtml("11 March 2019"));
        house.PutPage("10 May 2019");
        var page = await house.CheckPageAsync();
        Assert.Equal(["2019-05-03", "2019-05-05", "2021-07-01"], page.SinceRead.Select(static read => read.Day));
        Assert.Equal(2, house.Wayback.Requests.Count(static request => request.Contains("id_/", StringComparison.Ordinal)));
        Assert.Single(page.Alerts);
    }

    [Fact]
    public async Task The_next_archive_is_asked_when_the_first_has_nothing()
    {
        const string Other = "http://other-archive.example/web/";
        using var house = new ArchiveHouse("http://web.archive.org/web/", Other);
        var other = new WaybackEmulation("http://other-archive.example");
        other.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Serve("other-archive.example", other);
        var read = Assert.Single((await house.CheckPageAsync()).SinceRead);
        Assert.Equal("other-archive.example", read.Memento!.Service);
    }

    private const string CookieWall =
        """
        <!DOCTYPE html><html lang="en"><head><title>Before you continue</title></head><body><h1>Before you continue</h1>
        <p>We and our partners use cookies to store and access information on your device.</p><button>Accept all</button><button>Manage settings</button></body></html>
        """;
}
