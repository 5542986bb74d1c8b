using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Verdicts;

/// <summary>A folder of test data is the test, and its name is the expected answer.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. Scenario.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_judged_as_its_folder_says(string name)
    {
        var verdict = Scenario.Read(name).Judge();

        var expected = Enum.Parse<VerdictKind>(name.Split('/')[0]);
        Assert.True(expected == verdict.Kind, $"{name}: {verdict.Kind} ({verdict.Confidence})\n  {string.Join("\n  ", verdict.Evidence)}");
        Assert.NotEmpty(verdict.Evidence);
        Assert.All(verdict.Evidence, static line => Assert.False(string.IsNullOrWhiteSpace(line)));
        Assert.InRange(verdict.Confidence, 0.3, 1);
    }

    [Fact]
    public void There_are_cases_of_every_verdict_and_in_three_languages()
    {
        var names = Scenario.Names.ToList();

        Assert.True(names.Count >= 120, $"{names.Count} cases");
        Assert.Equal(Enum.GetNames<VerdictKind>().Order(), names.Select(static name => name.Split('/')[0]).Distinct().Order());
        Assert.All(["en-", "ru-", "kk-"], language => Assert.True(names.Count(name => name.Split('/')[1].StartsWith(language)) >= 15, language));
    }

    [Fact]
    public void No_phrase_is_there_for_one_case_alone()
    {
        var resting = LeaveOneOut.Measure().Where(static one => one.Said == one.Label && one.Without != one.Label).ToList();

        Assert.True(resting.Count == 0, string.Join('\n', resting.Select(static one => $"{one.Name} is {one.Without} without «{string.Join("», «", one.Own)}»")));
    }

    /// <summary>
    /// A phrase without a case is excused where its verdict is not dead (walls, gates, paywalls, trouble: a miss costs more than a
    /// false match), where it speaks against a verdict, and where it is a name (gambling brands): names are facts, not wordings.
    /// </summary>
    [Fact]
    public void Every_phrase_that_may_call_a_page_dead_is_used_by_a_case()
    {
        var unused = new[] { SoftErrors.Missing, Placeholders.Wording, Parking.Wording }.SelectMany(static wording => wording.Headlines.Sources.Concat(wording.Sentences.Sources)).Except(LeaveOneOut.UsedPhrases()).ToList();

        Assert.True(unused.Count == 0, string.Join('\n', unused));
    }

    [Fact]
    public void No_live_page_of_the_fresh_batches_is_called_dead()
    {
        var judged = FreshBatch.All.SelectMany(static batch => batch.Judge()).ToList();

        Assert.All(judged.Where(static one => one.Label is VerdictKind.Live), static one => Assert.False(one.Verdict.IsRot, $"{one.Name}: {string.Join("; ", one.Verdict.Evidence)}"));
        Assert.All(FreshBatch.All.Where(static batch => batch.IsLearned), static batch => Assert.True(batch.Judge() is var cases && cases.Count(static one => one.Label == one.Verdict.Kind) >= 0.95 * cases.Count, $"{batch.Name}: fewer than 95 % as labelled"));
    }

    /// <summary>Most have words of notices in their ordinary meaning.</summary>
    [Fact]
    public void Brief_live_pages_are_live()
    {
        var judged = NoticeCase.Read(Path.Combine(Scenario.Folder, "live.tsv")).Select(static page => (Page: page, Verdict: page.Judge())).ToList();

        Assert.True(judged.Count >= 480);
        Assert.All(judged, static one => Assert.False(one.Verdict.IsRot, $"{one.Page.Title}: {string.Join("; ", one.Verdict.Evidence)}"));
        Assert.True(judged.Count(static one => one.Verdict.Kind is VerdictKind.Live) >= 0.99 * judged.Count);
    }
}
