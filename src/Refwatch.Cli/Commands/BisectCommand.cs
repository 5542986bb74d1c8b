using System.CommandLine;
using Refwatch.Bisecting;
using Refwatch.Cli.Rendering;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch bisect`: between which captures a page began or ceased to say something.</summary>
internal static class BisectCommand
{
    public static Command Create()
    {
        var page = new Argument<string>("URL") { Description = "The page's address, as it is watched." };
        var statement = new Argument<string>("STATEMENT")
        {
            Description = "A sentence of the page, or a fact: \"10 March 2019\", \"1.5 million\", a name. Facts are found in other forms too (\"1,500,000\").",
        };
        var json = new Option<bool>("--json") { Description = "The answer as one JSON object." };
        var archive = new ArchiveOptions();
        var command = new Command(
            "bisect",
            "Find the two captures between which a page began or ceased to say something, in about log2(n) reads of the archive. It assumes one change between the first capture and the last; "
            + "where both say the same, some in between are asked.\n"
            + "Exit codes: 0 found, 1 it is in all captures that were asked or in none, 2 usage, or no capture of that URL, 3 no capture could be read.")
        {
            page, statement, json,
        };
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(async () =>
        {
            if (!Input.IsUrl(parsed.GetRequiredValue(page), out var url))
            {
                throw new InputException($"'{parsed.GetRequiredValue(page)}' is no URL. Write the page's address with http:// or https://, then the sentence or fact in quotation marks.");
            }

            var sought = new Statement(parsed.GetRequiredValue(statement));
            if (sought.IsEmpty)
            {
                throw new InputException($"'{sought.Text}' holds no word or number to look for. Write a sentence of the page, or a fact such as \"10 March 2019\".");
            }

            var place = archive.Read(parsed);
            using var workspace = await Workspace.OpenExistingAsync(place, cancellationToken);
            var result = await workspace.Pipeline.Bisection.RunAsync(url, sought, cancellationToken)
                ?? throw new InputException($"The archive ({place}) holds no capture of {url}. Name its place with --archive, or check the URL first.");

            await Terminal.WriteLinesAsync(parsed.GetValue(json) ? JsonLines.Bisected(result) : BisectView.Of(result));
            return result.Answer switch
            {
                BisectAnswer.Appeared or BisectAnswer.Disappeared => ExitCodes.AllWell,
                BisectAnswer.Unreadable => ExitCodes.NotCompleted,
                _ => ExitCodes.NeedsAttention,
            };
        }));
        return command;
    }
}
