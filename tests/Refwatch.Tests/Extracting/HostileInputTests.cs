using System.Text;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Extracting;

/// <summary>Whatever a server sends, extraction ends soon and without an exception. The biggest inputs are in the benchmarks.</summary>
public class HostileInputTests
{
    private const string Sentence = "<p>The council met on Tuesday evening and voted by nine to four to keep the bridge open for another year.</p>";

    public static TheoryData<string, string> Pages { get; } = new()
    {
        { "nothing", "" },
        { "no body", "<html><head><title>x</title></head>" },
        { "only a text", "just a few words" },
        { "unclosed everything", "<html><body><div><p><b><i><u><table><tr><td><ul><li>" + Sentence },
        { "deep nesting", string.Concat(Enumerable.Repeat("<div>", 20_000)) + Sentence },
        { "deep inline nesting", string.Concat(Enumerable.Repeat("<span>", 20_000)) + Sentence },
        { "nested tables", string.Concat(Enumerable.Repeat("<table><tr><td>", 2_000)) + Sentence },
        { "nested lists", string.Concat(Enumerable.Repeat("<ul><li><a href=/x>a link to somewhere</a>", 3_000)) },
        { "nested articles", string.Concat(Enumerable.Repeat("<article>", 3_000)) + Sentence },
        { "many siblings", "<body>" + string.Concat(Enumerable.Repeat("<br>x<b>y</b>", 50_000)) },
        { "many attributes", "<div " + string.Concat(Enumerable.Range(0, 5_000).Select(static i => $"a{i}=b ")) + ">" + Sentence + "</div>" },
        { "a huge class", $"<div class='{new string('a', 500_000)} {string.Concat(Enumerable.Repeat("share-", 50_000))}'>{Sentence}</div>" },
        { "a huge style", $"<div style='{new string('d', 500_000)}display:none'>{Sentence}</div>" },
        { "one long line", "<p>" + string.Concat(Enumerable.Repeat("word ", 300_000)) + "</p>" },
        { "one long word", "<p>" + new string('x', 2_000_000) + "</p>" },
        { "control characters", "<p>\0\u0001\uFFFD\uD800 \u202Ethe council met on Tuesday evening and voted by nine to four.</p>" },
        { "broken linked data", "<script type=application/ld+json>{\"@type\":[[[[</script><script type=application/ld+json>" + new string('[', 10_000) + "</script>" + Sentence },
        { "odd linked data", "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":7,\"author\":[[],{}],\"datePublished\":{},\"isAccessibleForFree\":[]}</script>" + Sentence },
        { "odd metadata", "<link rel=canonical href='http://[::bad'><base href='::'><meta property=article:published_time content='99.99.9999 45:99'><html lang='\u0301'>" + Sentence },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Extraction_ends_without_an_exception(string name, string html)
    {
        var content = ContentExtractor.Extract(WebDocument.FromBytes(new Uri("https://news.example/"), Encoding.UTF8.GetBytes(html)));

        Assert.NotNull(content.Text);
        if (html.Contains(Sentence, StringComparison.Ordinal) && name != "nested articles") Assert.Contains("nine to four", content.Text);
    }

    [Fact]
    public void Bytes_that_are_no_text_end_without_an_exception()
    {
        var noise = new byte[300_000];
        new Random(1).NextBytes(noise);
        Assert.NotNull(ContentExtractor.Extract(WebDocument.FromBytes(new Uri("https://news.example/"), noise)).Text);
    }

    [Fact]
    public void A_document_that_is_not_HTML_has_no_blocks()
    {
        var document = new WebDocument { Url = new Uri("https://news.example/a.pdf"), MediaType = "application/pdf", Bytes = "%PDF-1.7"u8.ToArray() };

        Assert.Empty(ContentExtractor.Extract(document).Blocks);
    }
}
