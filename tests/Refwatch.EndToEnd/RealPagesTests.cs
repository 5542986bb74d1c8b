using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Refwatch.Archiving;
using Refwatch.Claims;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Tests;
using Refwatch.Verdicts;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>181 real pages under their own addresses, through a proxy on loopback: none may break a check, none may cry wolf.</summary>
public sealed class RealPagesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-real-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [DataFact]
    public async Task Every_page_is_archived_and_only_what_changed_is_reported()
    {
        var pages = new ConcurrentDictionary<Uri, byte[]>(ReadPages());
        var gone = new ConcurrentDictionary<Uri, bool>();
        var moved = new ConcurrentDictionary<Uri, Uri>();
        await using var web = await LoopbackProxy.StartAsync(context => AnswerAsync(context, pages, gone, moved));
        var settings = new PipelineSettings { Fetch = new FetchOptions { Delay = TimeSpan.Zero, Proxy = web.AsProxy() } };
        var state = new DirectoryBlobStore(Path.Combine(_folder, "state"));
        using var pipeline = new Pipeline(new DirectoryBlobStore(Path.Combine(_folder, "captures")), state, settings, TimeProvider.System);
        Demand[] demands = [.. pages.Keys.Select(static url => new Demand(url, new Subscription { Source = "list:real", Lists = ["real"] }))];

        var first = await CheckAsync();
        Assert.Equal(pages.Count, first.Pages.Count);
        Assert.All(first.Pages, static page => Assert.True(page.Verdict.IsReadable, $"{page.Url}: {page.Verdict.Kind} {string.Join("; ", page.Verdict.Evidence)} {page.Error}"));
        Assert.All(first.Pages, static page => Assert.Equal(CaptureOutcome.New, page.Capture.Outcome));

        var size = SizeOf("captures");
        var second = await CheckAsync();
        Assert.All(second.Pages, static page => Assert.True(page.Change.IsEmpty, page.Url.AbsoluteUri));
        Assert.Equal(size, SizeOf("captures"));

        // Every tenth page loses a fact, is killed or moves; the rest stays.
        var urls = pages.Keys.OrderBy(static url => url.AbsoluteUri, StringComparer.Ordinal).ToArray();
        var edited = urls.Where((_, i) => i % 10 == 3).Where(url => Edit(pages, url)).ToHashSet();
        var killed = urls.Where((_, i) => i % 10 == 5).ToHashSet();
        killed.ToList().ForEach(url => gone[url] = true);
        foreach (var url in urls.Where((_, i) => i % 10 == 7))
        {
            moved[url] = new Uri(url, "/refwatch-moved/here.html");
        }

        var third = await CheckAsync();
        foreach (var page in third.Pages)
        {
            var expected = killed.Contains(page.Url) ? VerdictKind.Gone : moved.ContainsKey(page.Url) ? VerdictKind.Moved : VerdictKind.Live;
            Assert.True(page.Verdict.Kind == expected || (expected is VerdictKind.Live && page.Verdict.IsReadable), $"{page.Url}: {page.Verdict.Kind}");
            Assert.Equal(edited.Contains(page.Url), page.Change.Claims.Any(static claim => claim.Kind is ChangeKind.Factual));
            Assert.Equal(edited.Contains(page.Url), page.Alerts.Count > 0);
        }

        Task<CheckResult> CheckAsync() => pipeline.NewCheckRun().RunAsync(demands, new Ignored(), CancellationToken.None);
    }

    /// <summary>Changes the last number of a sentence in the middle of the page's main text.</summary>
    private static bool Edit(ConcurrentDictionary<Uri, byte[]> pages, Uri url)
    {
        // Byte for character, whatever the page's charset: only digits are touched.
        var html = System.Text.Encoding.Latin1.GetString(pages[url]);
        var paragraphs = Regex.Matches(html, "<p>[^<]{120,}</p>", RegexOptions.NonBacktracking).Select(static match => (match.Index, match.Value));
        var numbers = paragraphs.SelectMany(static paragraph => Regex.Matches(paragraph.Value, " [1-9][0-9]{1,2} ", RegexOptions.NonBacktracking)
            .Select(number => (At: paragraph.Index + number.Index + 1, Text: number.Value.Trim()))).ToList();
        if (numbers.Count == 0)
        {
            return false;
        }

        var (at, text) = numbers[numbers.Count / 2];
        pages[url] = System.Text.Encoding.Latin1.GetBytes($"{html[..at]}{int.Parse(text) + 7}{html[(at + text.Length)..]}");
        return true;
    }

    private static Task AnswerAsync(HttpContext context, ConcurrentDictionary<Uri, byte[]> pages, ConcurrentDictionary<Uri, bool> gone, ConcurrentDictionary<Uri, Uri> moved)
    {
        var url = LoopbackProxy.UrlOf(context.Request);
        var original = moved.FirstOrDefault(pair => pair.Value == url).Key ?? url;
        if (gone.ContainsKey(url) || !pages.TryGetValue(original, out var body))
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("<title>Not found</title>");
        }

        if (moved.TryGetValue(url, out var target))
        {
            context.Response.StatusCode = 301;
            context.Response.Headers.Location = target.AbsoluteUri;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html";
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static Dictionary<Uri, byte[]> ReadPages()
    {
        var folder = Path.Combine(DevelopmentData.Folder!, "articles");
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "ground-truth.json")));
        var pages = new Dictionary<Uri, byte[]>();
        foreach (var page in truth.RootElement.EnumerateObject())
        {
            using var packed = new GZipStream(File.OpenRead(Path.Combine(folder, "html", $"{page.Name}.html.gz")), CompressionMode.Decompress);
            using var html = new MemoryStream();
            packed.CopyTo(html);
            pages[PageUrl.Of(new Uri(page.Value.GetProperty("url").GetString()!.Replace("https://", "http://", StringComparison.Ordinal)))] = html.ToArray();
        }

        return pages;
    }

    private long SizeOf(string container) =>
        new DirectoryInfo(Path.Combine(_folder, container)).EnumerateFiles("*.warc.gz", SearchOption.AllDirectories).Sum(static file => file.Length);

    private sealed class Ignored : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value)
        {
        }
    }
}
