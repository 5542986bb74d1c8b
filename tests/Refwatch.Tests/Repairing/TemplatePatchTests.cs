using Refwatch.Repairing;
using Xunit;

namespace Refwatch.Tests.Repairing;

/// <summary>Citation templates before and after, to the character.</summary>
public sealed class TemplatePatchTests
{
    private const string P = Patches.Page;
    private const string C = Patches.Copy;

    [Theory]
    [InlineData( // on one line, tight
        $"{{{{cite web|url={P}|title=Lakes}}}}",
        $"{{{{cite web|url={P}|archive-url={C}|archive-date=2019-03-12|url-status=dead|title=Lakes}}}}")]
    [InlineData( // a space before the pipes
        $"{{{{cite news |title=Lakes |url={P} |work=Herald}}}}",
        $"{{{{cite news |title=Lakes |url={P} |archive-url={C} |archive-date=2019-03-12 |url-status=dead |work=Herald}}}}")]
    [InlineData( // spaces everywhere; the address stands last
        $"{{{{Cite web | title = Lakes | url = {P} }}}}",
        $"{{{{Cite web | title = Lakes | url = {P} | archive-url = {C} | archive-date = 2019-03-12 | url-status = dead }}}}")]
    [InlineData( // a line each
        $"{{{{cite web\n| url = {P}\n| title = Lakes\n}}}}",
        $"{{{{cite web\n| url = {P}\n| archive-url = {C}\n| archive-date = 2019-03-12\n| url-status = dead\n| title = Lakes\n}}}}")]
    [InlineData( // a line each, aligned
        $"{{{{cite web\n | url         = {P}\n | title       = Lakes\n}}}}",
        $"{{{{cite web\n | url         = {P}\n | archive-url = {C}\n | archive-date = 2019-03-12\n | url-status  = dead\n | title       = Lakes\n}}}}")]
    [InlineData( // old spellings
        $"{{{{cite web|url={P}|title=Lakes|accessdate=10 March 2019}}}}",
        $"{{{{cite web|url={P}|archiveurl={C}|archivedate=12 March 2019|url-status=dead|title=Lakes|accessdate=10 March 2019}}}}")]
    [InlineData( // empty parameters are filled
        $"{{{{cite web |url={P} |title=Lakes |archive-url= |archive-date= |url-status= }}}}",
        $"{{{{cite web |url={P} |title=Lakes |archive-url={C} |archive-date=2019-03-12 |url-status=dead }}}}")]
    [InlineData( // the same, a line each
        $"{{{{cite web\n| url = {P}\n| archive-url =\n| archive-date = <!-- none yet -->\n| title = Lakes\n}}}}",
        $"{{{{cite web\n| url = {P}\n| archive-url = {C}\n| archive-date = 2019-03-12 <!-- none yet -->\n| url-status = dead\n| title = Lakes\n}}}}")]
    [InlineData( // nested templates, pipes and comments are nobody's business
        $"{{{{cite web|title=Lakes {{{{!}}}} Herald|url={P}<!-- moved? -->|quote={{{{lang|kk|көл|x=1}}}}|author=[[A|B]]}}}}",
        $"{{{{cite web|title=Lakes {{{{!}}}} Herald|url={P}<!-- moved? -->|archive-url={C}|archive-date=2019-03-12|url-status=dead|quote={{{{lang|kk|көл|x=1}}}}|author=[[A|B]]}}}}")]
    [InlineData( // the tag behind is no longer true
        $"{{{{cite web|url={P}|title=Lakes}}}} {{{{dead link|date=May 2020}}}}",
        $"{{{{cite web|url={P}|archive-url={C}|archive-date=2019-03-12|url-status=dead|title=Lakes}}}}")]
    public void A_dead_page_with_a_copy(string before, string after) =>
        Assert.Equal(Article(after), Patches.After(Article(before), Patches.Repair()));

    [Theory]
    [InlineData($"|url={P}|archive-url=https://archive.example/1|archive-date=2015-01-02|url-status=live", "|url-status=live", "|url-status=dead")]
    [InlineData($"|url={P}|archiveurl=https://archive.example/1|archivedate=2015-01-02|deadurl=no", "|deadurl=no", "|url-status=dead")] // CS1 reads it no more
    [InlineData($"|url={P}|archive-url=https://archive.example/1|archive-date=2015-01-02|url-status=live<!-- 2020 -->", "status=live", "status=dead")]
    [InlineData($"|url={P}|archive-url=https://archive.example/1|archive-date=2015-01-02|url-status=bot: unknown", "bot: unknown", "dead")]
    public void A_good_copy_stays_and_the_status_changes_alone(string parameters, string said, string says)
    {
        var article = Article($"{{{{cite web{parameters}|title=Lakes}}}}");
        Assert.Equal(article.Replace(said, says, StringComparison.Ordinal), Patches.After(article, Patches.Repair()));
    }

    [Fact]
    public void A_bad_copy_is_replaced_with_its_date()
    {
        var article = Article($"{{{{cite web|url={P}|archive-url=https://archive.example/1|archive-date=2015-01-02|url-status=dead|title=Lakes}}}}");
        var expected = article.Replace("https://archive.example/1", C, StringComparison.Ordinal).Replace("2015-01-02", "2019-03-12", StringComparison.Ordinal);
        Assert.Equal(expected, Patches.After(article, Patches.Repair(replaces: true)));
    }

    [Theory]
    [InlineData(UrlStatus.Usurped, "|url-status=usurped")]
    [InlineData(UrlStatus.Unfit, "|url-status=unfit")]
    [InlineData(UrlStatus.Deviated, "|url-status=deviated")]
    [InlineData(UrlStatus.Live, "|url-status=live")]
    public void Each_status_is_said(UrlStatus status, string said) =>
        Assert.Contains(said, Patches.After(Article($"{{{{cite web|url={P}|title=Lakes}}}}"), Patches.Repair(status)), StringComparison.Ordinal);

    [Fact]
    public void A_copy_without_its_date_gets_it_from_its_address()
    {
        var article = Article($"{{{{cite web|url={P}|archive-url={C}|url-status=live|title=Lakes}}}}");
        Assert.Equal(article.Replace("|url-status=live", "|archive-date=2019-03-12|url-status=dead", StringComparison.Ordinal), Patches.After(article, Patches.Repair()));
    }

    [Fact]
    public void An_address_that_a_template_makes_is_left_alone()
    {
        var now = Article($"{{{{cite web|url={P}{{{{urlencode:?a b}}}}|title=Lakes}}}}");
        var refusal = ArticleWikitext.Open(Patches.Read(Article($"[{P} Lakes]")), now).Patch(Patches.Read(Article($"[{P} Lakes]")).References[0], Patches.Repair()).Refusal;
        Assert.Contains("perhaps a template makes it", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_editors_stronger_word_stays()
    {
        var article = Article($"{{{{cite web|url={P}|archive-url={C}|archive-date=2019-03-12|url-status=usurped|title=Lakes}}}}");
        Assert.Equal(article, Patches.After(article, Patches.Repair()));
    }

    [Fact]
    public void An_old_parameter_that_has_no_word_for_it_becomes_the_new_one()
    {
        var article = Article($"{{{{cite web|url={P}|archiveurl={C}|archivedate=2019-03-12|deadurl=no|title=Lakes}}}}");
        Assert.Equal(article.Replace("deadurl=no", "url-status=deviated", StringComparison.Ordinal), Patches.After(article, Patches.Repair(UrlStatus.Deviated)));
    }

    [Theory]
    [InlineData("en", "dead-url=yes", "url-status=dead")]
    [InlineData("en", "deadurl=usurped", "url-status=usurped")]
    [InlineData("en", "deadurl=", "url-status=dead")]
    [InlineData("ru", "deadurl=no", "deadurl=yes")]
    public void A_status_that_the_wiki_reads_no_more_is_renamed(string language, string said, string says) =>
        Assert.Contains($"|title=Lakes|{says}}}}}", Patches.After(Article($"{{{{cite web|url={P}|title=Lakes|{said}}}}}"), Patches.Repair(), language), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", false, $" {{{{webarchive|url=https://web.archive.org/web/2015/{P}|date=2 January 2015}}}}", null)]
    [InlineData("en", true, $" {{{{webarchive |url=https://web.archive.org/web/2015/{P} |date=2015}}}}", $" {{{{webarchive |url={C} |date=2019-03-12}}}}")]
    [InlineData("ru", false, $", Вестник {{{{Wayback|url={P}|date=20150102000000}}}}", null)]
    [InlineData("ru", true, $" {{{{Wayback|url={P}|date=20150102000000}}}}", $" {{{{Wayback|url={P}|date=20190312081500}}}}")]
    public void A_copy_behind_a_citation_is_the_only_one(string language, bool replaces, string behind, string? now)
    {
        const string Cite = $"{{{{cite web|url={P}|title=Lakes}}}}";
        Assert.Equal(Article(Cite + (now ?? behind)), Patches.After(Article(Cite + behind), Patches.Repair(replaces: replaces), language));
    }

    [Fact]
    public void Nothing_is_renamed_for_its_own_sake()
    {
        var article = Article($"{{{{cite web|url={P}|title=Lakes|archiveurl={C}|archivedate=2019-03-12|deadurl=yes}}}}");
        Assert.Equal(article, Patches.After(article, Patches.Repair()));
    }

    [Theory]
    [InlineData("Cite_web")]
    [InlineData("citeweb")]
    [InlineData("CITE WEB")]
    [InlineData("Template:Cite  web")]
    [InlineData("web cite")]
    [InlineData("cite press release<!-- 2 -->")]
    public void A_template_goes_by_many_names(string name) =>
        Assert.Contains($"{{{{{name}|url={P}|archive-url={C}|", Patches.After(Article($"{{{{{name}|url={P}|title=Lakes}}}}"), Patches.Repair()), StringComparison.Ordinal);

    [Fact]
    public void An_address_of_a_chapter_is_what_the_copy_belongs_to()
    {
        var article = Article($"{{{{cite book|url=http://b.example/|chapter-url={P}|chapter=Salt|title=Lakes}}}}");
        Assert.Contains($"|url=http://b.example/|archive-url={C}|archive-date=2019-03-12|url-status=dead|chapter-url={P}|", Patches.After(article, Patches.Repair()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_footnote_that_cites_a_page_twice_says_the_same_twice()
    {
        var article = Article($"{{{{cite web|url={P}|title=A}}}}; {{{{cite news|url={P}|title=B}}}}");
        Assert.Equal(article.Replace("|title", $"|archive-url={C}|archive-date=2019-03-12|url-status=dead|title", StringComparison.Ordinal), Patches.After(article, Patches.Repair()));
    }

    [Fact]
    public void Without_a_copy_it_is_tagged_and_no_status_is_said()
    {
        var after = Patches.After(Article($"{{{{cite web|url={P}|title=Lakes}}}}"), Patches.Repair(hasCopy: false));
        Assert.Equal(Article($"{{{{cite web|url={P}|title=Lakes}}}}{{{{dead link|date=May 2026|fix-attempted=yes}}}}"), after);
    }

    [Theory]
    [InlineData("{{Use dmy dates|date=May 2020}}", "12 March 2019")]
    [InlineData("{{use mdy dates}}", "March 12, 2019")]
    [InlineData("{{Use mdy}}", "March 12, 2019")]
    [InlineData("{{Use dmy dates|cs1-dates=ly}}", "2019-03-12")]
    [InlineData("{{Use mdy dates|cs1-dates=ss}}", "Mar 12, 2019")]
    [InlineData("<ref>{{cite web|url=http://b.example|title=B|access-date=3 May 2020}}</ref>", "12 March 2019")]
    [InlineData("<ref>{{cite web|url=http://b.example|title=B|access-date=2 Jun 2020}}</ref>", "12 Mar 2019")]
    [InlineData("<ref>{{cite web|url=http://b.example|title=B|access-date=10 наурыз 2020}}</ref>", "2019-03-12")]
    [InlineData("", "2019-03-12")]
    public void Dates_are_written_as_the_article_writes_them(string rule, string date) =>
        Assert.Contains($"|archive-date={date}|", Patches.After(rule + Article($"{{{{cite web|url={P}|title=Lakes}}}}"), Patches.Repair()), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "2019-03-12")]
    [InlineData("{{Use mdy dates}}", "March 12, 2019")]
    public void A_reference_keeps_its_own_way_of_writing_dates_unless_the_article_asks_for_one(string rule, string date)
    {
        var others = "<ref>{{cite web|url=http://b.example|title=B|access-date=3 May 2020}}</ref><ref>{{cite web|url=http://c.example|title=C|access-date=4 May 2020}}</ref>";
        var after = Patches.After(rule + others + Article($"{{{{cite web|url={P}|title=Lakes|access-date=2019-03-11}}}}"), Patches.Repair());
        Assert.Contains($"|archive-date={date}|", after, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData( // {{cite web}} of the Russian Wikipedia
        $"{{{{cite web|url={P}|title=Озёра|accessdate=2019-03-10|lang=ru}}}}",
        $"{{{{cite web|url={P}|archiveurl={C}|archivedate=2019-03-12|deadlink=yes|title=Озёра|accessdate=2019-03-10|lang=ru}}}}")]
    [InlineData(
        $"{{{{Cite web |url={P} |title=Озёра |access-date=2019-03-10 |url-status=live}}}}",
        $"{{{{Cite web |url={P} |archive-url={C} |archive-date=2019-03-12 |title=Озёра |access-date=2019-03-10 |url-status=dead}}}}")]
    [InlineData(
        $"{{{{Статья\n |автор     = Иванов И.\n |заглавие  = Озёра\n |ссылка    = {P}\n |издание   = Вестник\n}}}}",
        $"{{{{Статья\n |автор     = Иванов И.\n |заглавие  = Озёра\n |ссылка    = {P}\n |archiveurl = {C}\n |archivedate = 2019-03-12\n |издание   = Вестник\n}}}}")]
    [InlineData( // no spelling in the article: the present one of {{cite web}}; {{cite news}} knows no status
        $"{{{{cite web|url={P}|title=Озёра}}}}",
        $"{{{{cite web|url={P}|archive-url={C}|archive-date=2019-03-12|deadlink=yes|title=Озёра}}}}")]
    [InlineData($"{{{{cite news|url={P}|title=Озёра}}}}", $"{{{{cite news|url={P}|archive-url={C}|archive-date=2019-03-12|title=Озёра}}}}")]
    [InlineData($"{{{{cite news|url={P}|title=Озёра|deadlink=no}}}}", $"{{{{cite news|url={P}|archive-url={C}|archive-date=2019-03-12|title=Озёра|deadlink=yes}}}}")]
    [InlineData($"{{{{книга|заглавие=Озёра|ссылка={P}|год=2001}}}}", $"{{{{книга|заглавие=Озёра|ссылка={P}|archiveurl={C}|archivedate=2019-03-12|год=2001}}}}")]
    [InlineData($"{{{{публикация|статья|заглавие=Озёра|ссылка={P}}}}}", $"{{{{публикация|статья|заглавие=Озёра|ссылка={P}|архив={C}|архив дата=2019-03-12}}}}")]
    public void Russian_templates_keep_their_spelling(string before, string after) =>
        Assert.Equal(Article(after), Patches.After(Article(before), Patches.Repair(), "ru"));

    private static string Article(string citation) => $"Salt lakes shrank in 2019.<ref name=\"herald\">{citation}</ref> They have grown since.\n";
}
