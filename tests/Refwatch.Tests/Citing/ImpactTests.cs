using System.Text.Json.Nodes;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Extracting;
using Xunit;
using Xunit.Abstractions;

namespace Refwatch.Tests.Citing;

/// <summary>
/// fixtures/impact: an article's passage, a page before and after, and which sentence which claim touches.
/// Every other pair of a changed claim and a sentence is one that must not be reported.
/// </summary>
public sealed class ImpactTests(ITestOutputHelper output)
{
    [Fact]
    public void Sentences_that_rest_on_changed_claims_are_found_with_few_false_ones()
    {
        var (found, right, wanted, effects, pairs) = (0, 0, 0, 0, 0);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(DevelopmentData.Repository, "tests", "Refwatch.Tests", "Citing", "fixtures", "impact")).Order(StringComparer.Ordinal))
        {
            var story = JsonNode.Parse(File.ReadAllBytes(file))!;
            var passage = story["passage"]!.AsArray().Select(static sentence => Sentence((string)sentence!)).ToList();
            var citation = new Citation((string)story["article"]!, "1", null, 1, passage) { Language = (string)story["language"]! };
            var labels = story["touched"]!.AsArray();

            var change = CitedPassages.TouchedBy(ClaimDiff.Between(Page(story["before"]!), Page(story["after"]!)), [citation]);

            var touched = change.Claims.SelectMany(static claim => claim.CitedBy.Select(by => (Claim: claim, By: by))).ToList();
            pairs += change.Claims.Count * passage.Count;
            found += touched.Count;
            wanted += labels.Count;
            foreach (var (claim, by) in touched)
            {
                var label = labels.FirstOrDefault(label => IsOf(label!, claim, by, passage));
                right += label is null ? 0 : 1;
                effects += label is not null && by.Effect?.ToString() is { } effect && (effect == (string)label["effect"]! || effect == (string?)label["orEffect"]) ? 1 : 0;
                if (label is null)
                    output.WriteLine($"{Path.GetFileName(file)}: wrong: {claim.Kind} “{claim.Before}” → “{claim.After}” touches “{by.Sentence}”");
            }

            foreach (var label in labels.Where(label => !touched.Exists(pair => IsOf(label!, pair.Claim, pair.By, passage))))
                output.WriteLine($"{Path.GetFileName(file)}: missed: {label!["claim"]} → {passage[(int)label["sentence"]!].Text}");
        }

        var precision = right / (double)Math.Max(1, found);
        output.WriteLine($"{pairs} pairs, {wanted} touched: precision {precision:F3}, recall {right / (double)wanted:F3}, effects right {effects / (double)Math.Max(1, right):F3}");
        Assert.True(wanted >= 30 && pairs >= 200, "The labelled set is too small to measure on.");
        Assert.True(precision >= 0.9, $"Precision {precision:F3}");
        Assert.True(right >= 0.6 * wanted, "Recall");
        Assert.True(effects >= 0.9 * right, "Effects");
    }

    private static bool IsOf(JsonNode label, ClaimChange claim, CitedBy by, List<PassageSentence> passage) =>
        (claim.Before ?? claim.After)!.Contains((string)label["claim"]!, StringComparison.Ordinal) && by.Sentence == passage[(int)label["sentence"]!].Text;

    private static PassageSentence Sentence(string marked) => new(marked[2..], marked[0] == 'd' ? Support.Direct : Support.Inherited);

    private static PageContent Page(JsonNode paragraphs) =>
        new() { Blocks = [.. paragraphs.AsArray().Select(static text => new Block(BlockKind.Paragraph, (string)text!))] };
}
