using System.CommandLine;
using Refwatch.Alerting;
using Refwatch.Cli.Demo;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Watching;
using Spectre.Console;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch demo`: the main job on a small web of its own, without a network.</summary>
internal static class DemoCommand
{
    /// <summary>Rot is told after three visits over three days: the day that it begins, and three more.</summary>
    private const int DaysUntilRotIsTold = 3;

    public static Command Create()
    {
        var archive = new Option<DirectoryInfo?>("--archive") { Description = "Keep what the demo archives in this directory. Default: a temporary one.", HelpName = "DIR" };
        var report = new Option<FileInfo?>("--report") { Description = "Also write the second check as one self-contained HTML page.", HelpName = "FILE.html" };
        var command = new Command("demo", "See it work: no network, no set-up. Serves a small web on loopback, checks it, changes it, checks it again.") { archive, report };
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(() => RunAsync(
            parsed.GetValue(archive)?.FullName ?? Directory.CreateTempSubdirectory("refwatch-demo-").FullName, parsed.GetValue(report), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(string folder, FileInfo? report, CancellationToken cancellationToken)
    {
        await using var site = await DemoSite.StartAsync(cancellationToken);
        var clock = new DemoClock();
        var settings = new PipelineSettings
        {
            Mementos = new MementoSettings { TimeGates = [DemoArchive.TimeGate], JudgesLinked = false }, // the articles link the real Wayback Machine: offline
            Fetch = new FetchOptions { Contact = "demo@refwatch.example", Delay = TimeSpan.Zero, Proxy = new System.Net.WebProxy(site.Proxy) },
        };
        using var workspace = await Workspace.OpenAsync(new ArchivePlace(folder, State: null), settings, clock, cancellationToken);
        var targets = new Targets();
        targets.Add(new WatchList
        {
            Name = "demo",
            Articles = [.. DemoSite.Articles.Select(static article => new WatchedTarget(article, Label: null, TimeSpan.FromDays(1)))],
            Channels = [new StdoutSettings()],
        });

        Headline("Day 1: the first check is the baseline; a web archive tells what the pages said when editors read them");
        await CheckAsync(new CheckView(Json: false, Report: null, folder));

        site.Day = 2;
        clock.PassDay();
        Headline("Day 2: meanwhile the web has changed");
        var second = await CheckAsync(new CheckView(Json: false, report, folder));

        Headline("Days 3 to 5: what is gone stays gone; after three visits over three days it is told, once");
        for (var day = 0; day < DaysUntilRotIsTold; day++)
        {
            clock.PassDay();
            await CheckAsync(new CheckView(Json: false, Report: null, folder) { AlertsOnly = true });
        }

        Headline("To look further");
        NextSteps(second, folder).ForEach(static step => Console.WriteLine(step));
        return 0;

        async Task<CheckResult> CheckAsync(CheckView view) => (await CheckCommand.RunAsync(workspace.Pipeline, targets, view, cancellationToken)).Result;
    }

    private static List<string> NextSteps(CheckResult result, string folder) =>
    [
        .. result.Pages.SelectMany(static page => page.Alerts).Take(1).Select(alert =>
            $"refwatch diff {alert.Before}/{alert.Page} {alert.After}/{alert.Page} --archive {folder}"),
        .. result.Articles.Take(1).Select(article => $"refwatch report {article.Article} --archive {folder}        (what to paste into the article)"),
        "refwatch check https://en.wikipedia.org/wiki/TITLE --contact you@example.org --report report.html",
        "refwatch watch list.yaml        (see docs/watch-list.md)",
        $"refwatch serve --archive {folder}        (its pages, captures and changes in a browser)",
        $"Every capture lies under {folder} as WARC: any web archive's tools read it.",
    ];

    private static void Headline(string text) => Terminal.Output.Write(new Rule(text).LeftJustified());
}
