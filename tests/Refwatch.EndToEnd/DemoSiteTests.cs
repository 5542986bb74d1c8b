using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Refwatch.Cli.Demo;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>The demo's web is what its list says.</summary>
public sealed class DemoSiteTests : IAsyncLifetime, IDisposable
{
    private DemoSite _site = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _site = await DemoSite.StartAsync();
        _http = new HttpClient(new SocketsHttpHandler
        {
            Proxy = new WebProxy(_site.Proxy),
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
        });
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task On_the_first_day_every_page_answers()
    {
        var answers = await AskAllAsync(day: 1);
        Assert.All(
            DemoPages.All.Where(static page => page.First.Status == 200),
            page => Assert.True(answers[page.Url] is { Status: 200, Body.Length: > 30 }, page.Url.AbsoluteUri));
        Assert.DoesNotContain(answers.Values, static answer => answer.Text.Contains("{{", StringComparison.Ordinal) || answer.Text.Contains('→'));
    }

    [Fact]
    public async Task Between_the_days_exactly_what_is_listed_changes()
    {
        var first = await AskAllAsync(day: 1);
        var second = await AskAllAsync(day: 2);
        var third = await AskAllAsync(day: 3);

        var moved = new Uri(second.Values.Single(static answer => answer.Status == 301).Location!);
        Assert.Equal(Sorted(DemoSite.Changes.Select(static change => change.Page).Append(moved)), Sorted(Different(first, second)));
        Assert.Equal([new Uri("http://azattyq.example/a/29968140.html")], Different(second, third));
    }

    [Fact]
    public async Task The_factual_edit_moves_one_date_and_nothing_that_admits_it()
    {
        var alert = Assert.Single(DemoSite.Changes, static change => change.Expectation == DemoExpectation.Alert);
        var before = (await AskAllAsync(day: 1))[alert.Page].Text;
        var after = (await AskAllAsync(day: 2))[alert.Page].Text;
        Assert.NotEqual(before, after);
        Assert.Equal(before, after.Replace("10 May 2019", "10 March 2019", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cosmetic_edit_keeps_every_letter_but_the_spelling()
    {
        var page = DemoSite.Changes.Single(static change => change.Page.Host == "www.guardian.example").Page;
        var before = Letters((await AskAllAsync(day: 1))[page].Text);
        var after = Letters((await AskAllAsync(day: 2))[page].Text);
        Assert.Equal(before.Replace("organisation", "organization", StringComparison.Ordinal).Replace("judgment", "judgement", StringComparison.Ordinal), after);

        static string Letters(string html) => Regex.Replace(Regex.Replace(html, "[\"'’“”–-]", ""), "\\s+", " ");
    }

    [Fact]
    public async Task The_sites_fail_as_real_ones_do()
    {
        var second = await AskAllAsync(day: 2);
        Assert.Equal(404, second[new Uri("http://www.freedom-committee.example/?p=14847")].Status);
        Assert.Contains("Page not found", Assert.Single(second, static pair => pair.Key.AbsolutePath.EndsWith("vigil-on-the-shore", StringComparison.Ordinal)).Value.Text, StringComparison.Ordinal);

        var wall = await _http.GetAsync(new Uri("http://www.capital-daily.example/culture/2021-11-30/archive-wins-library-prize"));
        Assert.Equal(HttpStatusCode.Forbidden, wall.StatusCode);
        Assert.Equal("challenge", wall.Headers.GetValues("cf-mitigated").Single());

        Assert.Equal(HttpStatusCode.BadGateway, (await _http.GetAsync(new Uri("http://elsewhere.example/"))).StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => _http.GetAsync(new Uri("https://www.guardian.example/")));
    }

    [Fact]
    public async Task An_unchanged_page_is_not_sent_twice()
    {
        var url = DemoSite.Articles[0];
        var first = await _http.GetAsync(url);
        using var again = new HttpRequestMessage(HttpMethod.Get, url);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await _http.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task The_articles_cite_the_demos_pages_and_cite_all_of_them()
    {
        var cited = new HashSet<Uri>();
        foreach (var article in DemoSite.Articles)
        {
            var html = new HtmlParser().ParseDocument(await _http.GetStringAsync(article));
            var links = html.QuerySelectorAll("ol.references a.external").Select(static link => new Uri(link.GetAttribute("href")!));
            var pages = links.Where(static url => url.Host != "web.archive.org").ToHashSet();
            Assert.InRange(pages.Count, 8, 10);
            Assert.InRange(pages.Select(static url => url.Host).Distinct().Count(), 8, 10);
            cited.UnionWith(pages);
        }

        var served = DemoPages.All
            .Where(static page => page.First.Status == 200 && page.Url.AbsolutePath != "/robots.txt" && !DemoSite.Articles.Contains(page.Url))
            .Select(static page => page.Url);
        Assert.Equal(Sorted(served), Sorted(cited));
    }

    [Fact]
    public async Task Every_marker_of_an_article_leads_to_its_reference_and_back()
    {
        foreach (var article in DemoSite.Articles)
        {
            var html = new HtmlParser().ParseDocument(await _http.GetStringAsync(article));
            var ids = html.QuerySelectorAll("[id]").Select(static element => element.Id!).ToList();
            Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
            var targets = html.QuerySelectorAll("sup.reference a, .mw-cite-backlink a").Select(static link => link.GetAttribute("href")!.Split('#')[1]).ToList();
            Assert.True(targets.Count >= 20);
            Assert.All(targets, target => Assert.Contains(target, ids));
        }
    }

    private async Task<Dictionary<Uri, Answer>> AskAllAsync(int day)
    {
        _site.Day = day;
        var answers = new Dictionary<Uri, Answer>();
        foreach (var page in DemoPages.All)
        {
            using var response = await _http.GetAsync(page.Url);
            answers.Add(page.Url, new Answer((int)response.StatusCode, response.Headers.Location?.AbsoluteUri, await response.Content.ReadAsByteArrayAsync()));
        }

        return answers;
    }

    private static IReadOnlyList<Uri> Different(Dictionary<Uri, Answer> before, Dictionary<Uri, Answer> after) =>
        [.. before.Keys.Where(url => before[url].Status != after[url].Status || before[url].Location != after[url].Location || !before[url].Body.SequenceEqual(after[url].Body))];

    private static IReadOnlyList<string> Sorted(IEnumerable<Uri> urls) => [.. urls.Select(static url => url.AbsoluteUri).Order(StringComparer.Ordinal)];

    private sealed record Answer(int Status, string? Location, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);
    }
}
