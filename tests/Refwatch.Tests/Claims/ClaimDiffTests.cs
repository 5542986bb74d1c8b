using Refwatch.Claims;
using Refwatch.Extracting;
using Xunit;

namespace Refwatch.Tests.Claims;

public class ClaimDiffTests
{
    [Fact]
    public void Labelled_revisions_are_told_apart()
    {
        var errors = new List<string>();
        var score = LabelledRevisions.Measure(LabelledRevisions.Read(), errors.Add);
        var report = $"{score}\n{string.Join('\n', errors)}";
        Assert.True(score.Precision >= 0.95, report);
        Assert.True(score.Recall >= 0.95, report);
        Assert.True(score.Quiet == score.Cosmetic, report);
        Assert.True(score.StructuralFound == score.Structural, report);
    }

    [Fact]
    public void No_mutation_of_a_fact_is_lost() => Assert.Empty(MutationRun.Facts(OwnTexts(), 1_000));

    [Fact]
    public void No_cosmetic_mutation_is_reported() => Assert.Empty(MutationRun.Cosmetics(OwnTexts(), 1_000));

    [DataFact]
    public void No_mutation_of_a_fact_is_lost_in_real_pages() => Assert.Empty(MutationRun.Facts(MutationRun.RealPages(), 1_000));

    [DataFact]
    public void No_cosmetic_mutation_of_real_pages_is_reported() => Assert.Empty(MutationRun.Cosmetics(MutationRun.RealPages(), 1_000));

    [Theory]
    [InlineData("He came on 10 March.", "He came on March 10th.")]
    [InlineData("It cost 1.5 million dollars.", "It cost $1,500,000.")]
    [InlineData("He sat for seven years.", "He sat for 7 years.")]
    [InlineData("Ответил Серикжан Билаш.", "Ответил Серiкжан Билаш.")]
    [InlineData("Their chief is José Ruiz.", "Their chief is Jose Ruiz.")]
    [InlineData("Pages 5-10 are lost.", "Pages 5–10 are lost.")]
    [InlineData("He left. She stayed.", "He left.\nShe stayed.")]
    [InlineData("AID REACHES THE VILLAGE", "Aid reaches the village")]
    [InlineData("They did not come.", "They didn’t come.")]
    [InlineData("Идти было дооолго.", "Идти было долго.")]
    [InlineData("Мы говорили сос тарыми друзьями.", "Мы говорили со старыми друзьями.")]
    [InlineData("Сгодня суд не заседал.", "Сегодня суд не заседал.")]
    [InlineData("Срок службы - 1000 часов.", "Срок службы 1000 часов.")]
    public void The_same_said_otherwise_is_no_change(string before, string after) =>
        Assert.Empty(Between(before, after).Claims);

    [Theory]
    [InlineData("It grew by 5 degrees.", "It grew by -5 degrees.")]
    [InlineData("He flew from Paris to London.", "He flew from London to Paris.")]
    [InlineData("They met Ivanov there.", "They met Ivanow there.")]
    [InlineData("It is likely to rain.", "It is unlikely to rain.")]
    [InlineData("He was hired by the mine.", "He was fired by the mine.")]
    [InlineData("He was arrested and released.", "He was arrested.")]
    [InlineData("Part VIII was read.", "Part VI was read.")]
    [InlineData("August came to the meeting.", "Augusto came to the meeting.")]
    public void What_must_not_be_lost(string before, string after) =>
        Assert.Equal(ChangeKind.Factual, Assert.Single(Between(before, after).Claims).Kind);

    [Theory]
    [InlineData("They saw Paris and London.", "They saw London and Paris.")]
    [InlineData("The police of Almaty came.", "The police from Almaty came.")]
    [InlineData("Marat Seitov left. Nobody saw Marat Seitov.", "Marat Seitov left. Nobody saw Seitov.")]
    [InlineData("It is run by Human Rights Watch.", "It is run by Human Rights Watch (HRW).")]
    public void The_same_facts_in_other_words(string before, string after) =>
        Assert.Equal(ChangeKind.Reworded, Assert.Single(Between(before, after).Claims).Kind);

    [Fact]
    public void Split_and_merged_sentences_are_compared_as_one()
    {
        var change = Between("The court heard 12 witnesses on Monday and the judge then closed the session.", "The court heard 12 witnesses on Monday. The judge then closed the session.");
        Assert.DoesNotContain(change.Claims, static claim => claim.Kind is ChangeKind.Added or ChangeKind.Removed or ChangeKind.Factual);
    }

    [Fact]
    public void Changes_stand_in_reading_order()
    {
        var change = Between("First came 5 men. Then rain fell. Snow lay deep. The end was 7 days off.", "First came 6 men. Snow lay deep. Wolves howled. The end was 8 days off.");
        Assert.Equal([ChangeKind.Factual, ChangeKind.Removed, ChangeKind.Added, ChangeKind.Factual], change.Claims.Select(static claim => claim.Kind));
    }

    [Theory]
    [InlineData("2019-03-10", "2019-03-10", "", true)]
    [InlineData("2019-03-10", "2019-03-11", "", false)]
    [InlineData("2019-03-10", null, "", true)]
    [InlineData("2019-03-10", "2019-03-10", "Correction: an earlier version gave another number.", false)]
    [InlineData("2019-03-10", "2019-03-10", "Исправление: в прежней версии статьи было другое число.", false)]
    [InlineData("2019-03-10", "2019-03-10", "Түзету: мақаланың бұрынғы нұсқасында сан басқа болды.", false)]
    [InlineData("2019-03-10", "2019-03-10", "This article was amended after publication.", false)]
    [InlineData("2019-03-10", "2019-03-10", "Ошибка: в предыдущей версии статьи было другое число.", false)]
    [InlineData("2019-03-10", "2019-03-10", "Бұл мақаланың алғашқы нұсқасында сан басқа болды.", false)]
    public void An_edit_is_silent_without_notice_and_new_date(string before, string? after, string notice, bool expected)
    {
        var change = ClaimDiff.Between(
            PageContent.FromPlainText("Police held 12 men.") with { Modified = before },
            PageContent.FromPlainText("Police held 15 men.\n" + notice) with { Modified = after });
        Assert.Equal(expected, change.IsSilentEdit);
    }

    [Fact]
    public void The_headline_is_compared()
    {
        var change = ClaimDiff.Between(
            PageContent.FromPlainText("It rained.") with { Title = "Writer arrested in Almaty" },
            PageContent.FromPlainText("It rained.") with { Title = "Writer released in Almaty" });
        Assert.Equal(ChangeKind.Factual, Assert.Single(change.Claims).Kind);
    }

    [Fact]
    public void Nothing_to_compare_is_no_change()
    {
        var page = PageContent.FromPlainText("Police held 12 men.");
        Assert.True(ClaimDiff.Between(null, page).IsEmpty);
        Assert.True(ClaimDiff.Between(page, null).IsEmpty);
        Assert.True(ClaimDiff.Between(page, PageContent.FromPlainText("Other.") with { NotComparable = "video" }).IsEmpty);
    }

    [Theory]
    [InlineData("a. ", "b. ")]
    [InlineData("One two. ", "Two one. ")]
    [InlineData("1 a ", "2 b ")]
    [InlineData("Aa Bb ", "Bb Aa ")]
    [InlineData("« ", "» ")]
    public void Ends_on_hostile_text(string before, string after) =>
        Growth.Survives(before, text => Between(text, text.Replace(before, after)));

    private static Change Between(string before, string after) => ClaimDiff.Between(PageContent.FromPlainText(before), PageContent.FromPlainText(after));

    private static List<string> OwnTexts() =>
        [.. LabelledRevisions.Read().GroupBy(static revision => revision.Language).SelectMany(static language => language.Select(static revision => revision.Before).Chunk(8)).Select(static texts => string.Join('\n', texts))];
}
