using System.CommandLine;
using Refwatch.Archiving.Custody;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch takedown`: a capture's content goes, a tombstone stays.</summary>
internal static class TakedownCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("CAPTURE") { Description = CaptureNames.Help };
        var all = new Option<bool>("--all") { Description = "Of a URL, take down every capture." };
        var revisits = new Option<bool>("--with-revisits") { Description = "Also take down the captures that refer to its payload: the same content under another date or URL." };
        var actor = new ActorOptions();
        var archive = new ArchiveOptions();
        var command = new Verb(
            "takedown",
            """
            Delete a capture's content and leave a tombstone: its digest, the reason, who decided it, when. Refused while it is held, while the store's own policy locks it, and while later captures refer to its payload. A page that is still watched is captured anew when it changes: leave it out of its watch list first.
            """,
            """
            Examples:
              refwatch takedown 20260310120000/https://example.org/page --reason "Order 7 of the court" --actor "A. Archivist"
              refwatch takedown https://example.org/page --all --with-revisits --reason … --actor …
            Exit codes: 0 taken down, 1 refused and left as it was, 2 usage or no such capture, 3 the run could not be completed: run it again.
            """)
        {
            name, all, revisits,
        };
        actor.AddTo(command);
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            using var workspace = await Workspace.OpenExistingAsync(archive.Read(parsed), cancellationToken);
            var (reason, who) = actor.Read(parsed);
            var given = parsed.GetRequiredValue(name);
            var blobs = await CaptureNames.FindAsync(workspace.Pipeline.Archive, given, cancellationToken);
            if (blobs.Count > 1 && !parsed.GetValue(all))
            {
                throw new InputException($"{given} has {blobs.Count} captures: name one of them, or all with --all.\n  {string.Join("\n  ", blobs)}");
            }

            var exitCode = ExitCodes.AllWell;
            IReadOnlyList<string> newestFirst = [.. blobs.Reverse()];
            await foreach (var (blob, result) in newestFirst.ToAsyncEnumerable().Zip(workspace.Pipeline.Takedown.RunAsync(newestFirst, reason, who, parsed.GetValue(revisits), cancellationToken)))
            {
                await Terminal.WriteLinesAsync(Plain(blob, result));
                exitCode = Math.Max(exitCode, ExitCodeOf(result.Outcome));
            }

            return exitCode;
        }));
        return command;
    }

    private static string Plain(string blob, TakedownResult result) => result.Outcome switch
    {
        TakedownOutcome.TakenDown => $"taken down: {string.Join("\n            ", result.Blobs)}",
        TakedownOutcome.NotFound => $"{blob}: {result.Detail}",
        TakedownOutcome.HasRevisits => $"refused: {blob}\n{result.Detail}:\n  {string.Join("\n  ", result.Blobs)}\nTake them down with it: --with-revisits",
        _ => $"refused: {result.Blobs[0]}\n{result.Detail}",
    };

    private static int ExitCodeOf(TakedownOutcome outcome) => outcome switch
    {
        TakedownOutcome.TakenDown => ExitCodes.AllWell,
        TakedownOutcome.NotFound => ExitCodes.Usage,
        _ => ExitCodes.NeedsAttention,
    };
}
