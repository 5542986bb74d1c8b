using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Verdicts;

/// <summary>The lists are edited by hand, by people who may not read the code that reads them.</summary>
public sealed class LexiconTests
{
    private static readonly string Folder = Path.Combine(DevelopmentData.Repository, "src", "Refwatch", "Verdicts", "Lexicon");

    public static TheoryData<string> Lists => [.. Directory.EnumerateFiles(Folder, "*.txt", SearchOption.AllDirectories).Select(static path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_is_lines_as_the_matcher_reads_them(string list)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, list));

        Assert.NotEmpty(lines);
        Assert.All(lines, static line => Assert.Matches(@"^[^\s]+( [^\s]+)*$", line));
        Assert.All(lines, static line => Assert.Equal(WordList.Fold(line), line.Replace("'", "", StringComparison.Ordinal)));
        Assert.All(lines, static line => Assert.DoesNotMatch(@"\|\||[| ]\||\|$|\|\s", line));
        Assert.All(lines, static line => Assert.All(line.Split(' '), static part => Assert.Equal(part.Split('|').Distinct(), part.Split('|'))));
        if (Path.GetFileNameWithoutExtension(list).Split('-')[0] is "filler" or "pointing" or "error" or "function" or "for")
        {
            Assert.All(lines, static line => Assert.DoesNotMatch(@"[*| …]", line)); // words, compared as they are
        }

        Assert.Equal([], lines.GroupBy(static line => line).Where(static group => group.Count() > 1).Select(static group => group.Key));
    }

    [Fact]
    public void A_class_of_words_is_that_of_the_phrase_s_own_language()
    {
        var phrases = Lexicon.Phrases("missing.headlines").Sources.ToList();

        Assert.DoesNotContain(phrases, static phrase => phrase.Contains('{'));
        Assert.DoesNotContain(phrases, static phrase => phrase.Contains("page|") && phrase.Contains("страниц"));
    }

    [Fact]
    public void A_list_that_does_not_exist_is_an_error()
    {
        var error = Assert.Throws<ArgumentException>(static () => Lexicon.Phrases("mising.headlines"));

        Assert.Contains("mising.headlines.txt", error.Message);
    }
}
