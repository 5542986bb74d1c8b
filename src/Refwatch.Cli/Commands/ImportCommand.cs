using System.CommandLine;
using Refwatch.Archiving.Importing;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch import`: other programs' WARC files become captures.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE")
        {
            Description = "WARC files (1.0 or 1.1; plain, gzipped by record or as a whole) of wget, warcio, Browsertrix, Refwatch and others. Name files together whose revisits refer to each other.",
            Arity = ArgumentArity.OneOrMore,
        };
        var actor = new Option<string>("--actor") { Description = "Who imports it; stands in the journal.", DefaultValueFactory = static _ => Environment.UserName, HelpName = "NAME" };
        var archive = new ArchiveOptions();
        var command = new Command("import", "Take WARC files into the archive, every record with its own time. Nothing that is there is overwritten; importing a file again is harmless, and ends an import that was cut off.\nExit codes: 0 all is kept, 1 some records are damaged (standard error says which), 2 usage, 3 the import could not be completed.") { files, actor };
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            var named = parsed.GetRequiredValue(files);
            if (Array.Find(named, static file => !file.Exists) is { } missing)
            {
                throw new InputException($"{missing}: there is no such file.");
            }

            if (Array.Find(named, static file => file.Extension.Equals(".wacz", StringComparison.OrdinalIgnoreCase)) is { } package)
            {
                throw new InputException($"{package}: a WACZ is a ZIP file: unzip it and import the WARC files in its folder archive/.");
            }

            using var workspace = await Workspace.OpenAsync(archive.Read(parsed), new PipelineSettings(), TimeProvider.System, cancellationToken);
            try
            {
                using var progress = new BytesProgress("read");
                var reports = await workspace.Pipeline.NewImport(parsed.GetRequiredValue(actor)).ImportAsync(named, progress, cancellationToken);
                progress.Dispose();
                foreach (var (file, report) in named.Zip(reports))
                {
                    await ShowAsync(file.Name, report);
                }

                return reports.Any(static report => report.Lost > 0) ? ExitCodes.NeedsAttention : ExitCodes.AllWell;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"refwatch: {error.Message} What was imported before is kept: run it again.");
                return ExitCodes.NotCompleted;
            }
        }));
        return command;
    }

    private static async Task ShowAsync(string file, ImportReport report)
    {
        foreach (var fault in report.Faults)
        {
            await Console.Error.WriteLineAsync($"{file}: byte {fault.Offset}: {fault.What}");
        }

        var others = string.Join(", ", report.PassedOver.Select(static kind => $"{kind.Value} {kind.Key}"));
        await Console.Out.WriteLineAsync(
            $"{file}: {report.Kept} captures kept, {report.Held} held already, {report.Lost} records damaged"
            + (others.Length > 0 ? $"; no captures: {others}" : ""));
    }
}
