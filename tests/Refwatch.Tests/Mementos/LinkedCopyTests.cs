using System.Net;
using Refwatch.Repairing;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Mementos;

/// <summary>The archive copies that articles link already are judged, once, in the archive's own visit.</summary>
public sealed class LinkedCopyTests
{
    private const string Stamp = "20200620100000";

    private const string CookieWall = """
        <!DOCTYPE html><html lang="en"><head><title>Before you continue</title></head><body><main><h1>Before you continue to The Courier</h1>
        <p>We and our 214 partners use cookies to store and access information on your device.</p>
        <form action="/consent"><button>Reject all</button><button>Accept all</button></form><p><a href="/privacy">Cookie policy</a></p></main></body></html>
        """;

    [Fact]
    public async Task A_good_copy_is_good()
    {
        using var house = HouseWith(ArchiveHouse.PageHtml("10 March 2019"));
        var copy = Assert.Single((await house.CheckPageAsync()).LinkedCopies);
        Assert.Equal((Linked(house), null, VerdictKind.Live), (copy.Memento.AbsoluteUri, copy.Refusal, copy.Verdict.Kind));
        Assert.Contains(house.Wayback.Requests, static request => request.Contains($"{Stamp}id_/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cookie_wall_is_told_though_the_page_is_live()
    {
        using var house = HouseWith(CookieWall);
        var page = await house.CheckPageAsync();
        var copy = Assert.Single(page.LinkedCopies);
        Assert.Equal((VerdictKind.Live, VerdictKind.Blocked), (page.Verdict.Kind, copy.Verdict.Kind));
        Assert.Contains("wall", copy.Refusal, StringComparison.Ordinal);
        Assert.True(page.NeedsAttention);
        var reference = Assert.Single((await house.Pipeline.Reports.ReadAsync(new Uri(ArchiveHouse.Article), new ReportOptions(), CancellationToken.None))!.References);
        Assert.Equal(copy.Refusal, reference.LinkedCopy?.Refusal);
    }

    [Fact]
    public async Task An_error_page_that_was_archived_is_told()
    {
        using var house = HouseWith("<title>Page not found</title><h1>Page not found</h1><p>The page that you look for does not exist.</p>");
        Assert.Equal("the memento is an error page", Assert.Single((await house.CheckPageAsync()).LinkedCopies).Refusal);
    }

    [Fact]
    public async Task A_copy_that_is_withheld_is_not_called_missing()
    {
        using var house = HouseWith(ArchiveHouse.PageHtml("10 March 2019"));
        house.Wayback.Exclude(ArchiveHouse.Page);
        var copy = Assert.Single((await house.CheckPageAsync()).LinkedCopies);
        Assert.Equal(VerdictKind.Blocked, copy.Verdict.Kind);
        Assert.Contains("withholds", copy.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_the_archive_does_not_hold_is_told()
    {
        using var house = HouseWith(null);
        house.Wayback.Spoil = static (target, answer) => target.Contains(Stamp, StringComparison.Ordinal) ? new ServiceAnswer(404, [], []) : answer;
        Assert.Equal("the archive does not hold it", Assert.Single((await house.CheckPageAsync()).LinkedCopies).Refusal);
    }

    [Fact]
    public async Task An_archive_that_is_busy_says_nothing_of_the_copy()
    {
        using var house = HouseWith(CookieWall);
        house.Wayback.Outage = static () => new ServiceAnswer(503, [], []);
        Assert.Empty((await house.CheckPageAsync()).LinkedCopies);
        house.Wayback.Outage = null;
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Single((await house.CheckPageAsync()).LinkedCopies);
    }

    [Fact]
    public async Task It_is_judged_again_after_a_year_or_when_the_link_changes()
    {
        using var house = HouseWith(CookieWall);
        await house.CheckPageAsync();
        var asked = Fetches(house);
        house.Clock.Advance(TimeSpan.FromDays(40));
        await house.CheckPageAsync();
        Assert.Equal(asked, Fetches(house));

        house.Clock.Advance(TimeSpan.FromDays(366));
        await house.CheckPageAsync();
        Assert.Equal(asked + 1, Fetches(house));

        const string Other = "20210101000000";
        house.Wayback.Hold(ArchiveHouse.Page, Other, ArchiveHouse.PageHtml("10 March 2019"));
        house.PutArticle(ArchiveHouse.Cite("3 May 2019", house.Wayback.AddressOf(Other, ArchiveHouse.Page), "1 January 2021"));
        var copy = Assert.Single((await house.CheckPageAsync()).LinkedCopies);
        Assert.Contains(Other, copy.Memento.AbsoluteUri, StringComparison.Ordinal);
        Assert.Null(copy.Refusal);
    }

    [Fact]
    public async Task Another_archive_of_that_form_is_asked_in_its_own_visit()
    {
        using var house = new ArchiveHouse();
        var other = new WaybackEmulation("http://web.archive.bibalex.org");
        house.Serve("web.archive.bibalex.org", other);
        other.Hold(ArchiveHouse.Page, Stamp, CookieWall);
        house.PutArticle(ArchiveHouse.Cite("3 May 2019", other.AddressOf(Stamp, ArchiveHouse.Page), "20 June 2020"));
        Assert.Contains("wall", Assert.Single((await house.CheckPageAsync()).LinkedCopies).Refusal, StringComparison.Ordinal);
        Assert.Single(other.Requests, static request => request.StartsWith("GET /web/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bad_copy_is_replaced_when_the_page_rotted()
    {
        using var house = HouseWith(CookieWall);
        house.Web.Put(ArchiveHouse.Page, "<title>Not found</title><p>404</p>", HttpStatusCode.NotFound);
        await house.CheckPageAsync();
        var report = (await house.Pipeline.Reports.ReadAsync(new Uri(ArchiveHouse.Article), new ReportOptions { Provisional = true }, CancellationToken.None))!;
        Assert.True(Assert.Single(report.References).Repair?.ReplacesArchive);
    }

    /// <summary>An article that links a copy; null: the archive holds none.</summary>
    private static ArchiveHouse HouseWith(string? html)
    {
        var house = new ArchiveHouse();
        if (html is not null)
        {
            house.Wayback.Hold(ArchiveHouse.Page, Stamp, html);
        }

        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.PutArticle(ArchiveHouse.Cite("3 May 2019", Linked(house), "20 June 2020"));
        return house;
    }

    private static string Linked(ArchiveHouse house) => house.Wayback.AddressOf(Stamp, ArchiveHouse.Page);

    private static int Fetches(ArchiveHouse house) => house.Wayback.Requests.Count(static request => request.Contains($"{Stamp}id_/", StringComparison.Ordinal));
}
