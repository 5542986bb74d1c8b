using Xunit;
using Xunit.Abstractions;

namespace Refwatch.Tests.Citing;

public sealed class ImpactTests(ITestOutputHelper output)
{
    [Fact]
    public void Sentences_that_rest_on_changed_claims_are_found_with_few_false_ones()
    {
        var pairs = LabelledImpact.Read();
        foreach (var pair in pairs.Where(static pair => pair.IsTouched != pair.IsReported))
        {
            output.WriteLine($"{pair.Story}: {(pair.IsTouched ? "missed" : "wrong")}: “{pair.Before}” → “{pair.After}” touches “{pair.Sentence}”");
        }

        var score = LabelledImpact.Measure(pairs);
        output.WriteLine($"{score}");
        Assert.True(score is { Pairs: >= 400, Touched: >= 30 }, "The labelled set is too small to measure on.");
        Assert.True(score.Precision >= 0.9, $"Precision {score.Precision:F3}");
        Assert.True(score.Recall >= 0.6, "Recall");
        Assert.True(pairs.Count(static pair => pair.IsEffectRight) >= 0.9 * score.Right, "Effects");
    }

    [Fact]
    public void Numbers_that_are_equal_by_chance_touch_nothing()
    {
        var byChance = LabelledImpact.Read().Where(static pair => pair.IsChance).ToList();
        Assert.True(byChance.Count >= 15, $"{byChance.Count} pairs are too few to measure on.");
        Assert.DoesNotContain(byChance, static pair => pair.IsReported);
    }
}
