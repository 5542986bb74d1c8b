using System.CommandLine;
using System.Globalization;
using Refwatch.Archiving.Exporting;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch export`: a part of the archive as one file for other people's software.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "FILE.warc.gz writes WARC, with its index in FILE.cdxj; FILE.wacz writes a web archive collection that replayweb.page opens. It must not exist yet.",
        };
        var articles = UrlOption.CreateMany("--article", "An article and the pages that it cites; may stand several times.");
        var urls = UrlOption.CreateMany("--url", "A page; may stand several times.");
        var hosts = new Option<string[]>("--host") { Description = "All pages of a host, e.g. www.example.org; may stand several times.", HelpName = "HOST" };
        var from = Time("--from", "No captures before this time, UTC: yyyy to yyyyMMddHHmmss.");
        var to = Time("--to", "No captures after this time: 2026 is the whole year, 20260310 the whole day.");
        var contact = new Option<string?>("--contact")
        {
            Description = "Mail address or URL of whoever keeps the archive, for the file's warcinfo record. Default: $REFWATCH_CONTACT, then a watch list's.",
            HelpName = "ADDRESS",
        };
        var archive = new ArchiveOptions();
        var command = new Command("export", "Write captures to one WARC or WACZ file, with whatever their revisits refer to. Without a choice: the whole archive.\nExit codes: 0 all is written, 1 some captures were left out (standard error says which), 2 usage, 3 the file could not be written.")
        {
            file, articles, urls, hosts, from, to, contact,
        };
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            using var workspace = await Workspace.OpenAsync(archive.Read(parsed), new PipelineSettings(), TimeProvider.System, cancellationToken);
            var selection = new ExportSelection
            {
                Articles = parsed.GetValue(articles) ?? [],
                Urls = parsed.GetValue(urls) ?? [],
                Hosts = parsed.GetValue(hosts) ?? [],
                From = parsed.GetValue(from),
                To = parsed.GetValue(to),
            };
            var keeper = parsed.GetValue(contact) ?? Environment.GetEnvironmentVariable("REFWATCH_CONTACT")
                ?? (await workspace.Pipeline.ListsInForceAsync(cancellationToken)).Select(static list => list.Contact).FirstOrDefault(static given => given is not null);
            return await WriteAsync(workspace.Pipeline.NewExport(keeper), selection, parsed.GetRequiredValue(file), cancellationToken);
        }));
        return command;
    }

    private static async Task<int> WriteAsync(ArchiveExport export, ExportSelection selection, FileInfo file, CancellationToken cancellationToken)
    {
        var isWacz = file.Name.EndsWith(".wacz", StringComparison.Ordinal);
        if (!isWacz && !file.Name.EndsWith(".warc.gz", StringComparison.Ordinal))
        {
            throw new InputException($"{file}: name a file that ends in .warc.gz or .wacz.");
        }

        if (file.Exists || file.Directory is not { Exists: true })
        {
            throw new InputException(file.Exists ? $"{file} exists already: name another, or remove it." : $"{file}: there is no folder {file.DirectoryName}. Make it, or name another.");
        }

        try
        {
            using var progress = new BytesProgress("exported");
            var report = isWacz
                ? await export.WriteWaczAsync(selection, file.FullName, progress, cancellationToken)
                : await export.WriteWarcAsync(selection, file.FullName, progress, cancellationToken);
            progress.Dispose();
            foreach (var left in report.LeftOut)
            {
                await Console.Error.WriteLineAsync($"left out: {left}");
            }

            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: {report.Captures} captures, {report.Originals} more that they refer to, {report.Bytes / 1e6:0.0} MB of WARC"));
            return report.LeftOut.Count > 0 ? ExitCodes.NeedsAttention : ExitCodes.AllWell;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"refwatch: {file} could not be written: {error.Message}");
            return ExitCodes.NotCompleted;
        }
    }

    private static Option<string?> Time(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "TIME" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var digits }] && !(digits.Length is >= 4 and <= 14 && digits.All(char.IsAsciiDigit)))
            {
                result.AddError($"{name} takes 4 to 14 digits, yyyyMMddHHmmss in UTC, e.g. {name} 20260310");
            }
        });
        return option;
    }
}
