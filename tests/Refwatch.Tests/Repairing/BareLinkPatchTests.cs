using Refwatch.Repairing;
using Xunit;

namespace Refwatch.Tests.Repairing;

/// <summary>References without a citation template before and after, to the character.</summary>
public sealed class BareLinkPatchTests
{
    private const string P = Patches.Page;
    private const string C = Patches.Copy;

    [Theory]
    [InlineData($"[{P} Lakes]", $"[{P} Lakes] {{{{webarchive|url={C}|date=2019-03-12}}}}")]
    [InlineData($"{P}", $"{P} {{{{webarchive|url={C}|date=2019-03-12}}}}")]
    [InlineData($"[{P} ''Lakes''], Herald. {{{{rp|5}}}}", $"[{P} ''Lakes''] {{{{webarchive|url={C}|date=2019-03-12}}}}, Herald. {{{{rp|5}}}}")]
    [InlineData($"[{P} Lakes]{{{{Dead link|date=May 2020}}}}", $"[{P} Lakes] {{{{webarchive|url={C}|date=2019-03-12}}}}")]
    public void A_dead_page_with_a_copy(string before, string after) => Assert.Equal(Ref(after), Patches.After(Ref(before), Patches.Repair()));

    [Theory]
    [InlineData($"[{P} Lakes | Herald]", $"{{{{usurped|1=[{C} Lakes {{{{!}}}} Herald]}}}}")]
    [InlineData($"{P}", $"{{{{usurped|1={C}}}}}")]
    public void A_usurped_address_is_shown_no_more(string before, string after) => Assert.Equal(Ref(after), Patches.After(Ref(before), Patches.Repair(UrlStatus.Usurped)));

    [Fact]
    public void Without_a_copy_it_is_tagged() =>
        Assert.Equal(Ref($"[{P} Lakes]{{{{dead link|date=May 2026|fix-attempted=yes}}}}"), Patches.After(Ref($"[{P} Lakes]"), Patches.Repair(hasCopy: false)));

    [Theory]
    [InlineData(true, $"[{P} Озёра]", $"[{P} Озёра] {{{{Wayback|url={P}|date=20190312081500}}}}")]
    [InlineData(false, $"[{P} Озёра]", $"[{P} Озёра]{{{{Недоступная ссылка|date=Май 2026}}}}")]
    public void Russian_tags(bool hasCopy, string before, string after) => Assert.Equal(Ref(after), Patches.After(Ref(before), Patches.Repair(hasCopy: hasCopy), "ru"));

    [Fact]
    public void A_copy_that_shows_something_else_is_replaced()
    {
        var before = Ref($"[{P} Lakes] {{{{webarchive|url=https://web.archive.org/web/2015/{P}|date=2015-01-02}}}}");
        Assert.Equal(Ref($"[{P} Lakes] {{{{webarchive|url={C}|date=2019-03-12}}}}"), Patches.After(before, Patches.Repair(replaces: true)));
        Assert.Equal(before, Patches.After(before, Patches.Repair()));
    }

    [Fact]
    public void A_tag_behind_an_address_alone_stands_behind_a_space() => // Template:Dead link: else tools take it for a part of the address
        Assert.Equal(Ref($"{P} {{{{dead link|date=May 2026|fix-attempted=yes}}}}"), Patches.After(Ref(P), Patches.Repair(hasCopy: false)));

    [Theory]
    [InlineData($"[{P} Lakes]. Herald. {{{{Webarchive|url=https://web.archive.org/web/20150102000000/{P}|date=2 January 2015}}}}", "a copy at the end of the reference")]
    [InlineData($"[{P} Lakes]. [[Herald]], p. 5. {{{{Webarchive|url=https://web.archive.org/web/20150102000000/{P}|date=2 January 2015}}}}", "behind a wiki link")]
    public void A_copy_stands_anywhere_before_the_next_source(string content, string why) =>
        Assert.True(Ref(content) == Patches.After(Ref(content), Patches.Repair()), why);

    [Theory]
    [InlineData($"[{P} Lakes]. Herald. {{{{dead link|date=May 2020}}}}", $"[{P} Lakes] {{{{webarchive|url={C}|date=2019-03-12}}}}. Herald.")]
    [InlineData($"[{P} Lakes]. [http://b.example Other] {{{{dead link}}}}", $"[{P} Lakes] {{{{webarchive|url={C}|date=2019-03-12}}}}. [http://b.example Other] {{{{dead link}}}}")]
    [InlineData($"[{P} Lakes]; {{{{cite web|url=http://b.example|title=B}}}} {{{{dead link}}}}", $"[{P} Lakes] {{{{webarchive|url={C}|date=2019-03-12}}}}; {{{{cite web|url=http://b.example|title=B}}}} {{{{dead link}}}}")]
    public void A_tag_that_is_no_longer_true_goes_and_that_of_another_source_stays(string before, string after) =>
        Assert.Equal(Ref(after), Patches.After(Ref(before), Patches.Repair()));

    [Theory]
    [InlineData("en", "{{Webarchive |url=https://web.archive.org/web/2015/x |date=2015-01-02 |title=Foo }}", $"{{{{Webarchive |url={C} |date=2019-03-12 |title=Foo }}}}")]
    [InlineData("ru", $"{{{{Wayback |url={P} |date=20150102000000 |df=y}}}}", $"{{{{Wayback |url={P} |date=20190312081500 |df=y}}}}")]
    [InlineData("ru", $"{{{{wayback|{P}|date=20150102000000}}}}", $"{{{{wayback|{P}|date=20190312081500}}}}")]
    [InlineData("en", "{{webarchive|url=https://web.archive.org/web/2015/x|date=2015|url2=https://archive.example/y}}", $"{{{{webarchive|url={C}|date=2019-03-12|url2=https://archive.example/y}}}}")]
    public void Another_copy_keeps_the_template_it_stands_in(string language, string before, string after) =>
        Assert.Equal(Ref($"[{P} Lakes] {after}"), Patches.After(Ref($"[{P} Lakes] {before}"), Patches.Repair(replaces: true), language));

    [Fact]
    public void A_Russian_tag_has_the_address_as_the_article_spells_it()
    {
        const string Spelled = "http://herald.example/2019/озёра";
        var repair = Patches.Repair() with { Page = new Uri(Spelled) };
        Assert.Equal(Ref($"[{Spelled} Озёра] {{{{Wayback|url={Spelled}|date=20190312081500}}}}"), Patches.After(Ref($"[{Spelled} Озёра]"), repair, "ru"));
    }

    [Theory]
    [InlineData("de", true)]
    [InlineData("fr", false)]
    public void The_templates_of_other_wikis_are_not_guessed(string language, bool hasCopy) =>
        Assert.Contains("not known here", Patches.Of(Ref($"[{P} Seen]"), Patches.Repair(hasCopy: hasCopy), language).Refusal, StringComparison.Ordinal);

    private static string Ref(string content) => $"Salt lakes shrank in 2019.<ref>{content}</ref>";
}
