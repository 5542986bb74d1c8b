using System.CommandLine;
using System.Globalization;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Retention;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch prune`: what the watch lists' retention rules let go of.</summary>
internal static class PruneCommand
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would go and what stays, and why; change nothing." };
        var actor = new Option<string>("--actor") { Description = "Who decided it; stands in the tombstones.", DefaultValueFactory = static _ => Environment.UserName, HelpName = "NAME" };
        var archive = new ArchiveOptions();
        var command = new Command(
            "prune",
            """
            Take down the captures that are older than their pages' retention (docs/watch-list.md) and that nothing rests on. Each leaves a tombstone; begin with --dry-run.
            Exit codes: 0 done, 1 some could not go (they are named), 2 usage, 3 the run could not be completed: run it again.
            """)
        {
            dryRun, actor,
        };
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            using var workspace = await Workspace.OpenAsync(archive.Read(parsed), new PipelineSettings(), TimeProvider.System, cancellationToken);
            var pipeline = workspace.Pipeline;
            var takedown = parsed.GetValue(dryRun) ? null : pipeline.Takedown;
            return await PruneAsync(pipeline.NewRetentionPlan(), takedown, parsed.GetRequiredValue(actor), cancellationToken);
        }));
        return command;
    }

    private static async Task<int> PruneAsync(RetentionPlan plan, Takedown? takedown, string actor, CancellationToken cancellationToken)
    {
        var (gone, bytes, staying, refused) = (0, 0L, 0, 0);
        var going = new List<RetainedCapture>();
        await foreach (var capture in plan.ReadAsync(cancellationToken))
        {
            if (capture.KeptBecause is { } reason)
            {
                await StaysAsync(capture, reason);
            }
            else
            {
                going.Add(capture);
            }
        }

        // The newest first: what refers to an older one's payload goes before it.
        going.Reverse();
        var results = takedown?.RunAsync([.. going.Select(static capture => capture.Blob)], "older than the watch list's retention", actor, withRevisits: false, cancellationToken)
            ?? going.Select(static capture => new TakedownResult(TakedownOutcome.TakenDown, [capture.Blob], "")).ToAsyncEnumerable();
        await foreach (var (capture, result) in going.ToAsyncEnumerable().Zip(results).WithCancellation(cancellationToken))
        {
            if (result.Outcome is TakedownOutcome.TakenDown)
            {
                await Console.Out.WriteLineAsync($"{(takedown is null ? "goes " : "gone ")}  {capture.Blob}");
                (gone, bytes) = (gone + 1, bytes + capture.Bytes);
            }
            else
            {
                await StaysAsync(capture, result.Detail); // a hold, the store's own policy, captures of other pages that refer to it
                refused++;
            }
        }

        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{gone} captures {(takedown is null ? "would go" : "gone")} ({bytes / 1e6:0.0} MB), {staying} older than their rule stay"));
        return refused > 0 ? ExitCodes.NeedsAttention : ExitCodes.AllWell;

        Task StaysAsync(RetainedCapture capture, string reason)
        {
            staying++;
            return Console.Out.WriteLineAsync($"stays  {capture.Blob}  {reason}");
        }
    }
}
