using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Tests.Citing;

/// <summary>
/// fixtures/impact: an article's passage, a page before and after, and which sentence which claim touches. Every other pair of a
/// changed claim and a sentence is one that must not be reported.
/// </summary>
internal static partial class LabelledImpact
{
    /// <summary>Every pair of a changed claim and a sentence of the passage, with its label and what was reported.</summary>
    public static IReadOnlyList<Pair> Read() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(DevelopmentData.Repository, "tests", "Refwatch.Tests", "Citing", "fixtures", "impact")).Order(StringComparer.Ordinal)
            .SelectMany(static file => PairsOf(Path.GetFileNameWithoutExtension(file), JsonNode.Parse(File.ReadAllBytes(file))!)),
    ];

    public static Score Measure(IEnumerable<Pair> pairs)
    {
        var all = pairs.ToList();
        return new Score(all.Count, all.Count(static pair => pair.IsTouched), all.Count(static pair => pair.IsReported), all.Count(static pair => pair is { IsTouched: true, IsReported: true }));
    }

    private static IEnumerable<Pair> PairsOf(string name, JsonNode story)
    {
        var passage = story["passage"]!.AsArray().Select(static sentence => Sentence((string)sentence!)).ToList();
        var citation = new Citation((string)story["article"]!, "1", null, 1, passage) { Language = (string)story["language"]! };
        var change = CitedPassages.TouchedBy(ClaimDiff.Between(Page(story["before"]!), Page(story["after"]!)), [citation]);
        foreach (var claim in change.Claims)
        {
            foreach (var (place, sentence) in passage.Index())
            {
                var label = story["touched"]!.AsArray().FirstOrDefault(label => Says(claim, (string)label!["claim"]!) && (int)label["sentence"]! == place);
                var reported = claim.CitedBy.FirstOrDefault(by => by.Sentence == sentence.Text);
                yield return new Pair(name, claim.Before, claim.After, sentence.Text)
                {
                    IsTouched = label is not null,
                    IsReported = reported is not null,
                    IsEffectRight = reported?.Effect?.ToString() is { } effect && label is not null && (effect == (string)label["effect"]! || effect == (string?)label["orEffect"]),
                };
            }
        }
    }

    private static bool Says(ClaimChange claim, string words) => (claim.Before ?? claim.After)!.Contains(words, StringComparison.Ordinal);

    private static PassageSentence Sentence(string marked) => new(marked[2..], marked[0] == 'd' ? Support.Direct : Support.Inherited);

    private static PageContent Page(JsonNode paragraphs) =>
        new() { Blocks = [.. paragraphs.AsArray().Select(static text => new Block(BlockKind.Paragraph, (string)text!))] };

    /// <summary>A changed claim and a sentence that cites its page.</summary>
    /// <param name="Story">The page's language, the article's, and a name: "en-ru-activist".</param>
    /// <param name="Before">The claim before.</param>
    /// <param name="After">The claim after.</param>
    /// <param name="Sentence">The article's sentence.</param>
    internal sealed partial record Pair(string Story, string? Before, string? After, string Sentence)
    {
        public bool IsTouched { get; init; }

        public bool IsReported { get; init; }

        public bool IsEffectRight { get; init; }

        /// <summary>"en-ru": the page's language and the article's.</summary>
        public string Languages => Story[..5];

        public bool IsOneLanguage => Languages[..2] == Languages[3..];

        /// <summary>The sentence does not rest on the claim, and both have a number in digits.</summary>
        public bool IsChance => !IsTouched && Numbers().Matches($"{Before} {After}").Select(static match => match.Value)
            .Intersect(Numbers().Matches(Sentence).Select(static match => match.Value), StringComparer.Ordinal).Any();

        [GeneratedRegex("[0-9]+", RegexOptions.NonBacktracking)]
        private static partial Regex Numbers();
    }

    internal sealed record Score(int Pairs, int Touched, int Reported, int Right)
    {
        public double Precision => (double)Right / Math.Max(1, Reported);

        public double Recall => (double)Right / Math.Max(1, Touched);
    }
}
