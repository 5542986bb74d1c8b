using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Refwatch.Citing;
using Refwatch.Citing.Wikitext;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Citing.Wikitext;

public sealed class WikitextParserTests
{
    private static readonly string[] Pieces =
    [
        "{{", "}}", "{{{", "}}}", "[[", "]]", "[", "]", "|", "=", "<!--", "-->", "<ref>", "</ref>", "<ref name=a/>", "<ref name=\"b", "<ref group=note>", "<references>", "</references>",
        "<nowiki>", "</nowiki>", "<math>", "cite web", "|url=http://a.example/", "http://b.example/?x=1|2", "[http://c.example/ C", "{|", "|}", "|-", "||", "!!", "\n", "\n\n", "* ", "== ", "''", "{{!}}",
        "{{sfn|Smith|2019}}", "{{r|a|b}}", "{{reflist|refs=", "{{efn|", "__NOTOC__", "&amp;", "&#0;", "\ud83d", "[[File:A.jpg|thumb|", "A lake. ", "{{webarchive|url=//|date=", "{{wayback|url=http://d.example|date=x}}", "~~~~",
    ];

    [Fact]
    public void Nodes_cover_any_source_without_gaps_or_overlaps() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements(Pieces)).ToArbitrary(), static pieces => Covers(string.Concat(pieces))).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_mixture_of_markup_is_read() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements(Pieces)).ToArbitrary(), static pieces => Read(string.Concat(pieces)).Count <= pieces.Length + 1).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("{{")]
    [InlineData("}}")]
    [InlineData("{{a|")]
    [InlineData("[[")]
    [InlineData("[[a]]")]
    [InlineData("{{a}}")]
    [InlineData("<ref")]
    [InlineData("<ref>")]
    [InlineData("</ref x")]
    [InlineData("<!--")]
    [InlineData("<nowiki>")]
    [InlineData("[http://a.example/ ")]
    [InlineData("http://a.example/ ")]
    [InlineData("<ref>[http://a.example/ ")]
    [InlineData("<ref>{{cite web|url=http://a.example/</ref>")]
    [InlineData("//")]
    [InlineData("''")]
    [InlineData("|")]
    [InlineData("{|\n|-\n| a || b\n")]
    [InlineData("<ref>a</ref>")]
    [InlineData("<ref name=a>b</ref>. ")]
    [InlineData("<ref name=a />One. ")]
    public async Task Long_hostile_sources_are_read_in_bounded_time(string piece)
    {
        // Quadratic time would be minutes: the bound is wide, so that a busy machine does not fail it.
        var source = string.Concat(Enumerable.Repeat(piece, 100_000));
        Assert.True(await Task.Run(() => Covers(source) && Read(source) is not null).WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Deep_nesting_is_read()
    {
        foreach (var (open, close) in ((string, string)[])[("{{a|", "}}"), ("[[a|", "]]"), ("{{{", "}}}"), ("{{a|<ref>", "</ref>}}"), ("<references><ref>", "</ref></references>")])
        {
            var source = string.Concat(Enumerable.Repeat(open, 50_000)) + string.Concat(Enumerable.Repeat(close, 50_000));
            Assert.True(Covers(source));
            Assert.NotNull(Read(source));
        }
    }

    [Theory]
    [InlineData("{{a|b=c}}", "a", "b=c")]
    [InlineData("{{ Cite_web \n| url = http://x/?a=b | 1 = z | y }}", "cite web", "url=http://x/?a=b;1=z;1=y")]
    [InlineData("{{Template:a<!-- | -->|b<!-- = -->=c <!-- d -->}}", "a", "b=c <!-- d -->")]
    [InlineData("{{a|[[b|c]]|{{d|e=f}}|<nowiki>|=}}</nowiki>}}", "a", "1=[[b|c]];2={{d|e=f}};3=<nowiki>|=}}</nowiki>")]
    [InlineData("{{a|<ref>x|y}}</ref>|z=1}}", "a", "1=<ref>x|y}}</ref>;z=1")]
    [InlineData("{{Шаблон:Статья|ссылка=x}}", "статья", "ссылка=x")]
    public void Templates_have_names_and_parameters(string source, string name, string parameters)
    {
        var template = Assert.IsType<TemplateNode>(Assert.Single(WikitextPage.Parse(source).Nodes));
        Assert.Equal(name, template.Name);
        Assert.Equal(parameters, string.Join(';', template.Parameters.Select(parameter => $"{parameter.Name}={source[parameter.ValueStart..parameter.ValueEnd]}")));
    }

    [Theory]
    [InlineData("{{a|b", 0)]
    [InlineData("{{a|{{b}}", 1)]
    [InlineData("{{a|[[b}}", 0)]
    [InlineData("{{{a}}}", 0)]
    [InlineData("{{{{{a}}}}}", 1)]
    [InlineData("<!-- {{a}} -->", 0)]
    [InlineData("<nowiki>{{a}}</nowiki>", 0)]
    [InlineData("<nowiki>{{a}}", 1)]
    [InlineData("[[{{a}}|{{b}}]]", 2)]
    public void What_is_not_closed_is_text(string source, int templates) =>
        Assert.Equal(templates, WikitextPage.Descendants(WikitextPage.Parse(source).Nodes).OfType<TemplateNode>().Count());

    private static IReadOnlyList<Reference> Read(string source) =>
        ReferenceReader.Read(WebDocument.FromBytes(new Uri("https://en.wikipedia.org/wiki/A"), Encoding.UTF8.GetBytes(source), "text/plain; charset=utf-8")).References;

    private static bool Covers(string source) => Covers(WikitextPage.Parse(source).Nodes, 0, source.Length);

    private static bool Covers(IReadOnlyList<WikitextNode> nodes, int start, int end)
    {
        foreach (var node in nodes)
        {
            var isWithin = node.Start == start && node.End > node.Start && (node is not TagNode { Content: { } content } tag || Covers(content, tag.ContentStart, tag.ContentEnd));
            if (!isWithin || (node is LinkNode link && !link.Parts.All(static part => Covers(part.Nodes, part.Start, part.End))))
            {
                return false;
            }

            start = node.End;
        }

        return start == end;
    }
}
