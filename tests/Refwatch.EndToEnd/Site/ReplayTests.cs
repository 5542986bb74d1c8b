using System.Net;
using System.Text;
using Xunit;

namespace Refwatch.EndToEnd.Site;

/// <summary>What becomes of archived bytes before a browser gets them.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private const string Page = "http://example.org/dir/page";

    private ArchiveSite _site = null!;

    public async Task InitializeAsync() => _site = await ArchiveSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Theory]
    [InlineData("<a href='../x?y=z#w'>x</a>", "<a href=\"/memento/20260101120000/http://example.org/x?y=z#w\" target=\"_top\">x</a>")]
    [InlineData("<a href='#here'>x</a>", "<a href=\"#here\">x</a>")]
    [InlineData("<a href='//cdn.example/x' target=_blank ping=/p>x</a>", "<a href=\"/memento/20260101120000/http://cdn.example/x\" target=\"_top\">x</a>")]
    [InlineData("<a href='java\nscript:alert(1)'>x</a>", "<a>x</a>")]
    [InlineData("<a href='&#1;javascript:alert(1)'>x</a>", "<a>x</a>")]
    [InlineData("<a href='data:text/html,x'>x</a>", "<a>x</a>")]
    [InlineData("<img src=a.png onerror=x() srcset='b.png 1x, c,d.png 2x'>", "<img src=\"/memento/20260101120000mp_/http://example.org/dir/a.png\" srcset=\"/memento/20260101120000mp_/http://example.org/dir/b.png 1x, /memento/20260101120000mp_/http://example.org/dir/c%2Cd.png 2x\">")]
    [InlineData("<img src='data:image/png;base64,AAAA'>", "<img src=\"data:image/png;base64,AAAA\">")]
    [InlineData("<div style='background:url(a.png)'></div>", "<div style=\"background:url(&quot;/memento/20260101120000mp_/http://example.org/dir/a.png&quot;)\"></div>")]
    [InlineData("<p>x<script>evil()</script><object data=x></object><embed src=x><template><p>y</template>", "<p>x</p>")]
    [InlineData("<form action=/send method=post><button formaction=/other>x</button></form>", "<form method=\"post\"><button>x</button></form>")]
    [InlineData("<iframe src=/f srcdoc='<p>'></iframe>", "<iframe src=\"/memento/20260101120000mp_/http://example.org/f\"></iframe>")]
    [InlineData("<svg><a xlink:href='javascript:x()'><set attributeName=href to=//evil.example></set><text>x</text></a><use href='#s'></use></svg>", "<svg><a><text>x</text></a><use href=\"#s\"></use></svg>")]
    [InlineData("<math href=//evil.example><mi>x</mi></math>", "<math href=\"/memento/20260101120000mp_/http://evil.example/\"><mi>x</mi></math>")]
    [InlineData("<noscript><img src=/n.png></noscript>", "<noscript><img src=\"/memento/20260101120000mp_/http://example.org/n.png\"></noscript>")]
    public async Task A_page_is_led_to_mementos_and_what_runs_is_taken_out(string body, string expected)
    {
        Assert.Equal($"<html><head><meta charset=\"utf-8\"></head><body>{expected}</body></html>", await ShownAsync($"<html><body>{body}</body></html>"));
    }

    [Theory]
    [InlineData("<base href='http://other.example/r/'><link rel=stylesheet href=s.css>", "<link rel=\"stylesheet\" href=\"/memento/20260101120000mp_/http://other.example/r/s.css\">")]
    [InlineData("<meta http-equiv=refresh content='0;url=/x'><meta http-equiv=set-cookie content=a=b><meta name=referrer content=unsafe-url>", "")]
    [InlineData("<link rel=dns-prefetch href=//x.example><link rel=preload href=/y><link rel='import' href=/z><link rel=manifest href=/m>", "")]
    [InlineData("<style>@import 'a.css'; b{background:URL( 'c.png' )} d{fill:url(#e)}</style>", "<style>@import \"/memento/20260101120000mp_/http://example.org/dir/a.css\"; b{background:url(\"/memento/20260101120000mp_/http://example.org/dir/c.png\")} d{fill:url(\"#e\")}</style>")]
    public async Task Its_head_loads_style_sheets_alone(string head, string expected)
    {
        Assert.Equal($"<html><head><meta charset=\"utf-8\">{expected}</head><body></body></html>", await ShownAsync($"<html><head>{head}</head><body></body></html>"));
    }

    [Theory]
    [InlineData("text/html; charset=windows-1251", "text/html; charset=utf-8")]
    [InlineData("application/xhtml+xml", "text/html; charset=utf-8")]
    [InlineData("text/css", "text/css; charset=utf-8")]
    [InlineData("text/plain", "text/plain; charset=utf-8")]
    [InlineData("application/javascript", "text/plain; charset=utf-8")]
    [InlineData("application/json", "text/plain; charset=utf-8")]
    [InlineData("text/xml", "text/plain; charset=utf-8")]
    [InlineData("image/svg+xml", "image/svg+xml; charset=utf-8")]
    [InlineData("image/png", "image/png")]
    [InlineData("application/x-msdownload", "application/octet-stream")]
    [InlineData("multipart/related", "application/octet-stream")]
    [InlineData("application/pdf", "application/octet-stream")]
    public async Task A_type_that_a_browser_would_run_is_shown_as_text_or_offered_as_a_file(string stored, string served)
    {
        await _site.StoreAsync(ArchiveSite.Answer(Page, "20260101120000", "x"u8.ToArray()) with { ResponseHeaders = [new("Content-Type", stored)] });
        var answer = await _site.GetAsync($"/memento/20260101120000mp_/{Page}", ("Sec-Fetch-Dest", "iframe"));
        Assert.Equal(served, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(served == "application/octet-stream", answer.Content.Headers.ContentDisposition is not null);
    }

    [Fact]
    public async Task The_letters_of_a_page_are_kept()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await _site.StoreAsync(ArchiveSite.Answer(Page, "20260101120000", Encoding.GetEncoding(1251).GetBytes("<meta charset=windows-1251><p>Қазақстан, Билаш")) with { ResponseHeaders = [new("Content-Type", "text/html")] });
        Assert.Contains("Билаш", await (await _site.GetAsync($"/memento/20260101120000mp_/{Page}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gets_the_frame_and_nothing_archived_without_it()
    {
        await _site.StoreAsync(Page, "20260101120000", "<p>archived");
        var frame = await _site.GetAsync($"/memento/20260101120000/{Page}", ("Accept", "text/html,*/*"));
        var html = await frame.Content.ReadAsStringAsync();
        Assert.Contains("<iframe", html, StringComparison.Ordinal);
        Assert.DoesNotContain("archived<", html, StringComparison.Ordinal);
        Assert.True(frame.Headers.Contains("Memento-Datetime"));
        var naked = await _site.GetAsync($"/memento/20260101120000mp_/{Page}", ("Sec-Fetch-Dest", "document"));
        Assert.Equal((HttpStatusCode.Found, $"/memento/20260101120000/{Page}"), (naked.StatusCode, naked.Headers.Location!.OriginalString));
    }

    private async Task<string> ShownAsync(string html)
    {
        await _site.StoreAsync(Page, "20260101120000", html);
        return await (await _site.GetAsync($"/memento/20260101120000mp_/{Page}")).Content.ReadAsStringAsync();
    }
}
