using System.CommandLine;
using System.Globalization;
using Refwatch.Archiving.Retention;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch prune`: what the watch lists' retention rules let go of.</summary>
internal static class PruneCommand
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would go and what stays, and why; change nothing." };
        var archive = new ArchiveOptions();
        var command = new Command("prune", "Say which captures are older than their pages' retention (see docs/watch-list.md) and may go because nothing rests on them.") { dryRun };
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            if (!parsed.GetValue(dryRun))
            {
                throw new InputException("prune only plans so far: run it with --dry-run, and take down what it names.");
            }

            using var workspace = await Workspace.OpenAsync(archive.Read(parsed), new PipelineSettings(), TimeProvider.System, cancellationToken);
            await ShowAsync(workspace.Pipeline.NewRetentionPlan(), cancellationToken);
            return ExitCodes.AllWell;
        }));
        return command;
    }

    private static async Task ShowAsync(RetentionPlan plan, CancellationToken cancellationToken)
    {
        var (going, bytes, staying) = (0, 0L, 0);
        await foreach (var capture in plan.ReadAsync(cancellationToken))
        {
            await Console.Out.WriteLineAsync(capture.KeptBecause is { } reason ? $"stays  {capture.Blob}  {reason}" : $"goes   {capture.Blob}");
            going += capture.KeptBecause is null ? 1 : 0;
            bytes += capture.KeptBecause is null ? capture.Bytes : 0;
            staying += capture.KeptBecause is null ? 0 : 1;
        }

        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{going} captures would go ({bytes / 1e6:0.0} MB), {staying} older than their rule stay"));
    }
}
