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
    [InlineData($"<ref>{{{{YouTube|url={P}|title=Lakes}}}}</ref>", "{{youtube}} names it, whose parameters for a copy are not known")]
    [InlineData($"<ref>{{{{cite patent|url={P}|title=Lakes}}}}</ref>", "not known here")]
    [InlineData($"{{{{Infobox journal|title=Lakes|url={P}|ref=<ref>{{{{subst:cite web|url={P}|title=Lakes}}}}</ref>}}}}", "not known here")]
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
    [InlineData($"{{{{Infobox website|title=Lakes|url={P}}}}}", "no reference names this address as it did")]
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

    [Theory]
    [InlineData($"[{P} x ")]
    [InlineData($"[{P} x] ")]
    [InlineData($"{{{{cite web|url={P}|title=x}}}} {{{{dead link}}}} ")]
    [InlineData($"{{{{x|[{P} x]}}}}")]
    public void A_footnote_of_ten_thousand_links_is_left_alone(string link)
    {
        var article = $"<ref>{string.Concat(Enumerable.Repeat(link, 10_000))}</ref>";
        Assert.Contains("all too often", Patches.Of(article, Patches.Repair()).Refusal, StringComparison.Ordinal);
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

    [Fact]
    public void Numbers_that_shifted_by_what_templates_cite_tell_the_references_by_their_order()
    {
        var read = Patches.Read($"X.<ref>{{{{cite web|url=http://b.example|title=Made by the infobox}}}}</ref> A.<ref>[{P} A]</ref> B.<ref>[{P} B]</ref>");
        var wikitext = ArticleWikitext.Open(read, $"{{{{Infobox}}}} A.<ref>[{P} A]</ref> B.<ref>[{P} B]</ref>");
        Assert.Equal([$"<ref>[{P} A]</ref>", $"<ref>[{P} B]</ref>"], read.References.Skip(1).Select(reference => wikitext.Patch(reference, Patches.Repair()).Before));
    }
}
