using System.CommandLine;
using System.Text;
using Refwatch.Cli.Rendering;
using Refwatch.Fetching;
using Refwatch.Repairing;
using Refwatch.Web.Reports;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch report`: what the checks so far found of an article's references, and what to paste into it.</summary>
internal static class ReportCommand
{
    private static readonly string[] Formats = ["text", "wikitext", "html", "json", "csv"];

    public static Command Create()
    {
        var article = new Argument<string>("ARTICLE") { Description = "The URL of an article that was checked." };
        var format = new Option<string>("--format") { Description = "text for reading; wikitext for a talk page; html; json (docs/json.md); csv.", DefaultValueFactory = static _ => "text" };
        format.AcceptOnlyFromAmong(Formats);
        var output = new Option<FileInfo?>("--output", "-o") { Description = "Write to this file rather than to standard output.", HelpName = "FILE" };
        var wikitext = new Option<string?>("--wikitext")
        {
            Description = "The article's wikitext as it is now: FILE, - for standard input, or a URL that gives it, where the site's robots.txt allows that. With it the report holds exact patches.",
            HelpName = "FILE|URL",
        };
        var revision = new Option<string?>("--revision") { Description = "The revision that the wikitext is (oldid); another one than was checked is not patched.", HelpName = "ID" };
        var provisional = new Option<bool>("--provisional") { Description = "Also repair what looked rotten and was not yet seen so by three visits over three days." };
        var alsoLive = new Option<bool>("--also-live") { Description = "Also give live references their verified copy (url-status=live)." };
        var archive = new ArchiveOptions();
        var fetching = new FetchingOptions();
        var command = new Command(
            "report",
            "Reference by reference: live, rotted or drifted, the evidence, and what to paste into the article. Asks no cited page: `refwatch check` does.\n"
            + "Exit codes: 0 nothing to do, 1 something needs attention, 2 usage, or the article was never checked.")
        {
            article, format, output, wikitext, revision, provisional, alsoLive,
        };
        archive.AddTo(command);
        fetching.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            var place = archive.Read(parsed);
            var url = Input.IsUrl(parsed.GetRequiredValue(article), out var named)
                ? named
                : throw new InputException($"'{parsed.GetRequiredValue(article)}' is no URL. Name the article as it was checked, e.g. https://en.wikipedia.org/wiki/TITLE");
            var options = new ReportOptions
            {
                Wikitext = await WikitextAsync(parsed.GetValue(wikitext), fetching.Read(parsed), cancellationToken),
                Revision = parsed.GetValue(revision),
                Provisional = parsed.GetValue(provisional),
                AlsoLive = parsed.GetValue(alsoLive),
            };
            using var workspace = await Workspace.OpenExistingAsync(place, cancellationToken);
            var report = await workspace.Pipeline.Reports.ReadAsync(url, options, cancellationToken)
                ?? throw new InputException($"{url} was never checked in this archive ({place}), or no reference was found in it. Check it first: refwatch check {url}");
            await WriteAsync(report, parsed.GetRequiredValue(format), parsed.GetValue(output), cancellationToken);
            return report.NeedsAttention ? ExitCodes.NeedsAttention : ExitCodes.AllWell;
        }));
        return command;
    }

    private static async Task<string?> WikitextAsync(string? name, FetchOptions options, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return null;
        }

        using var input = new Input(options);
        var document = await input.OpenAsync(name, url: null, cancellationToken);
        return document.Text is { } text && (document.Html is null || !text.Contains("</html>", StringComparison.OrdinalIgnoreCase))
            ? text
            : throw new InputException($"{name} is not wikitext ({document.MediaType}). Save what the article's edit page shows, or its address with ?action=raw.");
    }

    private static async Task WriteAsync(ArticleReport report, string format, FileInfo? output, CancellationToken cancellationToken)
    {
        var text = format switch
        {
            "wikitext" => WikitextReport.Of(report),
            "json" => JsonReport.Of(report),
            "csv" => CsvReport.Of(report),
            "html" => await CheckReport.RenderAsync(report),
            _ => TextReport.Of(report),
        };
        if (output is null)
        {
            await Terminal.WritePasteableAsync(text.TrimEnd('\n'));
            return;
        }

        try
        {
            await File.WriteAllTextAsync(output.FullName, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == "csv"), cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--output {output}: {error.Message}");
        }

        await Console.Error.WriteLineAsync($"Report: {output.FullName}");
    }
}
