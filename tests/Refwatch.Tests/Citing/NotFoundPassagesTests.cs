using Refwatch.Citing;
using Refwatch.Extracting;
using Xunit;
using Xunit.Abstractions;

namespace Refwatch.Tests.Citing;

public sealed class NotFoundPassagesTests(ITestOutputHelper output)
{
    [Fact]
    public void What_a_page_states_is_hardly_ever_called_not_found()
    {
        var score = LabelledSupport.Measure(LabelledSupport.Read(), output.WriteLine);

        output.WriteLine($"{score.Stated} stated, {score.Wrong} listed; {score.Absent} absent, {score.Right} listed: precision {score.Precision:F3}, recall {score.Recall:F3}");
        Assert.True(score is { Stated: >= 90, Absent: >= 60 }, "The labelled set is too small to measure on.");
        Assert.True(score.Wrong <= 0.02 * score.Stated, "Stated sentences are listed");
        Assert.True(score.Precision >= 0.95, "Precision");
    }
}
