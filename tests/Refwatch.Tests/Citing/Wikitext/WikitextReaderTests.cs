using System.Text;
using Refwatch.Citing;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Citing.Wikitext;

/// <summary>References and cited passages of small articles. "[1]" stands for a marker of the note "a".</summary>
public sealed class WikitextReaderTests
{
    [Theory]
    [InlineData("One lake. Two lakes.[1]", "i:One lake. d:Two lakes.")]
    [InlineData("One '''lake'''.<ref>x</ref> Two [[Lake|lakes]]&nbsp;here.[1]", "d:Two lakes here.")]
    [InlineData("One lake.\n\nTwo lakes.[1]", "d:Two lakes.")]
    [InlineData("One lake.\nTwo lakes.[1]", "i:One lake. d:Two lakes.")]
    [InlineData("* One lake.\n* Two lakes.[1]\n* Three", "d:Two lakes.")]
    [InlineData("== Lakes ==\nTwo lakes.[1]", "d:Two lakes.")]
    [InlineData("{|\n|-\n! Lake !! Fish\n|-\n| Karasu || 31 fish || [1]\n|}", "d:Karasu; 31 fish")]
    [InlineData("{| class=x\n|-\n| style=\"a=b\" | Two lakes.[1]\n|}", "d:Two lakes.")]
    [InlineData("{{Infobox lake\n| area_ha = 12 ha[1]\n| depth = {{convert|5|m}}\n}}\nA lake.", "d:area ha: 12 ha")]
    [InlineData("[[File:A.jpg|thumb|Two [[lake]]s.[1]]] One lake.", "d:Two lakes.")]
    [InlineData("It is {{convert|12|km|mi}} {{nowrap|long}}.{{citation needed}}[1]", "d:It is 12 km long.")]
    [InlineData("Born {{birth date|1975|3|10}}.[1]", "d:Born 10 March 1975.")]
    [InlineData("{{lang|kk|Қарасу}} is a lake.<!-- not [1] -->[1]", "d:Қарасу is a lake.")]
    [InlineData("{{blockquote|A lake is a letter.[1]}}", "d:A lake is a letter.")]
    [InlineData("См. [http://a.example Озеро] в 2019 году.[1]", "d:См. Озеро в 2019 году.")]
    [InlineData("In 1975.[1]He was. <small>Two</small><br>lakes.", "d:In 1975.")]
    public void Sentences_that_rest_on_a_marker(string article, string passage)
    {
        var wikitext = article.Replace("[1]", "<ref name=\"a\" />", StringComparison.Ordinal) + "\n<references><ref name=a>[http://n.example N]</ref></references>";
        var reference = Read(wikitext).First(static reference => reference.Name == "a");
        Assert.Equal(passage, string.Join(' ', reference.Passage.Select(static sentence => $"{(sentence.Support is Support.Direct ? "d" : "i")}:{sentence.Text}")));
    }

    [Theory]
    [InlineData("{{cite web|url=http://p.example/a|title=Lakes|website=Herald|access-date=3 May 2020|archive-url=https://web.archive.org/web/20190312/http://p.example/a|archive-date=12 March 2019|url-status=live}}", "http://p.example/a", "Lakes", "Herald", "2020-05-03", "2019-03-12", "live")]
    [InlineData("{{Cite news |url=http://p.example/a?b=1{{!}}2 |title=Lakes {{!}} Herald |newspaper=[[The Herald|Herald]] |accessdate=2020-05-03 |deadurl=yes |archiveurl=https://archive.example/1 |archivedate=2019-03-12}}", "http://p.example/a?b=1|2", "Lakes | Herald", "Herald", "2020-05-03", "2019-03-12", "dead")]
    [InlineData("[http://p.example/a ''Lakes'' and seas], Herald. Retrieved 3 May 2020. {{webarchive|url=https://web.archive.org/web/20190312081500/http://p.example/a|date=12 March 2019}}", "http://p.example/a", "Lakes and seas", null, "2020-05-03", "2019-03-12", null)]
    [InlineData("http://p.example/a.", "http://p.example/a", null, null, null, null, null)]
    [InlineData("[https://web.archive.org/web/20190312081500/http://p.example/a Lakes]{{dead link}}", "http://p.example/a", "Lakes", null, null, "2019-03-12", "dead")]
    [InlineData("{{Статья|автор=Иванов|заглавие=Озёра|ссылка=http://p.example/a|издание=Вестник|archivedate=2019-03-12|archiveurl=https://web.archive.org/web/20190312/http://p.example/a}}", "http://p.example/a", "Озёра", "Вестник", null, "2019-03-12", null)]
    [InlineData("{{книга|автор=Иванов|заглавие=Озёра|ссылка=http://p.example/a|издательство=Наука|издание=2-е изд.}}", "http://p.example/a", "Озёра", "Наука", null, null, null)]
    [InlineData("{{cite web|url=http://p.example/a|title=Озёра|publisher=Вестник|accessdate=3 мая 2020|deadlink=404|lang=ru}} {{Wayback|url=http://p.example/a|date=20190312081500}}", "http://p.example/a", "Озёра", "Вестник", "2020-05-03", "2019-03-12", "dead")]
    [InlineData("{{cite web|url=http://p.example/a|title=Көлдер|website=Егемен|accessdate=2020-05-03}}", "http://p.example/a", "Көлдер", "Егемен", "2020-05-03", null, null)]
    [InlineData("{{cite journal|doi=10.1000/5|title=Lakes|journal=Limnology}}", "https://doi.org/10.1000/5", "Lakes", "Limnology", null, null, null)]
    [InlineData("<nowiki>http://x.example</nowiki><!-- http://y.example --> Smith 2019", null, null, null, null, null, null)]
    public void What_a_note_cites(string note, string? url, string? title, string? publisher, string? access, string? archived, string? status)
    {
        var reference = Assert.Single(Read($"A lake.<ref>{note}</ref>"));
        Assert.Equal(
            (url, title, publisher, access, archived, status),
            (reference.Urls is [var first, ..] ? first.OriginalString : null, reference.Title, reference.Publisher, reference.AccessDate, reference.ArchiveDate, reference.UrlStatus));
        Assert.Equal(url is null ? 0 : 1, reference.Urls.Count);
    }

    [Fact]
    public void Notes_are_numbered_by_first_use_in_each_list()
    {
        var references = Read(
            """
            {{Infobox|a=1<ref name=b>[http://b.example B]</ref>}}
            Alder.<ref name="a x"/> Birch.<ref name=b /> Cedar.{{efn|A note.<ref>[http://c.example C]</ref>}} Dill.{{sfn|Smith|2019|p=5}} Elder.{{sfn|Smith|2019|p=5}} Fern.{{r|b|a x}} Gale.<ref group=note name=n>N</ref>
            {{notelist}}
            {{reflist|refs=<ref name="a x">[http://a.example A]</ref>}}
            * {{cite book|last=Smith|year=2019|title=Lakes|url=http://s.example|ref=harv}}
            """);
        Assert.Equal(
            ["a ", "1 http://b.example/", "2 http://a.example/", "3 http://c.example/", "4 http://s.example/", "note 1 "],
            references.Select(static reference => $"{reference.Label} {string.Concat(reference.Urls.Take(1))}"));
        Assert.Equal(["a: 1", "Birch.", "Fern."], references[1].Passage.Select(static sentence => sentence.Text));
        Assert.Equal(["Dill.", "Elder."], references[4].Passage.Select(static sentence => sentence.Text));
    }

    [DataFact]
    public void Real_articles_have_as_many_references_as_their_source_text_defines()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(DevelopmentData.Folder!, "wikipedia"), "*.txt", SearchOption.AllDirectories))
        {
            var source = File.ReadAllText(file);
            var references = Read(source);
            var unnamed = System.Text.RegularExpressions.Regex.Count(System.Text.RegularExpressions.Regex.Replace(source, "<!--.*?-->|<nowiki>.*?</nowiki>", "", System.Text.RegularExpressions.RegexOptions.Singleline), @"<ref(\s+group\s*=\s*[^>/]*)?\s*>", System.Text.RegularExpressions.RegexOptions.IgnoreCase);
            Assert.True(references.Count(static reference => reference.Name is null) >= unnamed, $"{file}: {references.Count} references, {unnamed} without a name");
        }
    }

    private static IReadOnlyList<Reference> Read(string wikitext) => ReferenceReader.Read(
        WebDocument.FromBytes(new Uri("https://en.wikipedia.org/wiki/Lakes"), Encoding.UTF8.GetBytes(wikitext), "text/plain; charset=utf-8")).References;
}
