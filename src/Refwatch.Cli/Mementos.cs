using System.Text.RegularExpressions;
using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Cli.Commands;
using Refwatch.Fetching;

namespace Refwatch.Cli;

/// <summary>Captures named as TIMESTAMP/URL: the one nearest that time (RFC 7089 calls it the memento).</summary>
internal sealed partial class Mementos(ArchivePlace place)
{
    /// <summary>Opens a memento; null when the name is not of that form.</summary>
    /// <exception cref="InputException">There is no capture of that URL.</exception>
    public async Task<WebDocument?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        if (Form().Match(name) is not { Success: true } match)
        {
            return null;
        }

        using var workspace = await Workspace.OpenExistingAsync(place, cancellationToken);
        var archive = workspace.Pipeline.Archive;
        var wanted = TimeOf(match.Groups["time"].Value, name);
        var mementos = await archive.MementosOfAsync(match.Groups["url"].Value, cancellationToken);
        if (await mementos.SelectAsync(wanted, cancellationToken) is not { Selected: var nearest } || await archive.ReadAsync(nearest.Filename, cancellationToken) is not { } capture)
        {
            throw new InputException($"{name}: the archive ({place}) holds no capture of that URL. Name its place with --archive, or check the URL first.");
        }

        await Console.Error.WriteLineAsync($"{name}: the capture of {nearest.Timestamp} ({DisplayText.Time(nearest.Timestamp)} UTC), HTTP {nearest.Status}, {nearest.Digest}");
        return WebDocument.Open(capture) ?? throw new InputException($"{name}: the capture of {nearest.Timestamp} holds no text. Name another time.");
    }

    /// <summary>A timestamp's digits, cut anywhere after the year: "2026", "20260310".</summary>
    private static DateTimeOffset TimeOf(string digits, string name) =>
        CdxjLine.ParseTimestamp(digits)
            ?? throw new InputException($"{name}: {digits} is no time. Write 4 to 14 digits, yyyyMMddHHmmss in UTC, e.g. 20260310.");

    [GeneratedRegex("^(?<time>[0-9]{4,14})/(?<url>https?://.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
