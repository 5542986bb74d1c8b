using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Xunit;
using Xunit.Abstractions;

namespace Refwatch.Tests.Verdicts;

/// <summary>Real pages, served with status 200: none of them is dead.</summary>
public sealed class RealPagesTests(ITestOutputHelper output)
{
    [DataFact]
    public void Every_article_of_the_extraction_benchmark_is_readable()
    {
        var folder = Path.Combine(DevelopmentData.Folder!, "articles");
        using var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "ground-truth.json")));
        var pages = truth.RootElement.EnumerateObject().Select(page =>
            (page.Name, Url: page.Value.GetProperty("url").GetString()!, Html: Unzip(Path.Combine(folder, "html", page.Name + ".html.gz"))));

        AssertReadable(pages);
    }

    [DataFact]
    public void Every_page_of_the_reader_view_set_is_readable()
    {
        // Fragments of a few letters that test an extractor's handling of entities and script links: nothing to read on them.
        string[] fragments = ["005-unescape-html-entities", "js-link-replacement"];
        var pages = Directory.EnumerateDirectories(Path.Combine(DevelopmentData.Folder!, "readability")).Order(StringComparer.Ordinal)
            .Where(folder => !fragments.Contains(Path.GetFileName(folder)))
            .Select(static folder => (Name: Path.GetFileName(folder), Url: "http://fakehost/test/page.html", Html: File.ReadAllBytes(Path.Combine(folder, "source.html"))));

        AssertReadable(pages);
    }

    [DataFact]
    public void Stock_error_pages_served_as_200_are_not_live()
    {
        var folder = Path.Combine(DevelopmentData.Folder!, "softerrors", "pages");
        var expected = new Dictionary<string, VerdictKind>
        {
            ["HTTP403"] = VerdictKind.Blocked,
            ["HTTP404"] = VerdictKind.Soft404,
            ["HTTP500"] = VerdictKind.ServerError,
            ["HTTP503"] = VerdictKind.ServerError,
        };

        foreach (var (name, kind) in expected)
        {
            var verdict = JudgePage("https://example.org/news/2019/report.html", File.ReadAllBytes(Path.Combine(folder, name + ".html")));
            output.WriteLine($"{name}: {verdict.Kind} {verdict.Confidence} {string.Join("; ", verdict.Evidence)}");
            Assert.Equal(kind, verdict.Kind);
        }
    }

    private void AssertReadable(IEnumerable<(string Name, string Url, byte[] Html)> pages)
    {
        var verdicts = pages.Select(page => (page.Name, page.Url, Verdict: JudgePage(page.Url, page.Html))).ToList();
        foreach (var group in verdicts.GroupBy(static page => page.Verdict.Kind))
        {
            output.WriteLine($"{group.Key}: {group.Count()}");
        }

        var wrong = verdicts.Where(static page => !page.Verdict.IsReadable).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(static page => $"{page.Name} {page.Url}: {page.Verdict.Kind}: {string.Join("; ", page.Verdict.Evidence)}")));
    }

    private static Verdict JudgePage(string url, byte[] html)
    {
        var exchange = new Exchange
        {
            Url = new Uri(url),
            Time = DateTimeOffset.UnixEpoch,
            RequestHeaders = [],
            Status = 200,
            ResponseHeaders = [new HeaderField("Content-Type", "text/html; charset=utf-8")],
            Body = html,
        };
        var capture = new Capture { Url = exchange.Url, Time = exchange.Time, Exchanges = [exchange] };
        var document = WebDocument.Open(capture)!;
        return Judge.Decide(capture, document, ContentExtractor.Extract(document), lastGood: null);
    }

    private static byte[] Unzip(string file)
    {
        using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
