using System.CommandLine;
using Refwatch.Citing;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch references`: what an article cites, and which of its sentences rest on it.</summary>
internal static class ReferencesCommand
{
    public static Command Create()
    {
        var articles = new Argument<string[]>("FILE|URL") { Description = "Articles as rendered HTML or as wikitext: files (also .gz), URLs, or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var url = UrlOption.Create("--url", "The article's address, for a file.");
        var json = new Option<bool>("--json") { Description = "One JSON object a reference (JSON Lines)." };
        var fetching = new FetchingOptions();
        var command = new Command("references", "List an article's references with the passages that rest on them.") { articles, url, json };
        fetching.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            using var input = new Input(fetching.Read(parsed));
            foreach (var name in parsed.GetRequiredValue(articles))
            {
                var document = await input.OpenAsync(name, parsed.GetValue(url), cancellationToken);
                var references = ReferenceReader.Read(document).References;
                foreach (var reference in references)
                {
                    await Terminal.WriteLinesAsync(parsed.GetValue(json) ? JsonLines.Reference(name, reference) : Plain(reference));
                }

                if (references.Count == 0)
                {
                    await Console.Error.WriteLineAsync($"refwatch: {name}: no list of references was found, neither as MediaWiki renders it nor as wikitext");
                }
            }

            return 0;
        }));
        return command;
    }

    private static string Plain(Reference reference)
    {
        var lines = new List<string> { $"[{reference.Number}] {reference.Title ?? "(no title)"}" };
        lines.AddRange(reference.Urls.Select(static url => $"    {url}"));
        if (reference.ArchiveUrl is { } archive)
        {
            lines.Add($"    archived {reference.ArchiveDate}: {archive}");
        }

        lines.AddRange(reference.Passage.Select(static sentence => $"    {(sentence.Support is Support.Direct ? "•" : "·")} {sentence.Text}"));
        return string.Join('\n', lines);
    }
}
