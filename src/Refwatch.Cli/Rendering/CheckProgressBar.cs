using Refwatch.Alerting;
using Refwatch.Web.Reports;
using Spectre.Console;

namespace Refwatch.Cli.Rendering;

/// <summary>How far a run is, while a person waits. It stands on standard error, so that standard output stays clean.</summary>
internal static class CheckProgressBar
{
    private const int HostWidth = 32;

    /// <summary>Runs with a bar on standard error; without one where that is no terminal.</summary>
    public static Task<CheckResult> RunAsync(Func<IProgress<CheckProgress>, Task<CheckResult>> run) =>
        RunAsync(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }), run);

    /// <summary>Runs with a bar on that console; without one where it is no terminal.</summary>
    public static Task<CheckResult> RunAsync(IAnsiConsole console, Func<IProgress<CheckProgress>, Task<CheckResult>> run) =>
        console.Profile is { Out.IsTerminal: true, Capabilities.Ansi: true }
            ? console.Progress().AutoClear(enabled: true)
                .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
                .StartAsync(context => run(new Bar(context.AddTask("asking the first pages", maxValue: 1))))
            : run(new Silence());

    private sealed class Bar(ProgressTask task) : IProgress<CheckProgress>
    {
        private readonly Lock _lock = new();
        private int _done;

        public void Report(CheckProgress value)
        {
            lock (_lock)
            {
                _done = Math.Max(_done, value.Done); // hosts report side by side, not always in order
                task.MaxValue = Math.Max(value.Total, 1);
                task.Value = _done;
                var host = Ink.Fit(DisplayText.Host(Refwatch.Fetching.HostManners.HostOf(value.Last.Url)), HostWidth);
                task.Description = Markup.Escape($"{_done} of {CheckTable.Count(value.Total, "page")}  {host}");
            }
        }
    }

    private sealed class Silence : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value)
        {
        }
    }
}
