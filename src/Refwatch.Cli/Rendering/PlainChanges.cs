using Refwatch.Claims;
using Refwatch.Web.Reports;
using Spectre.Console;

namespace Refwatch.Cli.Rendering;

/// <summary>The changes as plain text, the changed words marked as wdiff marks them: [-removed-]{+added+}.</summary>
internal static class PlainChanges
{
    public static string Of(Change change)
    {
        if (change.IsEmpty)
        {
            return "No claim changed.";
        }

        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        ChangeView.Write(console, change, static article => DisplayText.Clean(article));
        return string.Join(Environment.NewLine, text.ToString().Split('\n').Select(static line => line.TrimEnd())).TrimEnd();
    }
}
