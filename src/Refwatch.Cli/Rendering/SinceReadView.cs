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
            foreach (var baseline in page.Outcome.SinceRead.Where(static baseline => baseline.TouchesSupport))
            {
                console.Write(new Padder(new Text($"Since {MementoWords.Compared(baseline)}\n{baseline.Memento?.Memento.AbsoluteUri}", Ink.Faint), new Padding(2, 0, 0, 0)));
                ChangeView.Write(console, baseline.Supporting, overview.TitleOf);
            }
        }
    }
}
