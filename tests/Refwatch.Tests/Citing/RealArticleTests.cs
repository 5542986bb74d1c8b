using System.Net;
using System.Text.RegularExpressions;
using Refwatch.Citing;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Citing;

/// <summary>Real articles, counted a second time in their source text by patterns.</summary>
public sealed partial class RealArticleTests
{
    [DataTheory]
    [InlineData("wikipedia/elvis.html", 483)]
    [InlineData("wikipedia/dog.html", 237)]
    [InlineData("readability/wikipedia/source.html", 72)]
    [InlineData("readability/wikipedia-2/source.html", 379)]
    [InlineData("readability/wikipedia-3/source.html", 5)]
    [InlineData("readability/wikipedia-4/source.html", 80)]
    public void Notes_markers_and_addresses_are_those_of_the_source_text(string path, int notes)
    {
        var bytes = File.ReadAllBytes(Path.Combine(DevelopmentData.Folder!, path));
        var document = WebDocument.FromBytes(new Uri("https://en.wikipedia.org/wiki/Article"), bytes, "text/html; charset=utf-8");

        var references = ReferenceReader.Read(document).References;

        var items = Note().Matches(document.Text!);
        Assert.Equal((notes, notes), (items.Count, references.Count));
        Assert.All(references, static reference => Assert.NotEmpty(reference.Passage));
        Assert.All(references, static reference => Assert.NotEqual("", reference.Label));

        // Every external link of a note is one of its addresses, a copy, or an identifier.
        foreach (var (item, reference) in items.Zip(references))
        {
            var links = ExternalLink().Matches(item.Value)
                .Select(static link => WebUtility.HtmlDecode(link.Groups["href"].Value))
                .Where(static href => !Identifier().IsMatch(href) && !Copy().IsMatch(href))
                .Select(static href => href.StartsWith("//", StringComparison.Ordinal) ? "https:" + href : href)
                .Distinct();
            var missing = links.Except(reference.Urls.Select(static url => url.OriginalString));
            Assert.True(!missing.Any(), $"Reference {reference.Number} lacks {string.Join(", ", missing)}");
        }
    }

    [GeneratedRegex("""<li[^>]*\sid="cite_note[^"]*".*?(?=<li[^>]*\sid="cite_note|</ol>)""", RegexOptions.Singleline)]
    private static partial Regex Note();

    [GeneratedRegex("""<a\b[^>]*class="external[^"]*"[^>]*\shref="(?<href>[^"]+)"|<a\b[^>]*\shref="(?<href>[^"]+)"[^>]*class="external[^"]*" """)]
    private static partial Regex ExternalLink();

    [GeneratedRegex(@"//([\w.]+\.)?(doi\.org|worldcat\.org|ncbi\.nlm\.nih\.gov|jstor\.org/stable|adsabs\.harvard\.edu|arxiv\.org|semanticscholar\.org|hdl\.handle\.net)/")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"//(web\.archive\.org|www\.webcitation\.org|archive\.(is|today|ph))/")]
    private static partial Regex Copy();
}
