using System.CommandLine;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch custody`: where a capture comes from and what became of it.</summary>
internal static class CustodyCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("CAPTURE") { Description = $"{CaptureNames.Help} Of a URL the newest capture is shown." };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var seals = new SealOptions();
        var archive = new ArchiveOptions();
        var command = new Verb(
            "custody",
            """
            Show a capture's custody sheet: request, address, digests and offsets of its records, its place in the chain of manifests and their seals, holds, and what people did to it.
            """,
            """
            Examples:
              refwatch custody https://example.org/page
              refwatch custody 20260310120000/https://example.org/page --key archive-public.pem
            Exit codes: 0 sound, 1 something is wrong with the capture or its manifest, 2 usage or no such capture, 3 the run could not be completed.
            """)
        {
            name, json,
        };
        seals.AddTo(command);
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            using var trusted = seals.Read(parsed);
            using var workspace = await Workspace.OpenExistingAsync(archive.Read(parsed), cancellationToken);
            var blobs = await CaptureNames.FindAsync(workspace.Pipeline.Archive, parsed.GetRequiredValue(name), cancellationToken);
            var sheet = await workspace.Pipeline.NewCustodyReader(trusted).ReadAsync(blobs[^1], cancellationToken)
                ?? throw new InputException($"{blobs[^1]}: there is no such capture.");
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonLines.Custody(sheet));
            }
            else
            {
                await CustodyView.ShowAsync(sheet, blobs);
            }

            return sheet.IsSound ? ExitCodes.AllWell : ExitCodes.NeedsAttention;
        }));
        return command;
    }
}
