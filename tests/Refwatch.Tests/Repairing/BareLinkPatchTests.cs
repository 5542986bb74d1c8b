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

    private static string Ref(string content) => $"Salt lakes shrank in 2019.<ref>{content}</ref>";
}
