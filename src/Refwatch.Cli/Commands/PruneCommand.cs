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
        await foreach (var capture in plan.ReadAsync(cancellationToken))
        {
            var reason = capture.KeptBecause ?? (takedown is null ? null : await DropAsync(takedown, capture.Blob, actor, cancellationToken));
            await Console.Out.WriteLineAsync(reason is null ? $"{(takedown is null ? "goes " : "gone ")}  {capture.Blob}" : $"stays  {capture.Blob}  {reason}");
            gone += reason is null ? 1 : 0;
            bytes += reason is null ? capture.Bytes : 0;
            staying += reason is null ? 0 : 1;
            refused += capture.KeptBecause is null && reason is not null ? 1 : 0;
        }

        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{gone} captures {(takedown is null ? "would go" : "gone")} ({bytes / 1e6:0.0} MB), {staying} older than their rule stay"));
        return refused > 0 ? ExitCodes.NeedsAttention : ExitCodes.AllWell;
    }

    /// <summary>Null when it is gone; else why it stays: a hold, the store's own policy, captures of other pages that refer to it.</summary>
    private static async Task<string?> DropAsync(Takedown takedown, string blob, string actor, CancellationToken cancellationToken)
    {
        var result = await takedown.RunAsync(blob, "older than the watch list's retention", actor, withRevisits: false, cancellationToken);
        return result.Outcome is TakedownOutcome.TakenDown ? null : result.Detail;
    }
}
