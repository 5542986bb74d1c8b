using System.CommandLine;
using System.Globalization;
using Refwatch.Alerting;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch watch`: the same planner and visits as in the cloud, in this process, until it is stopped.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var lists = new Argument<string[]>("LIST") { Description = "Watch-list files (YAML) to put in force; without one, the lists in force go on.", Arity = ArgumentArity.ZeroOrMore };
        var applyOnly = new Option<bool>("--apply-only") { Description = "Put the lists in force and end: others (Azure Functions, another process) make the visits." };
        var archive = new ArchiveOptions();
        var fetching = new FetchingOptions();
        var command = new Command("watch", "Check watch lists at their intervals, for ever. Ctrl-C or SIGTERM ends it; what was decided is kept.") { lists, applyOnly };
        archive.AddTo(command);
        fetching.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            var read = parsed.GetValue(lists)?.Select(Targets.ReadList).ToList() ?? [];
            var settings = new PipelineSettings { Fetch = fetching.Read(parsed, read.Find(static list => list.Contact is not null)?.Contact, read.Max(static list => list.Delay)) };
            using var workspace = await Workspace.OpenAsync(archive.Read(parsed), settings, TimeProvider.System, cancellationToken);
            var pipeline = workspace.Pipeline;
            foreach (var list in read)
            {
                var (added, removed) = await pipeline.WatchLists.ApplyAsync(list, cancellationToken);
                Log($"list {list.Name}: {list.Articles.Count} articles, {list.Pages.Count} pages ({added} added, {removed} removed)");
            }

            if (!parsed.GetValue(applyOnly))
            {
                await WatchAsync(pipeline, cancellationToken);
            }

            return 0;
        }));
        return command;
    }

    private static async Task WatchAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        using var channels = new Channels(Console.Out, pipeline.Clock);
        var dispatch = new AlertDispatch(pipeline.WatchLists, pipeline.Outbox, channels);
        var loop = new WatchLoop(pipeline, async stop => await CheckView.ShowAsync(await dispatch.SendAsync(stop)))
        {
            Checked = static outcome => Log($"{outcome.Verdict.Kind,-11} {outcome.Change.Claims.Count,3} changed  {outcome.Url}"),
            Failed = static (what, error) => Log($"{what} failed and comes up again: {error.Message}"),
        };
        await loop.RunAsync(cancellationToken);
        Log("stopped");
    }

    private static void Log(string line) =>
        Console.Error.WriteLine($"{TimeProvider.System.GetUtcNow().ToString("u", CultureInfo.InvariantCulture)} {line}");
}
