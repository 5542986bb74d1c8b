using System.IO.Compression;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Refwatch.Fetching;
using Refwatch.Tests;

namespace Refwatch.Benchmarks.Quality;

/// <summary>A real page and the text that an extractor should find on it.</summary>
internal sealed record LabelledPage(string Set, string Name, Uri Url, byte[] Bytes, string Expected)
{
    public WebDocument Open() => WebDocument.FromBytes(Url, Bytes);

    public static IReadOnlyList<LabelledPage> Articles()
    {
        var folder = Path.Combine(DevelopmentData.Folder!, "articles");
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "ground-truth.json")));
        var pages = new List<LabelledPage>();
        foreach (var page in truth.RootElement.EnumerateObject())
        {
            using var file = File.OpenRead(Path.Combine(folder, "html", page.Name + ".html.gz"));
            using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            unzipped.CopyTo(bytes);
            var url = page.Value.GetProperty("url").GetString()!;
            pages.Add(new LabelledPage("articles", page.Name[..8], new Uri(url), bytes.ToArray(), page.Value.GetProperty("articleBody").GetString()!));
        }

        return pages;
    }

    public static IReadOnlyList<LabelledPage> Readability()
    {
        var pages = new List<LabelledPage>();
        foreach (var folder in Directory.GetDirectories(Path.Combine(DevelopmentData.Folder!, "readability")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            var bytes = File.ReadAllBytes(Path.Combine(folder, "source.html"));
            var expected = VisibleText(File.ReadAllText(Path.Combine(folder, "expected.html")));
            pages.Add(new LabelledPage("readability", name, new Uri($"http://fakehost/test/{name}.html"), bytes, expected));
        }

        return pages;
    }

    /// <summary>The text of an extractor's HTML, words of neighbouring elements kept apart.</summary>
    public static string VisibleText(string html)
    {
        var body = new HtmlParser().ParseDocument(html).Body!;
        foreach (var unseen in body.QuerySelectorAll("script, style, noscript, svg, template, iframe").ToArray()) unseen.Remove();
        return string.Join("", body.Descendants().Select(static node => node switch
        {
            IText text => text.Data,
            IElement { LocalName: "a" or "b" or "i" or "em" or "strong" or "span" or "code" or "sup" or "sub" or "font" or "mark" or "u" or "abbr" } => "",
            _ => "\n",
        }));
    }
}
