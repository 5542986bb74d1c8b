using System.Net;
using Refwatch.Verdicts;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>Where a soft 404 is suspected, the host is asked for an address that cannot exist; nowhere else.</summary>
public sealed class SiblingProbeTests : IDisposable
{
    private const string Url = "http://news.example/2017/levee-breach";
    private const string Notice = "<title>The Post</title><body><p>That one got away from us. Nothing to read on this address today.</p></body>";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task A_page_that_any_address_gives_is_not_live()
    {
        PutEverywhere(Notice);

        var outcome = await _house.CheckOneAsync(Url);

        Assert.True(outcome.Verdict.Kind is VerdictKind.Soft404 or VerdictKind.Unknown, outcome.Verdict.Kind.ToString());
        Assert.Contains(outcome.Verdict.Evidence, static line => line.Contains("cannot exist", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_cited_and_is_now_any_address_is_a_soft_404_in_any_language()
    {
        _house.Web.Put(Url, "<title>Levee</title><main><h1>Levee breach</h1><p>The levee at the lower bend broke at four in the morning on Tuesday after two weeks of rain, and water stood in the streets of the old town until Friday noon. Nobody was hurt, the mayor said, because the sirens had been tested the week before.</p></main>");
        await _house.CheckOneAsync(Url);
        PutEverywhere("<title>Lehti</title><body><h1>Voi ei</h1><p>Tämä juttu on matkalla jossakin muualla kuin täällä.</p></body>");

        var outcome = await _house.CheckOneAsync(Url);

        Assert.Equal(VerdictKind.Soft404, outcome.Verdict.Kind);
    }

    [Fact]
    public async Task A_long_apology_that_any_address_gives_is_a_soft_404()
    {
        PutEverywhere($"<title>The Post</title><body><h1>Well, this is embarrassing</h1><p>{string.Join(' ', Enumerable.Repeat("We have moved to a new system over the summer, and some of the things that we wrote in those years have not come along with us.", 8))}</p></body>");
        _house.Web.Put("http://news.example/", "<title>The Post</title><body><h1>The Post</h1><p>Three stories of today.</p></body>");

        Assert.Equal(VerdictKind.Soft404, (await _house.CheckOneAsync(Url)).Verdict.Kind);
    }

    [Fact]
    public async Task What_the_front_page_shows_too_is_about_the_host_and_not_called_dead()
    {
        PutEverywhere("<title>Lehti</title><body><h1>Voi ei</h1><p>Tämä on matkalla jossakin muualla kuin täällä.</p></body>");
        _house.Web.Put("http://news.example/", "<title>Lehti</title><body><h1>Voi ei</h1><p>Tämä on matkalla jossakin muualla kuin täällä.</p></body>");

        var everywhere = await _house.CheckOneAsync(Url);

        Assert.Equal(VerdictKind.Unknown, everywhere.Verdict.Kind);
        Assert.Contains(everywhere.Verdict.Evidence, static line => line.Contains("front page", StringComparison.Ordinal));
        _house.Web.Put("http://news.example/", "<title>Lehti</title><body><h1>Lehti</h1><p>Kolme uutista.</p></body>");
        _house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(VerdictKind.Soft404, (await _house.CheckOneAsync(Url)).Verdict.Kind);
    }

    [Fact]
    public async Task A_host_that_knows_404_speaks_for_the_page()
    {
        _house.Web.Put(Url, Notice); // every other address is 404 in this web

        Assert.Equal(VerdictKind.Live, (await _house.CheckOneAsync(Url)).Verdict.Kind);
        Assert.Equal(3, _house.Web.Requests.Count); // robots.txt, the page, the probe
    }

    [Fact]
    public async Task An_article_is_never_probed_and_a_suspect_once_a_day()
    {
        _house.Web.Put("http://news.example/levee", $"<title>Levee</title><main><h1>Levee</h1><p>{string.Join(' ', Enumerable.Repeat("The levee at the lower bend broke at four in the morning.", 12))}</p></main>");
        await _house.CheckOneAsync("http://news.example/levee");
        Assert.Equal(2, _house.Web.Requests.Count);

        PutEverywhere(Notice, HttpStatusCode.InternalServerError, only: Url); // the probe says nothing to the point
        await _house.CheckOneAsync(Url);
        await _house.CheckOneAsync(Url);
        Assert.Equal(1, Probes());
        _house.Clock.Advance(TimeSpan.FromDays(1));
        await _house.CheckOneAsync(Url);
        Assert.Equal(2, Probes());
    }

    [Fact]
    public async Task A_front_page_is_asked_only_where_the_sibling_was_answered()
    {
        PutEverywhere(Notice, HttpStatusCode.InternalServerError, only: Url);
        await _house.CheckOneAsync(Url);
        Assert.DoesNotContain("GET http://news.example/", _house.Web.Requests);

        PutEverywhere(Notice);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        await _house.CheckOneAsync(Url);
        Assert.Single(_house.Web.Requests, static request => request == "GET http://news.example/");
    }

    [Fact]
    public async Task A_page_told_to_stop_asks_for_no_sibling()
    {
        using var stop = new CancellationTokenSource();
        _house.Web.Put(Url, _ =>
        {
            stop.Cancel();
            return FakeWeb.Html(Notice);
        });

        var outcomes = new List<PageOutcome>();
        var demand = new Demand(new Uri(Url), new Subscription { Source = "list:test", Role = PageRole.Page, Lists = ["test"] });
        await _house.Pipeline.NewVisit(outcomes.Add).CheckAsync("news.example", [demand], stop.Token);

        Assert.Equal(VerdictKind.Live, Assert.Single(outcomes).Verdict.Kind); // decided, and asked about next time
        Assert.Equal(0, Probes());
    }

    /// <summary>The words of a site's frame outnumber those of a brief page; a share of all words would call them one.</summary>
    [Fact]
    public async Task A_brief_page_in_a_frame_is_not_the_notice_in_the_same_frame()
    {
        static string Framed(string title, string text) => $"<title>{title}</title><body><div>{string.Join(' ', Enumerable.Range(0, 200).Select(static i => "teaser" + (char)('a' + (i % 26)) + (char)('a' + (i / 26))))}</div><h1>{title}</h1><p>{text}</p></body>";
        PutEverywhere(Framed("The Post", "Nothing is here."), only: "http://news.example/other");
        _house.Web.Put(Url, Framed("The Post", "Photo: a heron on one leg."));

        Assert.Equal(VerdictKind.Live, (await _house.CheckOneAsync(Url)).Verdict.Kind);
    }

    [Theory]
    [InlineData("Loading the page, please enable JavaScript.")]
    [InlineData("Бір сәт, браузер тексерілуде.")]
    [InlineData("Подтвердите, что вы не из другой страны.")]
    public async Task What_may_be_a_shell_a_gate_or_a_wall_is_not_called_dead(string text)
    {
        PutEverywhere($"<title>The Post</title><body><p>{text}</p></body>");

        Assert.False((await _house.CheckOneAsync(Url)).Verdict.IsRot);
    }

    [Theory]
    [InlineData("http://a.example/", null)]
    [InlineData("http://a.example/?utm_source=a-newsletter-of-may", null)]
    [InlineData("http://a.example/questions/991/http-410-or-404", "^http://a.example/questions/9[0-9]{8}/[a-z]{14}-9[0-9]{8}-[a-z]{2}-9[0-9]{8}$")]
    [InlineData("http://a.example/view.php?id=51&section=birds", "^http://a.example/view.php\\?id=9[0-9]{8}&section=birds$")]
    [InlineData("http://a.example/levee?page=2", "^http://a.example/[a-z]{14}\\?page=9[0-9]{8}$")]
    [InlineData("http://a.example/levee?utm_source=letter7", "^http://a.example/[a-z]{14}\\?utm_source=letter7$")]
    [InlineData("http://a.example/news/strike.html", "^http://a.example/news/[a-z]{14}\\.html$")]
    [InlineData("http://a.example/2017/05/levee/", "^http://a.example/2017/05/[a-z]{14}/$")]
    [InlineData("http://a.example/a/31051495.html", "^http://a.example/a/9[0-9]{8}\\.html$")]
    [InlineData("http://a.example/p/c4nl84kz5/the-levee", "^http://a.example/p/[a-z0-9]{20,}/[a-z]{14}-[a-z]{5}$")]
    [InlineData("http://a.example/euro2020/covid19/the-levee", "^http://a.example/euro2020/covid19/[a-z]{14}-[a-z]{5}$")]
    [InlineData("http://a.example/?p=14847&l=en", "^http://a.example/\\?p=9[0-9]{8}&l=en$")]
    public void The_address_is_of_the_pages_kind(string url, string? pattern)
    {
        var address = SiblingAddress.Of(new Uri(url), new DateOnly(2026, 3, 1));

        Assert.Equal(address, SiblingAddress.Of(new Uri(url), new DateOnly(2026, 3, 1)));
        Assert.Equal(pattern is null, address is null);
        Assert.True(pattern is null || System.Text.RegularExpressions.Regex.IsMatch(address!.AbsoluteUri, pattern), address?.AbsoluteUri);
        Assert.True(pattern is null || address != SiblingAddress.Of(new Uri(url), new DateOnly(2026, 3, 2)));
    }

    private int Probes() => _house.Web.Requests.Count(static request => request.StartsWith("GET http://news.example/2017/", StringComparison.Ordinal) && !request.EndsWith("breach", StringComparison.Ordinal));

    private void PutEverywhere(string html, HttpStatusCode others = HttpStatusCode.OK, string? only = null)
    {
        foreach (var day in (DateOnly[])[new(2026, 3, 1), new(2026, 3, 2), new(2026, 3, 3)])
        {
            _house.Web.Put(SiblingAddress.Of(new Uri(Url), day)!.AbsoluteUri, html, others);
        }

        _house.Web.Put(only ?? Url, html);
    }
}
