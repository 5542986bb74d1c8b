using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Refwatch.EndToEnd.Storage;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.EndToEnd.Site;

/// <summary>The Memento protocol, by sections of RFC 7089.</summary>
public sealed class MementoTests : IAsyncLifetime
{
    private const string Page = "http://example.org/a?b=c";

    private ArchiveSite _site = null!;

    public async Task InitializeAsync()
    {
        _site = await ArchiveSite.StartAsync();
        await _site.StoreAsync(Page, "20260101120000", "<p>one");
        await _site.StoreAsync(Page, "20260201120000", "<p>two");
        await _site.StoreAsync(Page, "20260301120000", "<p>three");
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task Section_2_2_a_timegate_redirects_to_the_nearest_and_links_its_neighbours()
    {
        var answer = await _site.GetAsync($"/timegate/{Page}", ("Accept-Datetime", "Sun, 01 Feb 2026 10:00:00 GMT"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Contains("accept-datetime", answer.Headers.Vary);
        Assert.Equal($"{_site.Address}memento/20260201120000/{Page}", answer.Headers.Location!.OriginalString);
        Assert.False(answer.Headers.Contains("Memento-Datetime")); // section 4.1.2: a TimeGate is no memento
        var links = Links(answer);
        Assert.Equal(Page, links["original"].Url);
        Assert.Equal($"{_site.Address}timegate/{Page}", links["timegate"].Url);
        Assert.Equal($"{_site.Address}timemap/link/{Page}", links["timemap"].Url);
        Assert.Equal("Thu, 01 Jan 2026 12:00:00 GMT", links["first prev memento"].Datetime);
        Assert.Equal("Sun, 01 Feb 2026 12:00:00 GMT", links["memento"].Datetime);
        Assert.Equal($"{_site.Address}memento/20260301120000/{Page}", links["last next memento"].Url);
    }

    [Theory]
    [InlineData(null, "20260301120000")] // section 4.5.3: none is the most recent
    [InlineData("Sat, 01 Jan 2000 00:00:00 GMT", "20260101120000")]
    [InlineData("Wed, 01 Jan 2200 00:00:00 GMT", "20260301120000")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", "20260301120000")]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT", "20260101120000")]
    public async Task Section_4_5_3_a_time_outside_of_the_range_selects_the_first_or_last(string? wanted, string timestamp)
    {
        var answer = await _site.GetAsync($"/timegate/{Page}", wanted is null ? [] : [("Accept-Datetime", wanted)]);
        Assert.EndsWith($"/memento/{timestamp}/{Page}", answer.Headers.Location!.OriginalString);
        using var head = new HttpRequestMessage(HttpMethod.Head, $"/timegate/{Page}");
        if (wanted is not null)
        {
            head.Headers.Add("Accept-Datetime", wanted);
        }

        using var same = await _site.Http.SendAsync(head);
        Assert.Equal(answer.Headers.Location, same.Headers.Location);
        Assert.Equal(answer.Headers.GetValues("Link"), same.Headers.GetValues("Link"));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-02-01T10:00:00Z")]
    [InlineData("Sun, 01 Feb 2026 10:00:00 +0200")]
    [InlineData("")]
    [InlineData("Sun, 31 Feb 2026 10:00:00 GMT")]
    [InlineData("Sat, 01 Jan 10000 00:00:00 GMT")]
    public async Task Section_4_5_3_what_is_no_date_is_a_bad_request(string wanted)
    {
        var answer = await _site.GetAsync($"/timegate/{Page}", ("Accept-Datetime", wanted));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("accept-datetime", answer.Headers.Vary);
    }

    [Fact]
    public async Task Section_4_5_2_without_mementos_there_is_nothing_to_find()
    {
        foreach (var path in (string[])["timegate", "timemap/link", "timemap/json", "memento/20260101120000"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _site.GetAsync($"/{path}/http://elsewhere.example/")).StatusCode);
        }
    }

    [Fact]
    public async Task Section_2_1_a_memento_says_when_it_was_and_links_the_rest()
    {
        var answer = await _site.GetAsync($"/memento/20260201120000/{Page}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Sun, 01 Feb 2026 12:00:00 GMT", answer.Headers.GetValues("Memento-Datetime").Single());
        Assert.Contains("<p>two", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["original", "timegate", "timemap", "first prev memento", "memento", "last next memento"], Links(answer).Keys);
        using var head = await _site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/memento/20260201120000/{Page}"));
        Assert.Equal((HttpStatusCode.OK, answer.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData("20260201120001")]
    [InlineData("202602")]
    [InlineData("20260201")]
    public async Task An_inexact_time_leads_to_the_exact_one(string timestamp)
    {
        var answer = await _site.GetAsync($"/memento/{timestamp}/{Page}");
        Assert.Equal((HttpStatusCode.Found, $"/memento/20260201120000/{Page}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal($"/memento/20260201120000id_/{Page}", (await _site.GetAsync($"/memento/{timestamp}id_/{Page}")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Section_4_5_4_the_memento_of_a_redirect_is_a_redirect_to_a_memento()
    {
        await _site.StoreAsync(ArchiveSite.Answer("http://example.org/old", "20260105000000", [], 301) with { ResponseHeaders = [new("Location", "/a?b=c#top")] });
        var answer = await _site.GetAsync("/memento/20260105000000/http://example.org/old");
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/memento/20260105000000/{Page}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal("Mon, 05 Jan 2026 00:00:00 GMT", answer.Headers.GetValues("Memento-Datetime").Single());
    }

    [Fact]
    public async Task Section_4_5_5_the_memento_of_an_error_is_that_error()
    {
        await _site.StoreAsync(ArchiveSite.Answer("http://example.org/gone", "20260105000000", "gone"u8.ToArray(), 404), Verdicts.VerdictKind.Gone);
        var answer = await _site.GetAsync("/memento/20260105000000/http://example.org/gone");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Mon, 05 Jan 2026 00:00:00 GMT", answer.Headers.GetValues("Memento-Datetime").Single());
    }

    [Fact]
    public async Task The_raw_memento_is_the_stored_bytes_with_the_original_fields()
    {
        byte[] body = [0x1f, 0x8b, 0, 1, 2, 3];
        await _site.StoreAsync(ArchiveSite.Answer("http://example.org/raw", "20260105000000", body) with
        {
            ResponseHeaders = [new("Content-Type", "text/html"), new("Content-Encoding", "gzip"), new("Set-Cookie", "a=1"), new("Set-Cookie", "b=\u00e9"), new("Bad Name", "x"), new("X-Long", new string('x', 9000))],
        });
        var answer = await _site.GetAsync("/memento/20260105000000id_/http://example.org/raw");
        Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(2, answer.Headers.GetValues("X-Archive-Orig-Set-Cookie").Count());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task Section_5_a_timemap_lists_every_memento_in_link_format()
    {
        var answer = await _site.GetAsync($"/timemap/link/{Page}");
        Assert.Equal("application/link-format", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            $"""
            <{Page}>; rel="original",
            <{_site.Address}timemap/link/{Page}>; rel="self"; type="application/link-format"; from="Thu, 01 Jan 2026 12:00:00 GMT"; until="Sun, 01 Mar 2026 12:00:00 GMT",
            <{_site.Address}timegate/{Page}>; rel="timegate",
            <{_site.Address}memento/20260101120000/{Page}>; rel="first memento"; datetime="Thu, 01 Jan 2026 12:00:00 GMT",
            <{_site.Address}memento/20260201120000/{Page}>; rel="memento"; datetime="Sun, 01 Feb 2026 12:00:00 GMT",
            <{_site.Address}memento/20260301120000/{Page}>; rel="last memento"; datetime="Sun, 01 Mar 2026 12:00:00 GMT"
            """,
            await answer.Content.ReadAsStringAsync());
        using var json = JsonDocument.Parse(await (await _site.GetAsync($"/timemap/json/{Page}")).Content.ReadAsStringAsync());
        Assert.Equal(Page, json.RootElement.GetProperty("original_uri").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("mementos").GetProperty("list").GetArrayLength());
        Assert.Equal($"{_site.Address}memento/20260301120000/{Page}", json.RootElement.GetProperty("mementos").GetProperty("last").GetProperty("uri").GetString());
    }

    [NodeFact("wayback-machine")]
    public async Task A_client_of_the_internet_archive_reads_the_timemap()
    {
        using var client = Process.Start(new ProcessStartInfo("node", [Path.Combine(Node.Folder, "timemap.mjs"), $"{_site.Address}timemap/link/{Page}"])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        })!;
        using var found = JsonDocument.Parse(await client.StandardOutput.ReadToEndAsync());
        await client.WaitForExitAsync();
        Assert.Equal(Page, found.RootElement.GetProperty("original").GetString());
        Assert.Equal($"{_site.Address}timegate/{Page}", found.RootElement.GetProperty("timegate").GetString());
        Assert.Equal(
            ["2026-01-01T12:00:00.000Z", "2026-02-01T12:00:00.000Z", "2026-03-01T12:00:00.000Z"],
            found.RootElement.GetProperty("mementos").EnumerateArray().Select(static memento => memento.GetProperty("time").GetString()));
        Assert.Equal($"{_site.Address}memento/20260301120000/{Page}", found.RootElement.GetProperty("last").GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_fetch_without_an_answer_is_a_gap_and_no_memento()
    {
        var time = ArchiveSite.TimeOf("20260215000000");
        await _site.StoreAsync(
            new Refwatch.Fetching.Capture { Url = new Uri(Page), Time = time, Exchanges = [], Failure = new FetchFailure(FetchFailureKind.Robots, "robots.txt disallows /a") }, Verdicts.VerdictKind.Blocked);
        Assert.DoesNotContain("20260215", await _site.Http.GetStringAsync($"/timemap/link/{Page}"), StringComparison.Ordinal);
        var history = await _site.Http.GetStringAsync($"/page/{Page}");
        Assert.Contains("robots.txt disallows /a", history, StringComparison.Ordinal);
        Assert.Contains("No answer", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_taken_down_is_gone_and_says_why()
    {
        var stored = await _site.StoreAsync("http://example.org/taken", "20260105000000", "<p>private");
        await _site.StoreAsync("http://example.org/taken", "20260106000000", "<p>public");
        await _site.Pipeline.Takedown.RunAsync(stored.Blob, "a court's order", "the archivist", withRevisits: false, default);
        var answer = await _site.GetAsync("/memento/20260105000000/http://example.org/taken");
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("a court's order", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("20260105", await _site.Http.GetStringAsync("/timemap/link/http://example.org/taken"), StringComparison.Ordinal);
        Assert.Contains("a court&#x27;s order", await _site.Http.GetStringAsync("/page/http://example.org/taken"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.org/a?b=c")]
    [InlineData("http:/example.org/a?b=c")] // a proxy merged the slashes
    [InlineData("HTTP://EXAMPLE.org/a?b=c")]
    [InlineData("example.org/a?b=c")]
    [InlineData("https://www.example.org:443/a?b=c")]
    [InlineData("http%3A%2F%2Fexample.org%2Fa%3Fb%3Dc")]
    [InlineData("http:%252F%252Fexample.org%252Fa%253Fb%253Dc")] // behind the Functions host
    public async Task A_url_is_understood_as_it_comes(string url)
    {
        var answer = await _site.GetAsync($"/timegate/{url}");
        Assert.Equal($"{_site.Address}memento/20260301120000/{Page}", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("http://пример.example/ы?ю=я", "http://xn--e1afmkfd.example/%D1%8B?%D1%8E=%D1%8F")]
    [InlineData("http://example.org/a%2Fb//c/%25", "http://example.org/a%2Fb//c/%25")]
    [InlineData("http://example.org:8080/~x;y,z/(1)!'*?a=b&c=http://other.example/?d=e", "http://example.org:8080/~x;y,z/(1)!'*?a=b&c=http://other.example/?d=e")]
    public async Task A_url_comes_back_as_it_was_stored(string url, string asStored)
    {
        await _site.StoreAsync(url, "20260401000000", "<p>here");
        var asSent = string.Concat(Encoding.UTF8.GetBytes(url).Select(static letter => letter < 0x80 ? $"{(char)letter}" : $"%{letter:X2}"));
        var location = (await _site.GetAsync($"/timegate/{asSent}")).Headers.Location!;
        Assert.Equal($"{_site.Address}memento/20260401000000/{asStored}", location.OriginalString);
        var memento = await _site.GetAsync(location.OriginalString[(_site.Address.AbsoluteUri.Length - 1)..]);
        Assert.Contains("<p>here", await memento.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/timegate/")]
    [InlineData("/timegate/ftp://example.org/")]
    [InlineData("/timegate/http://user:secret@example.org/")]
    [InlineData("/timemap/xml/http://example.org/")]
    [InlineData("/memento/now/http://example.org/")]
    [InlineData("/memento/20261399/http://example.org/")]
    [InlineData("/memento/123456789012345/http://example.org/")]
    public async Task What_is_no_address_is_a_bad_request(string path) => Assert.Equal(HttpStatusCode.BadRequest, (await _site.GetAsync(path)).StatusCode);

    [Fact]
    public async Task A_long_timemap_comes_in_pages()
    {
        await Parallel.ForAsync(0, 4, async (day, stop) =>
        {
            for (var i = 0; i < 260; i++)
            {
                await _site.StoreAsync("http://long.example/", $"2026010{day + 1}{i / 60:00}{i % 60:00}00", "same");
            }
        });
        var pages = new List<string>();
        for (string? next = "/timemap/link/http://long.example/"; next is not null;)
        {
            var page = await _site.Http.GetStringAsync(next);
            pages.Add(page);
            next = Regex.Match(page, "<([^>]*)>; rel=\"timemap\"; type=\"application/link-format\"; from=\"[^\"]+\"; until=\"Sun, 04 Jan 2026 04:19:00 GMT\"") is { Success: true } link ? link.Groups[1].Value : null;
        }

        Assert.Equal(2, pages.Count);
        Assert.Equal(1040, pages.Sum(static page => Regex.Count(page, "memento\"; datetime=")));
        Assert.Single(Regex.Matches(string.Concat(pages), "first memento"));
        Assert.Single(Regex.Matches(string.Concat(pages), "last memento"));
    }

    [Fact]
    public async Task Under_a_prefix_every_link_carries_it()
    {
        await using var site = await ArchiveSite.StartAsync("/api");
        await site.StoreAsync(Page, "20260101120000", "<a href=/x>x</a><img src=y.png>");
        var gate = await site.GetAsync($"/api/timegate/{Page}");
        Assert.Equal($"{site.Address}api/memento/20260101120000/{Page}", gate.Headers.Location!.OriginalString);
        var memento = await (await site.GetAsync($"/api/memento/20260101120000/{Page}")).Content.ReadAsStringAsync();
        Assert.Contains("\"/api/memento/20260101120000/http://example.org/x\"", memento, StringComparison.Ordinal);
        Assert.Contains("\"/api/memento/20260101120000mp_/http://example.org/y.png\"", memento, StringComparison.Ordinal);
        Assert.DoesNotMatch("(href|src|action)=\"/(?!api/)", await site.Http.GetStringAsync($"/api/page/{Page}"));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/timegate/{Page}")).StatusCode);
    }

    [Fact]
    public async Task A_name_that_is_not_ours_is_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _site.GetAsync("/", ("Host", "rebound.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _site.GetAsync("/", ("Host", $"localhost:{_site.Address.Port}"))).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _site.Http.PostAsync("/", new StringContent(""))).StatusCode);
    }

    private static Dictionary<string, (string Url, string Datetime)> Links(HttpResponseMessage answer) =>
        Regex.Matches(answer.Headers.GetValues("Link").Single(), "<([^>]*)>; rel=\"([^\"]*)\"(?:; (?:type|from|until)=\"[^\"]*\")*(?:; datetime=\"([^\"]*)\")?")
            .ToDictionary(static link => link.Groups[2].Value, static link => (link.Groups[1].Value, link.Groups[3].Value), StringComparer.Ordinal);
}
