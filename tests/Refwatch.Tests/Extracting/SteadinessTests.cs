using System.IO.Compression;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Extracting;

/// <summary>The same page fetched again says the same, whatever moved around it; another word in it is always seen.</summary>
public class SteadinessTests
{
    private const int Mutations = 1_000;
    private const string Paragraphs = "p, td, li, figcaption, .postbody";
    private const int MostBytes = 300_000;

    /// <summary>Beside a dozen words nothing tells an article from an advertisement.</summary>
    private const int LeastText = 200;

    private static readonly Uri Address = new("https://news.example/stories/1");

    public static IReadOnlyList<(string Name, IHtmlDocument Page)> Fixtures { get; } =
        [.. Directory.GetDirectories(FixtureTests.Folder).Order(StringComparer.Ordinal)
            .Where(static folder => Path.GetFileName(folder)
                is not ("listing" or "section-front" or "home-page" or "script-only" or "video"))
            .Select(static folder => (Path.GetFileName(folder), PageNoise.Parse(File.ReadAllText(Path.Combine(folder, "page.html")))))];

    [Fact]
    public void Noise_changes_no_text_of_the_fixtures() => AssertSteady(Fixtures);

    [DataFact]
    public void Noise_changes_no_text_of_real_pages() => AssertSteady(Opened(
        Directory.GetDirectories(Path.Combine(DevelopmentData.Folder!, "readability"))
            .Select(static folder => (Path.GetFileName(folder), File.ReadAllBytes(Path.Combine(folder, "source.html"))))));

    [DataFact]
    public void Noise_changes_no_text_of_real_articles() => AssertSteady(Opened(
        Directory.GetFiles(Path.Combine(DevelopmentData.Folder!, "articles", "html"), "*.html.gz")
            .Select(static file => (Path.GetFileName(file)[..8], Unzipped(file)))));

    [Fact]
    public void A_changed_word_in_the_body_is_seen()
    {
        foreach (var (name, page) in Fixtures)
        {
            var before = TextOf(page.ToHtml());
            foreach (var paragraph in page.QuerySelectorAll(Paragraphs))
            {
                if (Folded(paragraph).Length <= 30 || !before.Contains(Folded(paragraph), StringComparison.Ordinal)) continue;
                var copy = (IHtmlDocument)page.Clone();
                var same = copy.QuerySelectorAll(Paragraphs).First(element => Folded(element) == Folded(paragraph));
                var text = same.Descendants<IText>().MaxBy(static node => node.Data.Length)!;
                var at = text.Data.LastIndexOf(' ', text.Data.Length - 4);
                if (at < 0) continue;
                text.Data = text.Data.Insert(at, " zebra");

                Assert.True(TextOf(copy.ToHtml()) != before, $"{name}: {Folded(same)}");
            }
        }
    }

    private static void AssertSteady(IReadOnlyList<(string Name, IHtmlDocument Page)> pages)
    {
        var originals = pages.Select(static page => TextOf(page.Page.ToHtml())).ToList();
        var differences = new List<string>();
        Parallel.For(0, Mutations, seed =>
        {
            var (name, page) = pages[seed % pages.Count];
            string text;
            lock (page) text = new PageNoise(seed).Apply(page);
            var (before, after) = (originals[seed % pages.Count], TextOf(text));
            if (before == after) return;
            var gone = before.Split('\n').Except(after.Split('\n')).Take(2);
            var come = after.Split('\n').Except(before.Split('\n')).Take(2);
            lock (differences) differences.Add($"{name} (seed {seed}): -{string.Join("/", gone)} +{string.Join("/", come)}");
        });

        Assert.True(differences.Count == 0,
            $"{differences.Count} differences\n{string.Join('\n', differences.Order(StringComparer.Ordinal).Take(40))}");
    }

    private static List<(string Name, IHtmlDocument Page)> Opened(IEnumerable<(string Name, byte[] Bytes)> pages) =>
        [.. pages.OrderBy(static page => page.Name, StringComparer.Ordinal)
            .Where(static page => page.Bytes.Length < MostBytes)
            .Select(static page => (page.Name, Page: PageNoise.Parse(Encoding.UTF8.GetString(page.Bytes))))
            .Where(static page => TextOf(page.Page.ToHtml()).Length >= LeastText)];

    private static byte[] Unzipped(string file)
    {
        using var zipped = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zipped.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string TextOf(string html) =>
        ContentExtractor.Extract(WebDocument.FromBytes(Address, Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8")).Text;

    private static string Folded(INode node) =>
        string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
