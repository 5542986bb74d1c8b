using System.Globalization;
using System.Text;
using Refwatch.Tests.Verdicts;
using Refwatch.Verdicts;

namespace Refwatch.Benchmarks.Quality;

/// <summary>Verdicts on labelled cases: our scenarios, and batches that were labelled before the judge first saw them.</summary>
internal static class VerdictsQuality
{
    private const string Head = """
        ## Verdicts

        Our cases (`tests/Refwatch.Tests/Verdicts`) are written after the shapes of real pages, in English, Russian and Kazakh. A fresh batch was
        labelled and committed before the judge first saw it: its first run is the honest figure (`first-run.tsv` beside the cases), what follows
        was learned from it. "Words" judges the page alone. A check asks the host for a sibling address where a soft 404 is suspected: "probed"
        is with a host that has soft 404s (it gives the same notice for any address, and another page than the live one), "404" with one that
        answers it with 404; a wall or trouble is shown on its host's front page too. The third batch was written by one who knew the lexicon, the
        fourth is of notices alone, in as many voices as its writers could think of, and was not learned from. The fifth is of notices and brief pages in 37
        other languages; its first run is that of a judge that had learned no word from it, now every other notice is learned from. docs/decisions.md has
        figures for pages of others.
        Leaving a site out: the case is judged without the phrases that no other case uses.

        """ + "\n\n";

    /// <summary>The figures; cases that are judged otherwise than labelled go to standard output.</summary>
    public static string Markdown(int worst, bool peers)
    {
        _ = peers;
        var text = new StringBuilder(Head);
        text.AppendLine("| cases | number | as labelled | rot found by words | probed | 404 | not rot, called dead |").AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var batch in FreshBatch.All)
        {
            var first = batch.FirstRun().Select(static said => (Label: JudgedCase.Expected(said.Name), said.Said, said.Probed)).ToList();
            var judged = batch.Judge();
            var words = Pairs(judged);
            text.AppendLine(Row($"{batch.Name}, first run", [.. first.Select(static one => (one.Label, one.Said))], [.. first.Where(static one => one.Probed is not null).Select(static one => (one.Label, one.Probed!.Value))]));
            text.AppendLine(Row($"{batch.Name}, now", words, Pairs(batch.Judge(SiblingHost.GivesTheSame)), Pairs(batch.Judge(SiblingHost.Refuses))));
            foreach (var wrong in judged.Where(static one => one.Label != one.Verdict.Kind).Take(worst))
            {
                Console.WriteLine($"{batch.Name}/{wrong.Name}: {wrong.Verdict.Kind}\n    {string.Join("\n    ", wrong.Verdict.Evidence)}");
            }
        }

        var all = LeaveOneOut.Measure();
        text.AppendLine(Row("all cases, the scenarios with them", [.. all.Select(static one => (one.Label, one.Said))]));
        text.AppendLine(Row("all cases, each without its own site's phrases", [.. all.Select(static one => (one.Label, one.Without))]));
        AppendMatrix(text, all);
        return text.ToString();
    }

    private static List<(VerdictKind Label, VerdictKind Said)> Pairs(IReadOnlyList<JudgedCase> cases) => [.. cases.Select(static one => (one.Label, one.Verdict.Kind))];

    private static void AppendMatrix(StringBuilder text, IReadOnlyList<LeftOut> all)
    {
        var kinds = Enum.GetValues<VerdictKind>();
        text.AppendLine().AppendLine("Labels down, verdicts across, each case judged without the phrases that its site alone uses:").AppendLine();
        text.AppendLine($"| | {string.Join(" | ", kinds)} |").AppendLine($"| --- |{string.Concat(kinds.Select(static _ => " ---: |"))}");
        foreach (var label in kinds)
        {
            var said = all.Where(one => one.Label == label).CountBy(static one => one.Without).ToDictionary();
            text.AppendLine($"| {label} | {string.Join(" | ", kinds.Select(kind => said.TryGetValue(kind, out var count) ? count.ToString(CultureInfo.InvariantCulture) : ""))} |");
        }
    }

    private static string Row(
        string name, List<(VerdictKind Label, VerdictKind Said)> words, List<(VerdictKind Label, VerdictKind Said)>? probed = null, List<(VerdictKind Label, VerdictKind Said)>? refused = null)
    {
        var right = (double)words.Count(static one => one.Label == one.Said) / words.Count;
        var dead = words.Concat(probed ?? []).Concat(refused ?? []).Count(static one => !IsRot(one.Label) && IsRot(one.Said));
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {words.Count} | {right:P1} | {Found(words)} | {Found(probed)} | {Found(refused)} | {dead} |");
    }

    private static string Found(List<(VerdictKind Label, VerdictKind Said)>? cases) =>
        cases is null or [] ? "" : $"{cases.Count(static one => IsRot(one.Label) && IsRot(one.Said))} of {cases.Count(static one => IsRot(one.Label))}";

    private static bool IsRot(VerdictKind kind) => kind is VerdictKind.Gone or VerdictKind.Usurped or VerdictKind.Soft404;
}
