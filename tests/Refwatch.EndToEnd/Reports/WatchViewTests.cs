using Refwatch.Alerting;
using Refwatch.Cli.Rendering;
using Spectre.Console;
using Xunit;

namespace Refwatch.EndToEnd.Reports;

public sealed class WatchViewTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(50)]
    public void The_live_view_counts_and_shows_the_last_pages_in_the_terminals_width(int width)
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        var view = new WatchView(console, TimeProvider.System);
        view.Visiting("slow.example", isOver: false);
        view.Visiting("done.example", isOver: false);
        view.Visiting("done.example", isOver: true);
        foreach (var page in SampleCheck.Everything().Pages)
        {
            view.Checked(page);
        }

        view.Delivered(new DeliveryReport(Sent: 2, Left: 1));
        console.Write(view.Draw());
        var screen = output.ToString();
        Assert.All(screen.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
        Assert.Contains("11 checks: 6 live", screen, StringComparison.Ordinal);
        Assert.Contains("Asking slow.example", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("done.example", screen, StringComparison.Ordinal);
        Assert.Contains("2 sent, 1 waiting", string.Join(' ', screen.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(10, screen.Split('\n').Count(static line => line.StartsWith("08:", StringComparison.Ordinal)));
    }
}
