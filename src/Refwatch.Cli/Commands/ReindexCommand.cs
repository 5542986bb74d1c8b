using System.CommandLine;
using System.Text.Json;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch reindex`: rebuilds what follows from the captures.</summary>
internal static class ReindexCommand
{
    public static Command Create()
    {
        var archive = new ArchiveOptions();
        var command = new Verb(
            "reindex",
            """
            Rebuild the indexes from the captures alone, in place, and ledgers that are gone from captures and watch lists. May be stopped and run again at any time, also while others check pages.
            """,
            """
            Example: refwatch reindex --archive ./archive
            Exit codes: 0 done, 1 some records can't be read and are in no index, 2 usage, 3 the run could not be completed.
            """);
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            using var workspace = await Workspace.OpenExistingAsync(archive.Read(parsed), cancellationToken);
            var (view, unreadable) = (new FixityView(isJson: false), 0);
            var result = await workspace.Pipeline.NewReindex(static _ => { }).RunAsync(
                problem =>
                {
                    unreadable++;
                    view.Show(problem);
                },
                cancellationToken);
            Console.WriteLine($"{result.Captures} captures: {result.Lines} index lines, {result.Payloads} payloads; {result.RemovedLines} wrong lines and {result.RemovedPayloads} wrong payload entries removed");
            var ledgers = await RebuildLedgersAsync(workspace.Pipeline, cancellationToken);
            if (ledgers.Count > 0)
            {
                Console.WriteLine($"ledgers made again: {string.Join(", ", ledgers)}");
            }

            return unreadable == 0 ? ExitCodes.AllWell : ExitCodes.NeedsAttention;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<string>> RebuildLedgersAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.NewLedgerRebuild().RunAsync(cancellationToken);
        }
        catch (JsonException broken)
        {
            throw new InputException($"{broken.Message} Bring back an earlier version of it, or delete it; then run reindex again.");
        }
    }
}
