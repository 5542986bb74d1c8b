using Refwatch.Verdicts;

namespace Refwatch.Tests.Verdicts;

/// <summary>
/// Every labelled case is a site of its own. A case is judged once more without the phrases that no other site's case
/// uses: what is right then does not rest on words that were put in for that site.
/// </summary>
internal static class LeaveOneOut
{
    private static readonly HashSet<string> Nothing = [];

    /// <summary>The phrases that some case uses.</summary>
    public static IReadOnlySet<string> UsedPhrases()
    {
        using var trial = new PhraseTrial(Nothing);
        foreach (var (_, _, judge) in Cases)
        {
            judge();
        }

        return trial.Used;
    }

    private static IEnumerable<(string Name, VerdictKind Label, Func<Verdict> Judge)> Cases =>
    [
        .. Scenario.Names.Select(static name => (name, JudgedCase.Expected(name), JudgeLater(Scenario.Read(name)))),
        .. NoticeCase.All.Select(static notice => ($"«{notice.Title}»", notice.Label, (Func<Verdict>)notice.Judge)),
        .. FreshBatch.All.SelectMany(static batch => batch.Cases).Select(static one => (one.Name, JudgedCase.Expected(one.Name), JudgeLater(one.Read()))),
    ];

    /// <summary>Each case with the verdict of all phrases and that of the phrases which others share.</summary>
    public static IReadOnlyList<LeftOut> Measure()
    {
        var used = Cases.Select(static one =>
        {
            using var trial = new PhraseTrial(Nothing);
            return (one.Name, one.Label, one.Judge, Said: one.Judge().Kind, Phrases: trial.Used);
        }).ToList();
        var sites = used.SelectMany(static one => one.Phrases).CountBy(static phrase => phrase).ToDictionary(StringComparer.Ordinal);
        return used.ConvertAll(one =>
        {
            var own = one.Phrases.Where(phrase => sites[phrase] == 1).ToHashSet(StringComparer.Ordinal);
            using var trial = new PhraseTrial(own);
            return new LeftOut(one.Name, one.Label, one.Said, own.Count == 0 ? one.Said : one.Judge().Kind, own);
        });
    }

    private static Func<Verdict> JudgeLater(Scenario scenario) => () => scenario.Judge();
}

/// <param name="Name">The case.</param>
/// <param name="Label">What it is.</param>
/// <param name="Said">What the judge says.</param>
/// <param name="Without">What it says without the phrases of that site alone.</param>
/// <param name="Own">Those phrases.</param>
internal sealed record LeftOut(string Name, VerdictKind Label, VerdictKind Said, VerdictKind Without, IReadOnlySet<string> Own);
