using System.Net;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Mementos;

/// <summary>What can be pasted in place of a page that rotted.</summary>
public sealed class RepairTests
{
    private const string Gone = "<title>Not found</title><p>404</p>";

    [Fact]
    public async Task A_page_that_is_gone_gets_a_verified_candidate_at_once()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Web.Put(ArchiveHouse.Page, Gone, HttpStatusCode.NotFound);
        var page = await house.CheckPageAsync();
        Assert.Equal(VerdictKind.Gone, page.Verdict.Kind);
        var candidate = Assert.Single(page.Candidates);
        Assert.Null(candidate.Refusal);
        Assert.Empty(candidate.MissingFacts);
        Assert.Equal(VerdictKind.Live, candidate.Verdict.Kind);
        Assert.Equal("http://web.archive.org/web/20190501080000/" + ArchiveHouse.Page, candidate.Memento.AbsoluteUri);
        Assert.NotNull(candidate.Evidence);

        var asked = house.Wayback.Requests.Count;
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Single((await house.CheckPageAsync()).Candidates);
        Assert.Equal(asked, house.Wayback.Requests.Count); // verified again only when something changed
    }

    [Fact]
    public async Task A_memento_without_the_passages_facts_is_refused_and_a_better_one_found()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190503080000", ArchiveHouse.PageHtml("24 August 2018"));
        house.Wayback.Hold(ArchiveHouse.Page, "20190601080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Web.Put(ArchiveHouse.Page, Gone, HttpStatusCode.NotFound);
        var candidates = (await house.CheckPageAsync()).Candidates;
        Assert.Equal(["20190601080000", "20190503080000"], candidates.Select(static candidate => candidate.Time.ToString("yyyyMMddHHmmss")));
        Assert.Null(candidates[0].Refusal);
        Assert.Contains("10 March 2019", candidates[1].Refusal, StringComparison.Ordinal);
        Assert.Equal(["10 March 2019"], candidates[1].MissingFacts);
    }

    [Fact]
    public async Task A_wall_and_an_error_page_in_the_archive_are_no_candidates()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190503080000", Gone, status: 404);
        house.Web.Put(ArchiveHouse.Page, Gone, HttpStatusCode.NotFound);
        var candidate = Assert.Single((await house.CheckPageAsync()).Candidates);
        Assert.Equal((VerdictKind.Gone, "the memento is an error page"), (candidate.Verdict.Kind, candidate.Refusal));
    }

    [Fact]
    public async Task The_copy_that_the_article_links_is_taken_when_it_verifies()
    {
        using var house = new ArchiveHouse();
        var linked = house.Wayback.AddressOf("20200620100000", ArchiveHouse.Page);
        house.PutArticle(ArchiveHouse.Cite("3 May 2019", linked, "20 June 2020"));
        house.Web.Put(ArchiveHouse.Page, Gone, HttpStatusCode.NotFound);
        house.Wayback.Hold(ArchiveHouse.Page, "20190503080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Wayback.Hold(ArchiveHouse.Page, "20200620100000", ArchiveHouse.PageHtml("10 March 2019"));
        Assert.Equal(linked, Assert.Single((await house.CheckPageAsync()).Candidates).Memento.AbsoluteUri);
    }

    [Fact]
    public async Task The_memento_that_showed_the_drift_is_the_candidate_for_the_drifted_page()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.PutPage("10 May 2019");
        var page = await house.CheckPageAsync();
        Assert.Null(Assert.Single(page.Candidates).Refusal);
        Assert.Single(house.Wayback.Requests, static request => request.Contains("id_/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_comes_back_needs_no_repair()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Web.Put(ArchiveHouse.Page, Gone, HttpStatusCode.NotFound);
        Assert.Single((await house.CheckPageAsync()).Candidates);
        house.Clock.Advance(TimeSpan.FromDays(1));
        house.PutPage("10 March 2019");
        Assert.Empty((await house.CheckPageAsync()).Candidates);
    }

    [Fact]
    public async Task A_page_that_is_silent_for_days_gets_candidates_and_is_not_called_dead()
    {
        using var house = new ArchiveHouse();
        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        house.Web.Put(ArchiveHouse.Page, static _ => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host"));
        Assert.Empty((await house.CheckPageAsync()).Candidates);
        house.Clock.Advance(TimeSpan.FromDays(4));
        var page = await house.CheckPageAsync();
        Assert.Equal(VerdictKind.Unreachable, page.Verdict.Kind);
        Assert.Single(page.Candidates);
    }

    [Fact]
    public async Task Archive_today_is_not_asked_for_the_English_Wikipedia()
    {
        using var house = new ArchiveHouse("http://archive.ph/timegate/");
        const string Article = "http://en.wikipedia.org/wiki/Tomas_Brandt";
        house.Web.Put(ArchiveHouse.Page, Gone, HttpStatusCode.NotFound);
        var other = new WaybackEmulation("http://archive.ph");
        house.Serve("archive.ph", other);
        house.PutArticleAt(Article, ArchiveHouse.Cite("3 May 2019"));
        await house.CheckAsync(Article);
        Assert.Empty(other.Requests);
    }
}
