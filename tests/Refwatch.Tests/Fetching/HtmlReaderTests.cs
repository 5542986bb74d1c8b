using System.IO.Compression;
using AngleSharp.Html.Parser;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

public class HtmlReaderTests
{
    public static TheoryData<string, string> HostilePages => new()
    {
        { "nested blocks", Repeat("<div>", 100_000) + "deep" },
        { "nested formatting", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<b id={i}>")) + "deep" },
        { "formatting reopened by every paragraph", string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<b id={i}><p>")) },
        { "nested tables", Repeat("<table><tr><td>", 50_000) },
        { "nested foreign elements", "<svg>" + Repeat("<g>", 100_000) },
        { "self-closed elements that do not close", "<svg><title><div></title>" + Repeat("<section/>", 100_000) },
        { "end tags of nothing", Repeat("<div>", 500) + Repeat("</span>", 300_000) },
        { "attributes", "<p " + string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}=1")) + ">" },
        { "templates", Repeat("<template>", 100_000) },
    };

    [Theory]
    [MemberData(nameof(HostilePages))]
    public void HostilePageGivesASmallTree(string what, string html)
    {
        // Without a bound the first of these takes minutes: a test that hangs has failed.
        var page = HtmlReader.Parse(html);

        var elements = page.All;
        Assert.True(elements.Length < 110_000, $"{what}: {elements.Length} elements");
        Assert.All(elements, element => Assert.True(element.Attributes.Length <= 256));
        Assert.True(Depth(page) <= HtmlReader.MaxDepth, what);
    }

    [Fact]
    public void TextBelowTheDepthBoundIsKept()
    {
        Assert.Contains("deep", HtmlReader.Parse(Repeat("<div>", 5_000) + "<b>deep</b>").Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>One<p>Two<ul><li>a<li>b</ul><table><tr><td>1<td>2</table>")]
    [InlineData("<b><i>x</b>y</i><p>z</p></span>")]
    [InlineData("<a name=1><p>x<a name=2><p>y</a>")]
    [InlineData("<h1>Title</h2><p>x</br></p></p>")]
    [InlineData("<svg><title>t</title><path/><path/><foreignObject><div>x</div></foreignObject></svg><p>y")]
    [InlineData("<svg></p><p>x")]
    [InlineData("<form><form></form><button><button>x</button>")]
    [InlineData("<div/>x<br/>y")]
    public void OrdinaryMistakesAreReadAsTheStandardSays(string html)
    {
        Assert.Equal(new HtmlParser().ParseDocument(html).DocumentElement.OuterHtml, HtmlReader.Parse(html).DocumentElement.OuterHtml);
    }

    [Fact]
    public void XhtmlElementsCloseThemselves()
    {
        var page = HtmlReader.ParseXhtml("""<html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"/></head><body><a id="top"/><p>Text<br/>more</p></body></html>""");

        Assert.Equal("Textmore", page.Body!.TextContent);
        Assert.Equal("", page.QuerySelector("a")!.TextContent);
    }

    [DataFact]
    public void RealPagesAreNotTouchedByTheBounds()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(DevelopmentData.Folder!, "articles", "html"), "*.html.gz"))
        {
            using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            var html = new StreamReader(gzip).ReadToEnd();

            Assert.True(new HtmlParser().ParseDocument(html).DocumentElement.OuterHtml == HtmlReader.Parse(html).DocumentElement.OuterHtml, file);
        }
    }

    private static string Repeat(string tag, int times) => string.Concat(Enumerable.Repeat(tag, times));

    private static int Depth(AngleSharp.Dom.INode root)
    {
        var deepest = 0;
        var stack = new Stack<(AngleSharp.Dom.INode Node, int Depth)>([(root, 0)]);
        while (stack.TryPop(out var top))
        {
            deepest = Math.Max(deepest, top.Depth);
            foreach (var child in top.Node.ChildNodes) stack.Push((child, top.Depth + 1));
        }

        return deepest - 1; // text in the deepest element
    }
}
