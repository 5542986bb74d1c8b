using System.CommandLine;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Fixity;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch hold` and `refwatch release`: what may not be taken down.</summary>
internal static class HoldCommand
{
    public static Command Create() => Create(
        "hold",
        ActKind.Held,
        """
        Keep a capture, or all captures of a URL, from takedown and retention rules until it is released. Changes no capture; the journal keeps who and why.
        """,
        """
        Examples:
          refwatch hold https://example.org/page --reason "Case 12/2026" --actor "A. Archivist"
          refwatch hold 20260310120000/https://example.org/page --reason … --actor …
        Exit codes: 0 done, 2 usage or no such capture, 3 the run could not be completed.
        """);

    public static Command CreateRelease() => Create(
        "release",
        ActKind.Released,
        """
        End all holds on a capture or a URL, named as it was held.
        """,
        """
        Example: refwatch release https://example.org/page --reason "Case closed" --actor "A. Archivist"
        Exit codes: 0 done, 2 usage or nothing to release, 3 the run could not be completed.
        """);

    private static Verb Create(string verb, ActKind kind, string description, string notes)
    {
        var name = new Argument<string>("CAPTURE") { Description = CaptureNames.Help };
        var actor = new ActorOptions();
        var archive = new ArchiveOptions();
        var command = new Verb(verb, description, notes) { name };
        actor.AddTo(command);
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            using var workspace = await Workspace.OpenExistingAsync(archive.Read(parsed), cancellationToken);
            var pipeline = workspace.Pipeline;
            var (reason, who) = actor.Read(parsed);
            var given = parsed.GetRequiredValue(name);
            var url = CaptureNames.UrlOf(given);
            var blobs = url is null ? await CaptureNames.FindAsync(pipeline.Archive, given, cancellationToken) : [];
            foreach (var blob in blobs.DefaultIfEmpty())
            {
                var act = new Act { Kind = kind, Time = pipeline.Clock.GetUtcNow(), Actor = who, Reason = reason, Blob = blob, Url = blob is null ? url : null };
                await CheckAsync(pipeline, act, cancellationToken);
                await pipeline.Journal.AddAsync(act, cancellationToken);
                await Terminal.WriteLinesAsync($"{(kind is ActKind.Held ? "held" : "released")}: {blob ?? url}");
            }

            return ExitCodes.AllWell;
        }));
        return command;
    }

    private static async Task CheckAsync(Pipeline pipeline, Act act, CancellationToken cancellationToken)
    {
        if (act.Kind is ActKind.Released && (await LegalHolds.ReadAsync(pipeline.Journal, cancellationToken)).On(act) is null)
        {
            throw new InputException($"{act.Blob ?? act.Url} is not held under this name. `refwatch custody` shows what holds a capture.");
        }

        if (act is { Kind: ActKind.Held, Blob: { } blob } && !await pipeline.Captures.HasAsync(blob, cancellationToken))
        {
            throw new InputException($"{blob}: there is no such capture.");
        }
    }
}
