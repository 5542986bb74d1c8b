using Refwatch.Citing;
using Refwatch.Claims;
using Xunit;

namespace Refwatch.Tests.Citing;

public sealed class CitedPassagesTests
{
    private static readonly Citation Article = new("https://en.encyclopedia.example/wiki/Daulet_Sarin", "7", "bio", 3,
    [
        new PassageSentence("Sarin was held in the Karatal prison for 40 days.", Support.Inherited),
        new PassageSentence("The Karatal prison held Sarin until May.", Support.Direct),
        new PassageSentence("He has 40 cousins.", Support.Direct),
    ]);

    [Theory]
    [InlineData(ChangeKind.Reworded)]
    [InlineData(ChangeKind.Moved)]
    public void Cosmetic_changes_touch_nothing(ChangeKind kind)
    {
        var change = new Change([Claim(kind, "Sarin was held in the Karatal prison for 40 days.", "In the Karatal prison Sarin was held for 40 days.")]);

        Assert.Empty(CitedPassages.TouchedBy(change, [Article]).Claims[0].CitedBy);
    }

    [Fact]
    public void Direct_sentences_come_first_with_their_place()
    {
        var change = new Change([Claim(ChangeKind.Removed, "Sarin was held in the Karatal prison for 40 days, until May.", null)]);

        var cited = CitedPassages.TouchedBy(change, [Article]).Claims[0].CitedBy;

        Assert.Equal(
        [
            new CitedBy(Article.Article, 3, "The Karatal prison held Sarin until May.", Support.Direct, SupportEffect.SupportLost) { Revision = Article.Revision },
            new CitedBy(Article.Article, 3, "Sarin was held in the Karatal prison for 40 days.", Support.Inherited, SupportEffect.SupportLost) { Revision = Article.Revision },
        ], cited);
    }

    [Fact]
    public void One_equal_number_is_chance()
    {
        var change = new Change([Claim(ChangeKind.Removed, "The bridge of Talgar has 40 arches.", null)]);

        Assert.Empty(CitedPassages.TouchedBy(change, [Article]).Claims[0].CitedBy);
    }

    [Fact]
    public void Date_that_stays_true_is_not_touched()
    {
        var article = Article with { Passage = [new PassageSentence("In March 2019 Sarin was detained in Karatal by the police.", Support.Direct)] };
        var change = new Change(
        [
            Claim(ChangeKind.Factual, "Police detained Sarin in Karatal on 10 March 2019.", "Police detained Sarin in Karatal on 11 March 2019.")
                with { Facts = [new FactChange(FactType.Date, "10 March 2019", "11 March 2019")] },
        ]);

        Assert.Empty(CitedPassages.TouchedBy(change, [article]).Claims[0].CitedBy);
    }

    [Fact]
    public void Nothing_changed_or_nothing_cited_is_nothing_touched()
    {
        var change = new Change([Claim(ChangeKind.Removed, "Sarin was held.", null)]);

        Assert.Same(Change.None, CitedPassages.TouchedBy(Change.None, [Article]));
        Assert.Same(change, CitedPassages.TouchedBy(change, []));
    }

    private static ClaimChange Claim(ChangeKind kind, string? before, string? after) => new() { Kind = kind, Before = before, After = after };
}
