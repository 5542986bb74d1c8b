using Refwatch.Web.Reports;
using Spectre.Console;

namespace Refwatch.Cli.Rendering;

/// <summary>The sum of a run, its alerts, and where to go from here.</summary>
internal static class SummaryView
{
    public static void Write(IAnsiConsole console, CheckOverview overview, string archive, IReadOnlyList<string> nextSteps)
    {
        foreach (var alert in overview.Pages.SelectMany(static page => page.Outcome.Alerts))
        {
            console.Write(new Paragraph("Alert  ", Ink.Of(Tone.Bad)).Append(DisplayText.Clean(alert.Title, 400)).Append("\n"));
        }

        console.Write(new Text(Sum(overview) + "\n", Ink.Strong));
        console.Write(new Text($"Archived in {DisplayText.Clean(archive)}\n", Ink.Faint));
        foreach (var step in nextSteps)
        {
            console.Write(new Text($"  {DisplayText.Clean(step)}\n", Ink.Faint));
        }
    }

    private static string Sum(CheckOverview overview)
    {
        var verdicts = string.Join(", ", overview.Verdicts.Select(static count => $"{count.Count} {VerdictWords.Name(count.Kind).ToLowerInvariant()}"));
        return $"{CheckTable.Count(overview.Pages.Count, "page")}: {(verdicts.Length > 0 ? verdicts : "nothing to check")}; "
            + $"{overview.Changed.Count} changed; {CheckTable.Count(overview.AlertCount, "alert")} raised";
    }
}
