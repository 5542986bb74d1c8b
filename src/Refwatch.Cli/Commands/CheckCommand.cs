using System.CommandLine;
using Refwatch.Alerting;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch check`: the main job, once, while a person waits.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var targets = new Argument<string[]>("TARGET")
        {
            Description = "An article's URL, any page's URL, or a watch-list file (YAML). What an article cites is checked with it.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a page on standard output (JSON Lines); all else goes to standard error." };
        var report = new Option<FileInfo?>("--report") { Description = "Also write the result as one self-contained HTML page.", HelpName = "FILE.html" };
        var archive = new ArchiveOptions();
        var fetching = new FetchingOptions();
        var mementos = new MementoOptions();
        var command = new Command("check", "Fetch pages and what articles cite, compare with the archive, archive, alert. The first check of a page is its baseline.\nExit codes: 0 all live and unchanged, 1 something needs attention, 2 usage or configuration, 3 the run could not be completed.")
        {
            targets, json, report,
        };
        archive.AddTo(command);
        fetching.AddTo(command);
        mementos.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            var watched = Targets.Read(parsed.GetRequiredValue(targets));
            if (parsed.GetValue(report) is { Directory.Exists: false } nowhere)
            {
                throw new InputException($"--report {nowhere}: there is no folder {nowhere.DirectoryName}. Make it, or name another.");
            }

            var settings = new PipelineSettings { Fetch = fetching.Read(parsed, watched.Contact, watched.Delay), Mementos = mementos.Read(parsed, watched.Lists) };
            var place = archive.Read(parsed);
            using var workspace = await Workspace.OpenAsync(place, settings, TimeProvider.System, cancellationToken);
            var view = new CheckView(parsed.GetValue(json), parsed.GetValue(report), place.ToString());
            var (result, told) = await RunAsync(workspace.Pipeline, watched, view, cancellationToken);
            return ExitCodes.Of(result, told);
        }));
        return command;
    }

    /// <summary>Checks, shows, tells; returns what was found, and how many alerts were delivered.</summary>
    public static async Task<(CheckResult Result, int Told)> RunAsync(Pipeline pipeline, Targets watched, CheckView view, CancellationToken cancellationToken)
    {
        var result = await CheckProgressBar.RunAsync(progress => pipeline.NewCheckRun().RunAsync(watched.Demands, progress, cancellationToken));
        await view.ShowAsync(result, pipeline.Clock.GetUtcNow());
        if (result.IsStopped)
        {
            await Console.Error.WriteLineAsync("refwatch: stopped; what was decided is kept, the rest is asked by the next run");
            return (result, 0);
        }

        return (result, await TellAsync(pipeline, watched, view, cancellationToken));
    }

    private static async Task<int> TellAsync(Pipeline pipeline, Targets watched, CheckView view, CancellationToken cancellationToken)
    {
        using var channels = new Channels(view.Alerts, pipeline.Clock);
        var byList = watched.Channels.ToDictionary(static list => list.Key, list => channels.Open(list.Value), StringComparer.Ordinal);
        var delivery = await pipeline.Outbox.DeliverAsync(byList, cancellationToken);
        await CheckView.ShowAsync(delivery);
        return delivery.Sent;
    }
}
