using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Refwatch.Citing;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Citing;

/// <summary>Any bytes give a result: a page that is no article has no references.</summary>
public sealed class HostilePageTests
{
    private static readonly string[] Pieces =
    [
        "<p>", "</p>", "<ol class=references>", "</ol>", "<li id=cite_note-1>", "<li id=\"cite_note-x-2\">", "<li about='#cite_note-3'>", "</li>",
        "<sup class=reference>", "<sup class='mw-ref' data-mw='{\"attrs\":{\"name\":7}}'>", "<sup class='mw-ref' data-mw='[{'>", "</sup>",
        "<a href='#cite_note-1'>[1]</a>", "<a href='./X#cite_note-x-2'>", "<a href='#%zz'>", "<a href='http://[::'>", "<a href='//'>", "<a>", "</a>",
        "<a class=external href='https://web.archive.org/web/99999999999999/http://'>Archived</a>", "from the original on 31 February 0000",
        "<cite id=CITEREFX class=citation>", "</cite>", "<a href='#CITEREFX'>", "<span class=Z3988 title='&rft.atitle=%E0%&=&rft.date'>", "<i>", "</i>",
        "<table class=infobox>", "<tr>", "<th>", "<td>", "</table>", "<blockquote>", "</blockquote>", "<br>", "<math>", "<span class=mwe-math-element>",
        "Retrieved", "2020-02-30.", "\"", "“", "// ", "\u0301", "\ud83d", " A lake. ", "[", "]", "(", "<script>\"wgRevisionId\":", "</script>", "<template>",
    ];

    [Fact]
    public void Any_mixture_of_markup_is_read() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements(Pieces)).ToArbitrary(), static pieces => Read(string.Concat(pieces)).References.Count <= pieces.Length)
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("<html><body><article><p>News<sup>1</sup></p><ol><li id=fn1>Note</li></ol></article></body></html>")]
    public void Other_pages_have_no_references(string html) => Assert.Empty(Read(html).References);

    [Fact]
    public void Document_that_is_not_html_has_no_references() =>
        Assert.Empty(ReferenceReader.Read(new WebDocument { Url = new Uri("https://a.example/b.pdf"), MediaType = "application/pdf", Bytes = [37, 80, 68, 70] }).References);

    [Fact]
    public void Deep_and_long_pages_are_read()
    {
        const string note = "<ol class=references><li id=cite_note-1><span class=reference-text>A</span></li></ol>";
        const string marker = "<sup class=reference><a href='#cite_note-1'>[1]</a></sup>";

        Read(string.Concat(Enumerable.Repeat("<div><i>", 2_000)) + note);
        var markers = Read("<p>" + string.Concat(Enumerable.Repeat("A lake. " + marker, 20_000)) + "</p>" + note);
        var links = Read(note.Replace(">A<", ">" + string.Concat(Enumerable.Repeat("<a class=external href='http://a.example/'>b</a> ", 20_000)) + "<", StringComparison.Ordinal));

        Assert.Equal("A lake.", Assert.Single(Assert.Single(markers.References).Passage).Text);
        Assert.Single(Assert.Single(links.References).Urls);
    }

    private static ArticleReferences Read(string html) =>
        ReferenceReader.Read(WebDocument.FromBytes(new Uri("https://en.wikipedia.org/wiki/Lake"), Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8"));
}
