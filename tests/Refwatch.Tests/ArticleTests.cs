using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Verdicts;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>An article is checked with all that it cites, and a change names the passage that rests on it.</summary>
public sealed class ArticleTests : IDisposable
{
    private const string Article = "http://en.wiki.example/wiki/Tomas_Brandt";
    private const string Courier = "http://courier.example/news/brandt-detained";
    private const string Gazette = "http://gazette.example/2019/brandt";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task What_an_article_cites_is_checked_with_it()
    {
        PutAll();
        var result = await _house.CheckAsync(Article);
        Assert.Equal([Courier, Article, Gazette], result.Pages.Select(static page => page.Url.AbsoluteUri).Order(StringComparer.Ordinal));
        Assert.True(result.Pages.Single(static page => page.Url.AbsoluteUri == Article).IsArticle);
        var references = Assert.Single(result.Articles);
        Assert.Equal([Courier, Gazette], references.References.SelectMany(static reference => reference.Urls).Select(static url => url.AbsoluteUri));
        Assert.Equal("4711", references.Revision);
    }

    [Fact]
    public async Task A_factual_edit_names_the_sentence_that_rests_on_it()
    {
        PutAll();
        await _house.CheckAsync(Article);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        PutCourier("10 May 2019");
        var result = await _house.CheckAsync(Article);
        var page = result.Pages.Single(static page => page.Url.AbsoluteUri == Courier);
        var claim = Assert.Single(page.Change.Claims);
        var cited = Assert.Single(claim.CitedBy, static cited => cited.Support is Support.Direct);
        Assert.Equal(1, cited.Reference);
        Assert.Contains("10 March 2019", cited.Sentence, StringComparison.Ordinal);
        Assert.Single(page.Alerts);
        Assert.All(result.Pages.Where(static page => page.Url.AbsoluteUri != Courier), static page => Assert.Empty(page.Alerts));
    }

    [Fact]
    public async Task A_cited_sentence_that_the_page_does_not_speak_of_is_listed_from_the_first_check_on()
    {
        PutAll();
        _house.Web.Put(Gazette, Page("Ferry timetable", "From Monday the ferries of the northern line sail twice a day.", "Passengers with bicycles pay a supplement at the pier."));
        foreach (var isFirst in new[] { true, false })
        {
            var result = await _house.CheckAsync(Article);
            Assert.Equal(isFirst, result.Pages.Single(static page => page.Url.AbsoluteUri == Gazette).NotCompared == "first check");
            var missing = Assert.Single(result.Pages.SelectMany(static page => page.NotFound));
            Assert.Equal(("He won the Harbour Prize in 2017 for a book on tides.", 2, "4711"), (missing.Sentence, missing.Reference, missing.Revision));
            _house.Clock.Advance(TimeSpan.FromDays(1));
        }
    }

    [Fact]
    public async Task A_reference_that_the_article_drops_is_no_longer_watched_and_its_captures_stay()
    {
        PutAll();
        await _house.CheckAsync(Article);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Article, ArticleHtml(withGazette: false));
        var result = await _house.CheckAsync(Article);
        Assert.DoesNotContain(result.Pages, static page => page.Url.AbsoluteUri == Gazette);
        await _house.Pipeline.NewVisit(static _ => { }).CheckAsync("gazette.example", [], CancellationToken.None);
        Assert.Empty((await _house.LedgerAsync("gazette.example"))!.Pages);
        Assert.Empty(await _house.Pipeline.Citing.CitationsOfAsync(new Uri(Gazette), CancellationToken.None));
        Assert.NotEmpty(await _house.Pipeline.Archive.ListAsync(Gazette, CancellationToken.None).ToListAsync());
    }

    [Theory]
    [InlineData("4711", "4712", 0)] // another revision, of a part that cites nothing
    [InlineData("on tides", "on the tides of the north", 1)] // what the Gazette is cited for
    public async Task An_edit_is_told_only_to_the_pages_that_it_cites_otherwise(string old, string edited, int told)
    {
        PutAll();
        await _house.CheckAsync(Article);
        var html = ArticleHtml(withGazette: true).Replace("4711", "4712", StringComparison.Ordinal);
        Assert.Contains(old == "4711" ? "4712" : old, html, StringComparison.Ordinal);
        _house.Web.Put(Article, html.Replace(old, edited, StringComparison.Ordinal));
        await VisitArticleAsync(lists: ["test"]);
        var inbox = await _house.State.ListAsync("inbox/", null, CancellationToken.None).ToListAsync();
        Assert.Equal(told, inbox.Count);
        Assert.All(inbox, static name => Assert.StartsWith("inbox/gazette.example/", name, StringComparison.Ordinal));
        Assert.Equal(["4712"], (await _house.Pipeline.Citing.CitationsOfAsync(new Uri(Courier), CancellationToken.None)).Select(static citation => citation.Revision));

        await VisitArticleAsync(lists: ["test", "another"]); // who is told of it concerns every page
        Assert.InRange(await _house.State.ListAsync("inbox/", null, CancellationToken.None).CountAsync(), 2, 3);
    }

    private Task<VisitEnd> VisitArticleAsync(params string[] lists)
    {
        _house.Clock.Advance(TimeSpan.FromDays(1));
        var subscription = new Subscription { Source = "list:test", Role = PageRole.Either, Lists = lists };
        return _house.Pipeline.NewVisit(static _ => { }).CheckAsync("en.wiki.example", [new Demand(new Uri(Article), subscription)], CancellationToken.None);
    }

    [Fact]
    public async Task An_article_that_no_list_names_any_more_leaves_what_it_cites()
    {
        PutAll();
        var list = new WatchList { Name = "test", Articles = [new WatchedTarget(new Uri(Article), null, TimeSpan.FromDays(1))] };
        await _house.Pipeline.WatchLists.ApplyAsync(list, CancellationToken.None);
        await VisitAllAsync();
        Assert.Single((await _house.LedgerAsync("courier.example"))!.Pages);

        await _house.Pipeline.WatchLists.ApplyAsync(list with { Articles = [] }, CancellationToken.None);
        await VisitAllAsync();
        Assert.Empty((await _house.LedgerAsync("en.wiki.example"))!.Pages);
        Assert.Empty((await _house.LedgerAsync("courier.example"))!.Pages);
        Assert.Empty(await _house.Pipeline.Citing.CitationsOfAsync(new Uri(Courier), CancellationToken.None));
    }

    [Fact]
    public async Task A_blanked_article_forgets_nothing()
    {
        PutAll();
        await _house.CheckAsync(Article);
        var whole = _house.Web;
        _house.Clock.Advance(TimeSpan.FromDays(1));
        whole.Put(Article, Page("Tomas Brandt", "The text of this article was removed by a passer-by."));
        await _house.CheckAsync(Article);
        Assert.NotEmpty(await _house.Pipeline.Citing.CitationsOfAsync(new Uri(Courier), CancellationToken.None));
    }

    /// <summary>Visits every host of the test until nothing is left to fold in.</summary>
    private async Task VisitAllAsync()
    {
        for (var round = 0; round < 2; round++)
        {
            foreach (var host in new[] { "en.wiki.example", "courier.example", "gazette.example" })
            {
                await _house.Pipeline.NewVisit(static _ => { }).RunAsync($"calendar/20260301120000/{host}", CancellationToken.None);
            }
        }
    }

    [Fact]
    public async Task A_page_under_two_articles_carries_the_citations_of_both()
    {
        const string Other = "http://ru.wiki.example/wiki/Tomas_Brandt";
        PutAll();
        _house.Web.Put(Other, ArticleHtml(withGazette: false).Replace("4711", "42", StringComparison.Ordinal));
        await _house.CheckAsync(Article, Other);
        var citations = await _house.Pipeline.Citing.CitationsOfAsync(new Uri(Courier), CancellationToken.None);
        Assert.Equal([Article, Other], citations.Select(static citation => citation.Article).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_without_references_is_a_page()
    {
        PutCourier("10 March 2019");
        var outcome = Assert.Single((await _house.CheckAsync(PageRole.Either, Courier)).Pages);
        Assert.False(outcome.IsArticle);
        Assert.Equal(VerdictKind.Live, outcome.Verdict.Kind);
    }

    private void PutAll()
    {
        _house.Web.Put(Article, ArticleHtml(withGazette: true));
        PutCourier("10 March 2019");
        _house.Web.Put(Gazette, Page("Brandt wins prize", "Tomas Brandt received the Harbour Prize in 2017 for his book on tides.", "The jury praised its prose."));
    }

    private void PutCourier(string date) => _house.Web.Put(Courier, Page(
        "Brandt detained",
        $"Tomas Brandt was detained in Port Ellery on {date} on suspicion of fraud.",
        "His lawyer said that the search of his office had lasted six hours and that nothing had been found."));

    private static string Page(string title, params string[] paragraphs) =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
        {string.Concat(paragraphs.Select(static text => $"<p>{text} The story was carried by several papers of the region in the following days.</p>"))}
        </article></body></html>
        """;

    private static string ArticleHtml(bool withGazette)
    {
        var gazetteMarker = withGazette ? Marker(2) : "";
        var gazetteNote = withGazette ? Note(2, Gazette, "Brandt wins prize") : "";
        return $$"""
            <!DOCTYPE html><html class="client-nojs" lang="en"><head><title>Tomas Brandt - Encyclopedia</title>
            <meta name="generator" content="MediaWiki 1.43.0"><script>RLCONF={"wgRevisionId":4711,"wgTitle":"Tomas Brandt"};</script></head>
            <body class="mediawiki"><h1 id="firstHeading" class="firstHeading">Tomas Brandt</h1><div id="mw-content-text"><div class="mw-parser-output">
            <p><b>Tomas Brandt</b> is a writer and pilot. He won the Harbour Prize in 2017 for a book on tides.{{gazetteMarker}}</p>
            <p>He was detained in Port Ellery on 10 March 2019.{{Marker(1)}} He left the country a year later and lives abroad with his family.</p>
            <ol class="references">{{Note(1, Courier, "Brandt detained")}}{{gazetteNote}}</ol></div></div></body></html>
            """;
    }

    private static string Marker(int number) =>
        $"""<sup id="cite_ref-{number}" class="reference"><a href="#cite_note-{number}">[{number}]</a></sup>""";

    private static string Note(int number, string url, string title) =>
        $"""<li id="cite_note-{number}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{number}">^</a></b></span> <span class="reference-text"><cite class="citation web cs1"><a class="external text" href="{url}">"{title}"</a>. <i>The Paper</i>. Retrieved 2 March 2020.</cite></span></li>""";
}
