using Refwatch.Alerting;
using Refwatch.Web.Reports;
using Spectre.Console;

namespace Refwatch.Cli.Rendering;

/// <summary>What pages say otherwise than when editors read them.</summary>
internal static class SinceReadView
{
    public static void WriteAll(IAnsiConsole console, CheckOverview overview)
    {
        var drifted = overview.Pages.Where(static page => page.Outcome.SinceRead.Any(static baseline => baseline.TouchesSupport)).ToList();
        if (drifted.Count == 0)
        {
            return;
        }

        console.Write(new Text("Changed since editors read it\n\n", Ink.Strong));
        foreach (var page in drifted)
        {
            console.Write(PageHeading.Of(page).Append("\n"));
            foreach (var drift in ReadDrift.Of(page.Outcome))
            {
                Write(console, drift, overview);
            }
        }
    }

    private static void Write(IAnsiConsole console, ReadDrift drift, CheckOverview overview)
    {
        var lines = drift.Baselines.Select(static baseline => $"since {MementoWords.Compared(baseline)}")
            .Concat(drift.Baselines.Select(static baseline => baseline.Memento?.Memento.AbsoluteUri).OfType<string>().Distinct().Select(static url => DisplayText.Clean(url, 400)));
        var tail = drift.IsShownAbove ? ["by the same claims as above\n"] : Array.Empty<string>();
        console.Write(new Padder(new Text(string.Join('\n', [.. lines, .. tail]), Ink.Faint), new Padding(2, 0, 0, 0)));
        if (!drift.IsShownAbove)
        {
            ChangeView.Write(console, drift.Change, overview.TitleOf);
        }
    }
}
