using System.Text;
using Refwatch.Citing;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Citing;

/// <summary>Which sentences a marker vouches for. In the articles below "[1]" stands for the marker of the first note.</summary>
public sealed class PassageTests
{
    [Theory]
    [InlineData("<p>One lake. Two lakes.[1]</p>", "i:One lake. d:Two lakes.")]
    [InlineData("<p>One lake. Two lakes[1].</p>", "i:One lake. d:Two lakes.")]
    [InlineData("<p>One lake.[2] Two lakes.[1]</p>", "d:Two lakes.")]
    [InlineData("<p>One lake.[2][1]</p>", "d:One lake.")]
    [InlineData("<p>One lake.[2] [1]</p>", "d:One lake.")]
    [InlineData("<p>One lake.[1]Two lakes.[2]</p>", "d:One lake.")]
    [InlineData("<p>In May,[2] he left. He came back.[1]</p>", "i:In May, he left. d:He came back.")]
    [InlineData("<p>In May,[1] he left. He came back.[2]</p>", "d:In May, he left.")]
    [InlineData("<p>One lake.</p><p>Two lakes.[1]</p>", "d:Two lakes.")]
    [InlineData("<p>One lake.[1]</p><p>Two lakes. One lake.[1]</p>", "d:One lake. i:Two lakes.")]
    [InlineData("<p>[1] One lake. Two lakes.</p>", "d:One lake.")]
    [InlineData("<ul><li>One lake.<ul><li>Two lakes[1]</li></ul></li></ul>", "d:Two lakes")]
    [InlineData("<ul><li>One <b>lake</b>[1]<ul><li>Two lakes</li></ul></li></ul>", "d:One lake")]
    [InlineData("<table><tr><td>One lake.</td><td>Two lakes.[1]</td></tr></table>", "d:Two lakes.")]
    [InlineData("<table><tr><td>Karasu</td><td>31 fish</td><td>[1]</td></tr></table>", "d:Karasu; 31 fish")]
    [InlineData("<table class='infobox'><tr><th>Area:</th><td>12 ha[1]</td></tr></table>", "d:Area: 12 ha")]
    [InlineData("<table class='infobox'><tr><th>Area[1]</th><td>12 ha</td></tr></table>", "d:Area: 12 ha")]
    [InlineData("<table class='infobox'><tr><th colspan=2>Geography[1]</th></tr></table>", "d:Geography")]
    [InlineData("<blockquote><p>A lake is a letter.</p><p>— Merken[1]</p></blockquote>", "i:A lake is a letter. d:— Merken")]
    [InlineData("<p>One<br>Two[1]</p>", "i:One d:Two")]
    [InlineData("<dl><dt>Term</dt><dd>Meaning[1]</dd></dl>", "d:Meaning")]
    [InlineData("<p>A lake<sup class='noprint Inline-Template'>[<i>citation needed</i>]</sup> of salt.[1]</p>", "d:A lake of salt.")]
    [InlineData("<p>One.[2]<sup class='reference nowrap'>: 12 </sup>[1]</p>", "d:One.")]
    [InlineData("<p>The area is <span class='mwe-math-element'><span style='display: none;'><math alttext='{\\displaystyle a^{2}}'><mi>a</mi></math></span></span>.[1]</p>", "d:The area is a^{2}.")]
    [InlineData("<p>A  lake\n of&nbsp;<style>p{}</style>salt&shy;.[1]</p>", "d:A lake of salt.")]
    public void Passage_is_the_sentences_up_to_the_marker(string article, string expected)
    {
        var references = Read(article + Notes);

        Assert.Equal(expected, string.Join(' ', references[0].Passage.Select(Written)));
    }

    [Fact]
    public void Note_without_a_marker_has_no_passage() => Assert.Empty(Read("<p>One lake.</p>" + Notes)[1].Passage);

    private const string Notes =
        "<ol class=\"references\"><li id=\"cite_note-1\"><span class=\"reference-text\">A.</span></li><li id=\"cite_note-2\"><span class=\"reference-text\">B.</span></li></ol>";

    private static IReadOnlyList<Reference> Read(string article)
    {
        var html = article
            .Replace("[1]", "<sup class=\"reference\"><a href=\"#cite_note-1\">[1]</a></sup>", StringComparison.Ordinal)
            .Replace("[2]", "<sup class=\"reference\"><a href=\"#cite_note-2\">[2]</a></sup>", StringComparison.Ordinal);
        return ReferenceReader.Read(WebDocument.FromBytes(new Uri("https://en.wikipedia.org/wiki/Lake"), Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8")).References;
    }

    private static string Written(PassageSentence sentence) => (sentence.Support == Support.Direct ? "d:" : "i:") + sentence.Text;
}
