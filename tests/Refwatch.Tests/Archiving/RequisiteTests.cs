using System.Net;
using System.Text;
using Refwatch.Archiving;
using Refwatch.Archiving.Requisites;
using Refwatch.Fetching;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests.Archiving;

/// <summary>Style sheets and images of pages.</summary>
public sealed class RequisiteTests : IDisposable
{
    private const string Page = "https://news.example/a/1";
    private const string Other = "https://news.example/a/2";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public void What_a_browser_loads_is_found_style_sheets_first_and_scripts_not()
    {
        const string html = """
            <html><head><base href="/b/"><link rel="alternate stylesheet" href="alt.css"><link rel="stylesheet" href="one.css?v=1#x"><link rel="icon" href="/icon.png">
            <style>@import "two.css"; p { background: url( 'p.png' ) } q { background: url(data:image/png;base64,AA) } r { fill: url(#r) }</style><script src="s.js"></script></head>
            <body style="background: url(&quot;body.jpg&quot;)"><img src="a.jpg" srcset="a-2,5.jpg 2x, a-3.jpg 3x"><img src="a.jpg"><picture><source srcset="w.webp 640w,
            https://cdn.example/v.webp 1280w"><img></picture><video poster="v.jpg"></video><svg><image href="i.svg"/></svg><img src="javascript:1"><img src="http://"></body></html>
            """;
        var document = WebDocument.FromBytes(new Uri(Page), Encoding.UTF8.GetBytes(html), "text/html");
        Assert.Equal(
            ["/b/alt.css", "/b/one.css?v=1", "/b/two.css", "/b/p.png", "/b/a.jpg", "/b/v.jpg", "/b/i.svg", "/b/body.jpg", "/icon.png", "/b/a-2,5.jpg", "/b/a-3.jpg", "/b/w.webp", "/v.webp"],
            PageRequisites.Of(document).Select(static url => url.PathAndQuery));
        var many = string.Concat(Enumerable.Range(0, 500).Select(static i => $"<img src={i}.png>"));
        Assert.Equal(PageRequisites.Most, PageRequisites.Of(WebDocument.FromBytes(new Uri(Page), Encoding.UTF8.GetBytes(many), "text/html")).Count);
    }

    [Fact]
    public async Task They_are_captured_with_the_page_once_for_all_pages_and_only_when_asked_for()
    {
        PutSite();
        await CheckAsync(requisites: false, Page);
        Assert.Equal(["GET https://news.example/robots.txt", $"GET {Page}"], _house.Web.Requests);

        _house.Web.Put(Page, Html("the second words"));
        await CheckAsync(requisites: true, Page, Other);
        foreach (var url in new[] { "https://news.example/site.css", "https://news.example/deep.css", "https://news.example/deep.png", "https://cdn.example/photo.jpg" })
        {
            Assert.Equal(1, _house.Web.Count(url));
            var line = Assert.Single(await _house.Pipeline.Archive.ListAsync(url, CancellationToken.None).ToListAsync());
            Assert.Equal("200", line.Status);
            Assert.Equal(Page, (await _house.Pipeline.Archive.ReadNotesAsync(line.Filename, CancellationToken.None))!.RequisiteOf);
        }

        // A week later they are asked for again with the changed page, and are revisits.
        _house.Clock.Advance(TimeSpan.FromDays(7));
        _house.Web.Put(Page, Html("the third words"));
        await CheckAsync(requisites: true, Page);
        var lines = await _house.Pipeline.Archive.ListAsync("https://news.example/site.css", CancellationToken.None).ToListAsync();
        Assert.Equal(["text/css", CdxjLine.Revisit], lines.Select(static line => line.Mime));
        Assert.Empty((await RowAsync()).MissingRequisites);
    }

    [Fact]
    public async Task What_lies_on_a_busy_host_is_put_off_and_given_up_after_three_visits()
    {
        PutSite();
        var busy = await OpenLedger.TryOpenAsync(_house.State, "cdn.example", CancellationToken.None);
        await CheckAsync(requisites: true, Page);
        Assert.Equal(["https://cdn.example/photo.jpg"], (await RowAsync()).MissingRequisites.Select(static missing => missing.Url.AbsoluteUri));
        Assert.Equal(0, _house.Web.Count("https://cdn.example/photo.jpg"));
        await busy!.DisposeAsync();
        await CheckAsync(requisites: true, Page);
        Assert.Equal(1, _house.Web.Count("https://cdn.example/photo.jpg"));
        Assert.Empty((await RowAsync()).MissingRequisites);

        await using var stillBusy = await OpenLedger.TryOpenAsync(_house.State, "cdn.example", CancellationToken.None);
        _house.Clock.Advance(TimeSpan.FromDays(2));
        for (var visit = 1; visit <= 3; visit++)
        {
            _house.Web.Put(Page, Html("the second words"));
            await CheckAsync(requisites: true, Page);
            Assert.Equal(visit < 3 ? 1 : 0, (await RowAsync()).MissingRequisites.Count);
        }
    }

    private void PutSite()
    {
        _house.Web.Put(Page, Html("the first words"));
        _house.Web.Put(Other, Html("other words"));
        Put("https://news.example/site.css", "text/css", "@import 'deep.css'; body { color: black }");
        Put("https://news.example/deep.css", "text/css", "p { background: url(deep.png) }");
        Put("https://news.example/deep.png", "image/png", "png");
        Put("https://cdn.example/photo.jpg", "image/jpeg", "jpg");
    }

    private void Put(string url, string type, string body) => _house.Web.Put(url, _ => new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new StringContent(body, Encoding.UTF8, type),
    });

    private static string Html(string words) => $"""
        <!DOCTYPE html><html lang="en"><head><title>News</title><meta property="og:type" content="article"><link rel="stylesheet" href="/site.css"></head><body><article><h1>News</h1>
        <p>The council of the town decided on Monday that the bridge will be closed for {words} of the winter, its speaker said.</p>
        <img src="https://cdn.example/photo.jpg"></article></body></html>
        """;

    private Task<CheckResult> CheckAsync(bool requisites, params string[] urls) => _house.Pipeline.NewCheckRun().RunAsync(
        [.. urls.Select(url => new Demand(new Uri(url), new Subscription { Source = "list:test", Role = PageRole.Page, Lists = ["test"], Requisites = requisites }))],
        new Nobody(),
        CancellationToken.None);

    private async Task<PageState> RowAsync() => (await _house.LedgerAsync("news.example"))!.Pages[Page];

    private sealed class Nobody : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value)
        {
        }
    }
}
