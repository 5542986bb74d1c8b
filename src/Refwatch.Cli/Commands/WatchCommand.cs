using System.CommandLine;
using Refwatch.Alerting;
using Refwatch.Cli.Rendering;
using Refwatch.Web.Operation;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch watch`: the same planner and visits as in the cloud, in this process, until it is stopped.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var lists = new Argument<string[]>("LIST") { Description = "Watch-list files (YAML) to put in force; without one, the lists in force go on.", Arity = ArgumentArity.ZeroOrMore };
        var applyOnly = new Option<bool>("--apply-only") { Description = "Put the lists in force and end: others (Azure Functions, another process) make the visits." };
        var jsonLog = new Option<bool>("--json-log") { Description = "Log one JSON object a line on standard error, where no terminal shows the live view." };
        var archive = new ArchiveOptions();
        var fetching = new FetchingOptions();
        var mementos = new MementoOptions();
        var command = new Command("watch", "Check watch lists at their intervals, for ever. Ctrl-C or SIGTERM ends it; what was decided is kept.") { lists, applyOnly, jsonLog };
        archive.AddTo(command);
        fetching.AddTo(command);
        mementos.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            var read = parsed.GetValue(lists)?.Select(Targets.ReadList).ToList() ?? [];
            var settings = new PipelineSettings
            {
                Fetch = fetching.Read(parsed, read.Find(static list => list.Contact is not null)?.Contact, read.Max(static list => list.Delay)),
                Mementos = mementos.Read(parsed, read),
            };
            using var workspace = await Workspace.OpenAsync(archive.Read(parsed), settings, TimeProvider.System, cancellationToken);
            var pipeline = workspace.Pipeline;
            foreach (var list in read)
            {
                var (added, removed) = await pipeline.WatchLists.ApplyAsync(list, cancellationToken);
                await Console.Error.WriteLineAsync($"list {list.Name}: {list.Articles.Count} articles, {list.Pages.Count} pages ({added} added, {removed} removed)");
            }

            if (!parsed.GetValue(applyOnly))
            {
                using var export = TelemetryExport.Start();
                await (Terminal.IsLive ? ShowAsync(pipeline, cancellationToken) : LogAsync(pipeline, parsed.GetValue(jsonLog), cancellationToken));
            }

            return 0;
        }));
        return command;
    }

    /// <summary>For a person at a terminal.</summary>
    private static async Task ShowAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        var view = new WatchView(Terminal.Output, pipeline.Clock);
        using var channels = new Channels(view.Lines, pipeline.Clock);
        var dispatch = new AlertDispatch(pipeline.WatchLists, pipeline.Outbox, channels);
        var loop = new WatchLoop(pipeline, async stop => view.Delivered(await dispatch.SendAsync(stop)))
        {
            Checked = view.Checked,
            Visiting = (host, end) => view.Visiting(host, isOver: end is not null),
            Failed = (what, error) => view.Lines.WriteLine($"{what} failed and comes up again: {error.Message}"),
        };
        await view.ShowAsync(loop.RunAsync(cancellationToken));
    }

    /// <summary>For a service: alerts on standard output, the log on standard error.</summary>
    private static async Task LogAsync(Pipeline pipeline, bool json, CancellationToken cancellationToken)
    {
        using var factory = ServiceLog.NewFactory(json);
        var log = new ServiceLog(factory.CreateLogger("Refwatch"));
        using var channels = new Channels(Console.Out, pipeline.Clock);
        var dispatch = new AlertDispatch(pipeline.WatchLists, pipeline.Outbox, channels);
        var loop = new WatchLoop(pipeline, async stop => log.Delivered(await dispatch.SendAsync(stop)))
        {
            Checked = log.Checked,
            Visiting = (host, end) => log.Visited(host, end),
            Failed = log.Failed,
        };
        log.Started();
        await loop.RunAsync(cancellationToken);
        log.Stopped();
    }
}
