using System.Globalization;
using System.Text;
using Refwatch.Tests.Verdicts;
using Refwatch.Verdicts;

namespace Refwatch.Benchmarks.Quality;

/// <summary>Verdicts on labelled cases: our scenarios, and batches that were labelled before the judge first saw them.</summary>
internal static class VerdictsQuality
{
    /// <summary>The figures; cases that are judged otherwise than labelled go to standard output.</summary>
    public static string Markdown(int worst, bool peers)
    {
        _ = peers;
        var text = new StringBuilder("## Verdicts\n\n");
        text.AppendLine("| batch | cases | as labelled | rot found | live called dead |").AppendLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var batch in FreshBatch.All)
        {
            var first = batch.FirstRun().Select(static said => (JudgedCase.Expected(said.Name), said.Said)).ToList();
            var judged = batch.Judge();
            text.AppendLine(Row($"{batch.Name}, first run", first));
            text.AppendLine(Row($"{batch.Name}, now", [.. judged.Select(static one => (one.Label, one.Verdict.Kind))]));
            foreach (var wrong in judged.Where(static one => one.Label != one.Verdict.Kind).Take(worst))
            {
                Console.WriteLine($"{batch.Name}/{wrong.Name}: {wrong.Verdict.Kind}\n    {string.Join("\n    ", wrong.Verdict.Evidence)}");
            }
        }

        return text.ToString();
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
