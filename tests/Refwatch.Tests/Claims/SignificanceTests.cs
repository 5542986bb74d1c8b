using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Extracting;
using Xunit;

namespace Refwatch.Tests.Claims;

public sealed class SignificanceTests
{
    [Fact]
    public void The_score_is_the_sum_of_its_reasons_and_orders_the_changes()
    {
        var before = Page("The mill reopened in 1998.", "It has never been sold to anyone from outside of the valley.", "The mill employs 40 people.", "A fair is held in June.");
        var after = Page("The mill reopened in 1998.", "It has been sold to someone from outside of the valley.", "The mill employs 90 people.");

        var change = Significance.Order(ClaimDiff.Between(before, after));

        Assert.All(change.Claims, static claim => Assert.Equal(claim.Significance.Reasons.Sum(static reason => reason.Points), claim.Significance.Score));
        Assert.Equal(change.Claims.OrderByDescending(static claim => claim.Significance.Score), change.Claims);
        Assert.Equal([SignificanceReason.Fact, SignificanceReason.Negation, SignificanceReason.Silent], Of(change, "sold").Significance.Reasons);
        Assert.Equal([SignificanceReason.Fact, SignificanceReason.LargeShift, SignificanceReason.Silent], Of(change, "employs").Significance.Reasons);
        Assert.Equal([SignificanceReason.Removed], Of(change, "fair").Significance.Reasons);
    }

    [Theory]
    [InlineData("The dam cost 100 million dollars.", "The dam cost 109 million dollars.", false)]
    [InlineData("The dam cost 100 million dollars.", "The dam cost 111 million dollars.", true)]
    [InlineData("Плотина стоила 1,5 млн рублей.", "Плотина стоила 1,6 млн рублей.", false)]
    [InlineData("Плотина стоила 1,5 млн рублей.", "Плотина стоила 1,7 млн рублей.", true)]
    [InlineData("The works took seven weeks.", "The works took seven years.", false)] // another unit: not compared
    public void A_number_counts_for_more_when_it_shifts_by_a_tenth(string before, string after, bool isLarge)
    {
        var claim = Assert.Single(Significance.Order(ClaimDiff.Between(Page(before), Page(after))).Claims);
        Assert.Equal(isLarge, claim.Significance.Reasons.Contains(SignificanceReason.LargeShift));
    }

    [Fact]
    public void The_headline_and_the_sentences_that_rest_on_it_count()
    {
        var before = Page("Text of the story, which stays.") with { Title = "Mayor arrested on 3 May" };
        var after = before with { Title = "Mayor arrested on 5 May" };
        var headline = Assert.Single(Significance.Order(ClaimDiff.Between(before, after)).Claims);
        Assert.Contains(SignificanceReason.Headline, headline.Significance.Reasons);

        var cited = headline with { CitedBy = [new CitedBy("http://a.example/wiki/M", 1, "The mayor was arrested.", Support.Inherited, null)] };
        Assert.Contains(SignificanceReason.Cited, Weigh(cited).Reasons);
        Assert.Contains(SignificanceReason.DirectlyCited, Weigh(cited with { CitedBy = [.. cited.CitedBy, cited.CitedBy[0] with { Support = Support.Direct }] }).Reasons);
    }

    private static Significance Weigh(ClaimChange claim) => Significance.Order(new Change([claim])).Claims[0].Significance;

    private static ClaimChange Of(Change change, string word) => change.Claims.Single(claim => (claim.Before ?? claim.After)!.Contains(word, StringComparison.Ordinal));

    private static PageContent Page(params string[] paragraphs) => PageContent.FromPlainText(string.Join('\n', paragraphs));
}
