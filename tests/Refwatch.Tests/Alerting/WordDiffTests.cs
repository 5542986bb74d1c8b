using Refwatch.Alerting;
using Xunit;

namespace Refwatch.Tests.Alerting;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("The trial began on 10 March.", "The trial began on 2 May.", "The trial began on [-10 March-]{+2 May+}.")]
    [InlineData("Prices rose 2.5 per cent", "Prices rose 2.7 per cent", "Prices rose [-2.5-]{+2.7+} per cent")]
    [InlineData("He did say so on Monday.", "He did not say so on Monday.", "He did {+not +}say so on Monday.")]
    [InlineData("Добыча упала на 12,5 % за год.", "Добыча упала на 2,5 % за год.", "Добыча упала на [-12,5-]{+2,5+} % за год.")]
    [InlineData("The 40 workers left.", "The 40 workers left.", "The 40 workers left.")]
    [InlineData(null, "A new claim.", "{+A new claim.+}")]
    [InlineData("An old claim.", null, "[-An old claim.-]")]
    [InlineData("The council met in Almaty.", "Rain is forecast for Friday.", "[-The council met in Almaty.-]{+Rain is forecast for Friday.+}")]
    [InlineData(null, null, "")]
    public void Marks_the_words_that_changed(string? before, string? after, string expected) => Assert.Equal(expected, Marked(before, after));

    [Fact]
    public void Each_side_reads_as_it_was()
    {
        var random = new Random(7);
        string[] words = ["ten", "2,5", "не", "said", "—", "Almaty.", "«Жанар»", "well-known", "(", ")"];
        for (var i = 0; i < 500; i++)
        {
            var (before, after) = (Sentence(), Sentence());
            var segments = WordDiff.Between(before, after).Segments;
            Assert.Equal(DisplayText.Clean(before), string.Concat(segments.Where(static s => s.Kind is not WordSegmentKind.Added).Select(static s => s.Text)));
            Assert.Equal(DisplayText.Clean(after), string.Concat(segments.Where(static s => s.Kind is not WordSegmentKind.Removed).Select(static s => s.Text)));
        }

        string Sentence() => string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => words[random.Next(words.Length)]));
    }

    [Fact]
    public void Endless_claims_take_no_endless_time()
    {
        var diff = WordDiff.Between(string.Concat(Enumerable.Repeat("a b ", 1_000_000)), string.Concat(Enumerable.Repeat("c d ", 1_000_000)));
        Assert.Equal([WordSegmentKind.Removed, WordSegmentKind.Added], diff.Segments.Select(static segment => segment.Kind));
    }

    private static string Marked(string? before, string? after) => string.Concat(WordDiff.Between(before, after).Segments.Select(static segment => segment.Kind switch
    {
        WordSegmentKind.Removed => $"[-{segment.Text}-]",
        WordSegmentKind.Added => $"{{+{segment.Text}+}}",
        _ => segment.Text,
    }));
}
