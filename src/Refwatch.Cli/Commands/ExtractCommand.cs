using System.CommandLine;
using Refwatch.Claims;
using Refwatch.Cli.Rendering;
using Refwatch.Extracting;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch extract`: the main text of pages and its claims.</summary>
internal static class ExtractCommand
{
    public static Command Create()
    {
        var pages = new Argument<string[]>("FILE|URL") { Description = "HTML files (also .gz), URLs, or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var url = UrlOption.Create("--url", "The address that a file was found at; relative links and dates are read by it.");
        var json = new Option<bool>("--json") { Description = "One JSON object a page (JSON Lines) with its metadata, claims and facts." };
        var fetching = new FetchingOptions();
        var command = new Command("extract", "Print the main text of pages, without what surrounds it.") { pages, url, json };
        fetching.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            using var input = new Input(fetching.Read(parsed));
            foreach (var name in parsed.GetRequiredValue(pages))
            {
                var document = await input.OpenAsync(name, parsed.GetValue(url), cancellationToken);
                var content = Contents.Of(document);
                if (parsed.GetValue(json))
                {
                    await Console.Out.WriteLineAsync(JsonLines.Extracted(name, Input.AddressOf(document), content, ClaimReader.Read(content)));
                }
                else
                {
                    await Terminal.WriteLinesAsync(content.Text);
                    if (content.Blocks.Count == 0)
                    {
                        await Console.Error.WriteLineAsync($"refwatch: {name}: no main text ({content.NotComparable ?? document.MediaType})");
                    }
                }
            }

            return 0;
        }));
        return command;
    }
}
