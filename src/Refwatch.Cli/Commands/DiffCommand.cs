using System.CommandLine;
using System.Text;
using System.Text.Json;
using Refwatch.Claims;
using Refwatch.Cli.Rendering;
using Refwatch.Extracting;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch diff`: which claims differ between two pages.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string?>("BEFORE") { Description = "FILE, URL or memento (TIMESTAMP/URL, read from the archive), or - for standard input.", Arity = ArgumentArity.ZeroOrOne };
        var after = new Argument<string?>("AFTER") { Description = "The same, later.", Arity = ArgumentArity.ZeroOrOne };
        var pairs = new Option<string?>("--pairs") { Description = "JSON Lines {id, before, after} of plain text; prints {id, changes} a line.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "The changes as one JSON array." };
        var fetching = new FetchingOptions();
        var archive = new ArchiveOptions();
        var command = new Command("diff", "Compare the claims of two pages; cosmetic differences are no changes. The captures that mementos stand for are named on standard error.\nExit codes: 0 no claim changed, 1 some did, 2 usage, or no such page.") { before, after, pairs, json };
        archive.AddTo(command);
        fetching.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            if (parsed.GetValue(pairs) is { } file)
            {
                return await DiffPairsAsync(file, cancellationToken);
            }

            if (parsed.GetValue(before) is not { } left || parsed.GetValue(after) is not { } right)
            {
                throw new InputException("diff takes two pages, e.g. refwatch diff before.html after.html, or --pairs FILE");
            }

            using var input = new Input(fetching.Read(parsed));
            var mementos = new Mementos(archive.Read(parsed));
            var change = Significance.Order(ClaimDiff.Between(await ReadAsync(left), await ReadAsync(right)));
            if (parsed.GetValue(json) || change.IsEmpty || Console.IsOutputRedirected)
            {
                await Console.Out.WriteLineAsync(parsed.GetValue(json) ? JsonLines.Changes(change) : PlainChanges.Of(change));
            }
            else
            {
                ChangeView.Write(Terminal.Output, change, static article => article);
            }

            return change.IsEmpty ? 0 : 1;

            async Task<PageContent> ReadAsync(string name) =>
                Contents.Of(await mementos.OpenAsync(name, cancellationToken) ?? await input.OpenAsync(name, url: null, cancellationToken));
        }));
        return command;
    }

    private static async Task<int> DiffPairsAsync(string file, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(await Input.ReadFileAsync(file, cancellationToken)).TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var pair = JsonSerializer.Deserialize<Pair>(line, JsonSerializerOptions.Web) ?? throw new JsonException("null");
                var change = Significance.Order(ClaimDiff.Between(PageContent.FromPlainText(pair.Before), PageContent.FromPlainText(pair.After)));
                await Console.Out.WriteLineAsync(JsonLines.PairChanges(pair.Id, change));
            }
            catch (JsonException error)
            {
                throw new InputException($"{file}:{number}: {error.Message} A line is a JSON object: {{\"id\": 1, \"before\": \"…\", \"after\": \"…\"}}");
            }
        }

        return 0;
    }

    private sealed record Pair
    {
        public JsonElement Id { get; init; }

        public required string Before { get; init; }

        public required string After { get; init; }
    }
}
