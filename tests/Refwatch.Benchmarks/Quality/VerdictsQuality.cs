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
        was learned from it. None of them asks the host for a sibling address, which a check does where a soft 404 is suspected. Leaving a site
        out: the case is judged without the phrases that no other case uses.

        """ + "\n\n";

    /// <summary>The figures; cases that are judged otherwise than labelled go to standard output.</summary>
    public static string Markdown(int worst, bool peers)
    {
        _ = peers;
        var text = new StringBuilder(Head);
        text.AppendLine("| cases | number | as labelled | rot found | live called dead |").AppendLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var batch in FreshBatch.All)
        {
            var judged = batch.Judge();
            text.AppendLine(Row($"{batch.Name}, first run", [.. batch.FirstRun().Select(static said => (JudgedCase.Expected(said.Name), said.Said))]));
            text.AppendLine(Row($"{batch.Name}, now", [.. judged.Select(static one => (one.Label, one.Verdict.Kind))]));
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

    private static string Row(string name, IReadOnlyList<(VerdictKind Label, VerdictKind Said)> cases)
    {
        var rotten = cases.Where(static one => IsRot(one.Label)).ToList();
        var found = rotten.Count(static one => IsRot(one.Said));
        var dead = cases.Count(static one => !IsRot(one.Label) && IsRot(one.Said));
        var right = cases.Count(static one => one.Label == one.Said);
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {cases.Count} | {(double)right / cases.Count:P1} | {found} of {rotten.Count} | {dead} |");
    }

    private static bool IsRot(VerdictKind kind) => kind is VerdictKind.Gone or VerdictKind.Usurped or VerdictKind.Soft404;
}
