using Refwatch.Repairing;
using Xunit;

namespace Refwatch.Tests.Repairing;

public sealed class RefusalTests
{
    private const string P = Patches.Page;
    private const string Cite = $"<ref>{{{{cite web|url={P}|title=Lakes}}}}</ref>";

    [Theory]
    [InlineData($"<ref>{{{{cite web|url={P}|title=Lakes}}}}{{{{cbignore}}}}</ref>", "cbignore")]
    [InlineData($"{Cite} {{{{Cbignore}}}}", "cbignore")]
    [InlineData($"{{{{nobots}}}} {Cite}", "leave it alone")]
    [InlineData($"{{{{bots|deny=all}}}} {Cite}", "leave it alone")]
    [InlineData($"{{{{bots|allow=Other}}}} {Cite}", "leave it alone")]
    [InlineData($"{{{{in use}}}} {Cite}", "editing the article")]
    [InlineData($"<ref>{{{{cite book|url={P}|chapter-url=http://b.example/1|title=Lakes}}}}</ref>", "two addresses")]
    public void It_says_why_it_leaves_a_reference_alone(string article, string why) =>
        Assert.Contains(why, Patches.Of(article, Patches.Repair()).Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData($"{{{{bots|deny=OtherBot}}}} {Cite}")]
    [InlineData($"{{{{bots|allow=all}}}} {Cite}")]
    [InlineData($"<!-- {{{{nobots}}}} --> {Cite}")]
    public void Marks_for_others_do_not_count(string article) => Assert.Null(Patches.Of(article, Patches.Repair()).Refusal);

    [Fact]
    public void A_usurped_address_without_a_copy_is_an_editors_decision() =>
        Assert.Contains("an editor decides", Patches.Of(Cite, Patches.Repair(UrlStatus.Usurped, hasCopy: false)).Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "no reference names this address any more")]
    [InlineData($"<ref>{{{{cite web|url={P}/2|title=Lakes}}}}</ref>", "no reference names this address as it did")]
    [InlineData($"<!-- {Cite} -->", "no reference names this address")]
    [InlineData($"<ref>{{{{cite web|url={P}|title=Lakes|archive-url=https://web.archive.org/web/20100101000000/{P}}}}}</ref>", "now links the copy")]
    public void It_refuses_when_the_article_changed(string now, string why)
    {
        var article = Patches.Read(Cite);
        var patch = ArticleWikitext.Open(article, now).Patch(article.References[0], Patches.Repair());
        Assert.Contains("the article changed since revision 812: ", patch.Refusal, StringComparison.Ordinal);
        Assert.Contains(why, patch.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void It_refuses_another_revision()
    {
        var article = Patches.Read(Cite);
        Assert.StartsWith("the article changed since revision 812", ArticleWikitext.Open(article, Cite, "813").Patch(article.References[0], Patches.Repair()).Refusal, StringComparison.Ordinal);
        Assert.Null(ArticleWikitext.Open(article, Cite, "812").Patch(article.References[0], Patches.Repair()).Refusal);
    }

    [Fact]
    public void Of_two_references_to_one_page_each_has_its_own_patch()
    {
        var article = $"A.<ref name=a>[{P} A]</ref> B.<ref name=b>[{P} B]</ref> C.<ref>[{P} C]</ref>";
        var read = Patches.Read(article);
        var wikitext = ArticleWikitext.Open(read, article);
        Assert.Equal(["A", "B", "C"], read.References.Select(reference => wikitext.Patch(reference, Patches.Repair()).Before.Split('[')[1].Split(' ', ']')[1]));
    }

    [Fact]
    public void A_footnote_that_is_defined_twice_says_the_same_twice()
    {
        var article = $"A.<ref name=a>[{P} A]</ref> B.<ref name=a>[{P} A]</ref>";
        Assert.Equal(2, Patches.Of(article, Patches.Repair()).Edits.Count);
    }
}
