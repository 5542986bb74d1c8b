using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using Xunit;

namespace Refwatch.EndToEnd.Site;

/// <summary>An archived page that tries to run, to get out and to hide the banner, in a real browser.</summary>
public sealed class HostilePageTests : IAsyncLifetime
{
    private const string Page = "http://hostile.example/page";

    private readonly ConcurrentBag<string> _asked = [];
    private ArchiveSite _site = null!;
    private LoopbackProxy _elsewhere = null!;

    public async Task InitializeAsync()
    {
        _site = await ArchiveSite.StartAsync();
        _elsewhere = await LoopbackProxy.StartAsync(context =>
        {
            _asked.Add(context.Request.Path);
            return context.Response.WriteAsync("");
        });
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _elsewhere.DisposeAsync();
    }

    [BrowserFact]
    public async Task Nothing_of_it_runs_nothing_leaves_and_the_banner_stays()
    {
        await _site.StoreAsync(Page, "20260101120000", Hostile(_elsewhere.Address.AbsoluteUri.TrimEnd('/')));
        await _site.StoreAsync("http://hostile.example/next", "20260101120000", "<title>next</title><p>the next page");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.LaunchChromiumAsync();
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1000, Height = 700 } });
        var (requests, dialogs) = (new ConcurrentBag<string>(), 0);
        page.Context.Request += (_, request) => requests.Add(request.Url);
        page.Dialog += (_, dialog) => { dialogs++; _ = dialog.DismissAsync(); };

        await page.GotoAsync($"{_site.Address}memento/20260101120000/{Page}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var archived = page.FrameLocator("iframe");
        Assert.Equal("archived text", await archived.Locator("#text").TextContentAsync());

        // Whatever it presses, it stays where it is.
        await archived.Locator("#send").DispatchEventAsync("click");
        await archived.Locator("#script").DispatchEventAsync("click");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Equal($"{_site.Address}memento/20260101120000/{Page}", page.Url);
        Assert.Equal("unchanged", await archived.Locator("html").GetAttributeAsync("data-state"));
        Assert.Equal(0, dialogs);
        Assert.Empty(_asked);
        Assert.All(requests, url => Assert.StartsWith(_site.Address.AbsoluteUri, url, StringComparison.Ordinal));
        Assert.Contains(requests, static url => url.EndsWith("/local.png", StringComparison.Ordinal)); // it was shown, not refused whole
        Assert.Single(page.Context.Pages);
        Assert.Empty(await page.Context.CookiesAsync());

        // The banner is what stands at the top, all of it.
        Assert.True(await page.EvaluateAsync<bool>("""
            [...document.querySelectorAll('.banner h1, .banner .facts, .banner code')].every(part => {
              const box = part.getBoundingClientRect();
              return box.height > 0 && box.top >= 0 && document.elementFromPoint(box.left + 2, box.top + box.height / 2).closest('.banner') !== null;
            })
            """));
        Assert.Contains("1 January 2026, 12:00:00 UTC", await page.Locator(".banner h1").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("Live", await page.Locator(".banner .facts").TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("sha256:", await page.Locator(".banner code").TextContentAsync(), StringComparison.Ordinal);

        // A link replaces the window: the next page stands under its own banner.
        await archived.Locator("#next").ClickAsync();
        await page.WaitForURLAsync($"{_site.Address}memento/20260101120000/http://hostile.example/next", new() { WaitUntil = WaitUntilState.Commit });
        Assert.Contains("hostile.example/next", await page.Locator(".banner h1").TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(_asked);
    }

    [BrowserFact]
    public async Task The_policy_holds_where_the_rewriting_would_not()
    {
        // The bytes as stored, led into a frame by a page of the same origin: no rewriting stands between them and the browser.
        await _site.StoreAsync(Page, "20260101120000", Hostile(_elsewhere.Address.AbsoluteUri.TrimEnd('/')));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.LaunchChromiumAsync();
        var page = await browser.NewPageAsync();
        await page.RouteAsync("**/memento/20260101120000mp_/**", async route =>
        {
            var answer = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = answer, Body = Hostile(_elsewhere.Address.AbsoluteUri.TrimEnd('/')) });
        });
        await page.GotoAsync($"{_site.Address}memento/20260101120000/{Page}", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal("archived text", await page.FrameLocator("iframe").Locator("#text").TextContentAsync());
        Assert.Equal("unchanged", await page.FrameLocator("iframe").Locator("html").GetAttributeAsync("data-state"));
        Assert.Empty(_asked);
        Assert.Equal($"{_site.Address}memento/20260101120000/{Page}", page.Url);
    }

    [BrowserFact]
    public async Task A_page_gets_its_fonts_and_nobody_else_may_read_them()
    {
        await _site.StoreAsync(Page, "20260101120000", "<style>@font-face { font-family: f; src: url(/f.woff2) } p { font-family: f }</style><p id=text>letters");
        await _site.StoreAsync(ArchiveSite.Answer("http://hostile.example/f.woff2", "20260101120000", "no font that can be drawn"u8.ToArray()) with { ResponseHeaders = [new("Content-Type", "font/woff2")] });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.LaunchChromiumAsync();
        var page = await browser.NewPageAsync();
        var refused = new ConcurrentBag<string>();
        page.RequestFailed += (_, request) => refused.Add(request.Url);
        var font = await page.RunAndWaitForRequestFinishedAsync(
            () => page.GotoAsync($"{_site.Address}memento/20260101120000/{Page}", new() { WaitUntil = WaitUntilState.NetworkIdle }),
            new() { Predicate = static request => request.Url.EndsWith("f.woff2", StringComparison.Ordinal) });
        Assert.Equal("font", font.ResourceType);
        Assert.Empty(refused);

        // A page of someone else's, also one without an origin, reads nothing.
        foreach (var origin in (string[])["null", "http://evil.example"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_site.Address, $"/memento/20260101120000mp_/http://hostile.example/f.woff2"));
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Sec-Fetch-Dest", origin == "null" ? "empty" : "font");
            using var answer = await _site.Http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [BrowserTheory]
    [InlineData("<!-- <p>x<style>*{display:none}</style>")]
    [InlineData("<p id=text>archived text<plaintext></iframe></body><h1>Refwatch</h1>")]
    [InlineData("<base href='//ELSEWHERE/' target=_top><p id=text>archived text<a id=next href='x'>x</a><form id=f action=y target=_top></form><button form=f autofocus>z</button>")]
    [InlineData("<meta http-equiv=refresh content='0;URL=//ELSEWHERE/r'><meta http-equiv='Content-Security-Policy' content=\"default-src *\"><p id=text>archived text")]
    [InlineData("<frameset rows='*'><frame src='//ELSEWHERE/frame'></frameset>")]
    [InlineData("<p id=text>archived text<svg><style><img src=x onerror='document.documentElement.dataset.state=1'></style><foreignObject><iframe src='data:text/html,<script>top.location=1</script>'></iframe></foreignObject></svg>")]
    [InlineData("<p id=text>archived text<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=x&gt;' src='//ELSEWHERE/m'></math>")]
    [InlineData("<p id=text>archived text<noscript><p title='</noscript><img src=//ELSEWHERE/n onerror=x>'></noscript><xmp><img src=//ELSEWHERE/x></xmp>")]
    [InlineData("<p id=text>archived text<img src=1 srcset='//ELSEWHERE/s 1x' sizes=1px><picture><source srcset=//ELSEWHERE/p></picture><input type=image src=//ELSEWHERE/i><table background=//ELSEWHERE/b><video src=//ELSEWHERE/v><track src=//ELSEWHERE/t></video>")]
    [InlineData("<style>@\\69mport '//ELSEWHERE/1';@import/**/url(//ELSEWHERE/2);*{background:u\\72l(//ELSEWHERE/3);cursor:image-set('//ELSEWHERE/4' 1x)}</style><p id=text style='list-style:url(//ELSEWHERE/5)'>archived text")]
    [InlineData("<p id=text>archived text<div popover id=p style='position:fixed;inset:0'>Refwatch</div><dialog open style='position:fixed;inset:-400px 0 0'>Archived copy as it was on 1 April 1999</dialog>")]
    [InlineData("<p id=text>archived text+ADw-script+AD4-document.documentElement.dataset.state=1+ADw-/script+AD4-", "text/html; charset=utf-7")]
    [InlineData("<p id=text>archived text<a title='\u001b$B'><img src=x title='\u001b(B' onerror='document.documentElement.dataset.state=1'>", "text/html; charset=iso-2022-jp")]
    [InlineData("<?xml version='1.0'?><?xml-stylesheet href='//ELSEWHERE/x.xsl' type='text/xsl'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p id='text'>archived text</p><script>top.location='//ELSEWHERE/s'</script></body></html>", "application/xhtml+xml")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='top.location=1'><image href='//ELSEWHERE/i'/><a href='//ELSEWHERE/a' target='_top'><text y='20'>x</text></a></svg>", "image/svg+xml")]
    [InlineData("<script>top.location='//ELSEWHERE/sniffed'</script>", "image/png")]
    [InlineData("<script>top.location='//ELSEWHERE/sniffed'</script>", "")]
    public async Task Whatever_form_it_has_nothing_runs_or_leaves_and_the_banner_stands(string html, string contentType = "text/html")
    {
        html = html.Replace("ELSEWHERE", _elsewhere.Address.Authority, StringComparison.Ordinal);
        await _site.StoreAsync(ArchiveSite.Answer(Page, "20260101120000", System.Text.Encoding.UTF8.GetBytes(html)) with { ResponseHeaders = contentType.Length == 0 ? [] : [new("Content-Type", contentType)] });
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.LaunchChromiumAsync();
        var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 390, Height = 700 } });
        foreach (var modifier in (string[])["", "mp_", "im_"])
        {
            await page.GotoAsync($"{_site.Address}memento/20260101120000{modifier}/{Page}", new() { WaitUntil = WaitUntilState.NetworkIdle });
            Assert.Equal($"{_site.Address}memento/20260101120000/{Page}", page.Url);
            Assert.Contains("1 January 2026, 12:00:00 UTC", await page.Locator(".banner h1").TextContentAsync(), StringComparison.Ordinal);
            Assert.True(await page.EvaluateAsync<bool>("(box => box.top >= 0 && box.height > 20 && document.elementFromPoint(box.left + 5, box.top + 5).closest('.banner') !== null)(document.querySelector('.banner h1').getBoundingClientRect())"));
            foreach (var frame in page.Frames.Where(frame => frame != page.MainFrame))
            {
                Assert.Null(await frame.EvaluateAsync<string?>("document.documentElement.dataset?.state ?? null"));
            }
        }

        if (Environment.GetEnvironmentVariable("REFWATCH_SCREENSHOTS") is { } shots)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(shots, $"hostile-{(uint)html.GetHashCode(StringComparison.Ordinal)}.png") });
        }

        Assert.Empty(_asked);

        // The bytes themselves are a file, whatever they say they are.
        using var raw = await _site.GetAsync($"/memento/20260101120000id_/{Page}");
        Assert.Equal("nosniff", raw.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("sandbox; default-src 'none'", raw.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("attachment", raw.Content.Headers.ContentDisposition!.DispositionType);
    }

    private static string Hostile(string elsewhere) =>
        $$"""
        <!DOCTYPE html>
        <html data-state="unchanged" onclick="document.documentElement.dataset.state = 'clicked'">
        <head>
          <title>hostile</title>
          <meta http-equiv="refresh" content="0;url={{elsewhere}}/refresh">
          <link rel="stylesheet" href="{{elsewhere}}/style.css">
          <link rel="prefetch" href="{{elsewhere}}/prefetch"><link rel="preload" as="image" href="{{elsewhere}}/preload"><link rel="icon" href="{{elsewhere}}/icon">
          <style>@import url("{{elsewhere}}/import.css"); @font-face { font-family: f; src: url({{elsewhere}}/font.woff2) } body { background: url({{elsewhere}}/background.png); font-family: f }</style>
          <script src="{{elsewhere}}/script.js"></script>
          <script>
            document.documentElement.dataset.state = 'ran';
            top.location = '{{elsewhere}}/top'; fetch('{{elsewhere}}/fetch'); navigator.sendBeacon('{{elsewhere}}/beacon');
            navigator.serviceWorker.register('/memento/20260101120000id_/http://hostile.example/worker.js'); window.open('{{elsewhere}}/window'); alert(1);
          </script>
        </head>
        <body onload="document.documentElement.dataset.state = 'loaded'">
          <div style="position:fixed;inset:0;z-index:2147483647;pointer-events:none;background:rgba(255,255,255,.5)"><b>Refwatch</b> Archived copy as it was on 1 April 1999</div>
          <p id="text">archived text</p>
          <img src="/local.png" alt=""><img src="{{elsewhere}}/image.png" srcset="{{elsewhere}}/image2.png 2x" onerror="document.documentElement.dataset.state = 'error'">
          <svg onload="document.documentElement.dataset.state = 'svg'" width="9" height="9"><image href="{{elsewhere}}/svg.png"/><a href="{{elsewhere}}/svg"><set attributeName="href" to="{{elsewhere}}/set"/><text>x</text></a></svg>
          <iframe src="{{elsewhere}}/frame"></iframe><iframe srcdoc="<img src='{{elsewhere}}/srcdoc'><script>parent.document.title=1</script>"></iframe>
          <object data="{{elsewhere}}/object"></object><embed src="{{elsewhere}}/embed"><video src="{{elsewhere}}/video" poster="{{elsewhere}}/poster" autoplay></video>
          <form action="{{elsewhere}}/form" method="post" target="_top"><input name="a" value="b" autofocus onfocus="document.documentElement.dataset.state = 'focus'"><button id="send">send</button></form>
          <a id="script" href="javascript:document.documentElement.dataset.state='link'">script</a>
          <a id="next" href="/next">next</a>
        </body>
        </html>
        """;
}
