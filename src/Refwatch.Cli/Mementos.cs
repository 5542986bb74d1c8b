using System.Text.RegularExpressions;
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

        using var workspace = await Workspace.OpenAsync(place, new PipelineSettings(), TimeProvider.System, cancellationToken);
        var archive = workspace.Pipeline.Archive;
        var wanted = long.Parse(match.Groups["time"].Value.PadRight(14, '0'));
        CdxjLine? nearest = null;
        await foreach (var line in archive.ListAsync(match.Groups["url"].Value, cancellationToken))
        {
            if (line.IsAnswer && (nearest is null || Distance(line) < Distance(nearest)))
            {
                nearest = line;
            }
        }

        var capture = nearest is null ? null : await archive.ReadAsync(nearest.Filename, cancellationToken);
        return capture is null
            ? throw new InputException($"{name}: the archive ({place}) holds no capture of that URL. Name its place with --archive, or check the URL first.")
            : WebDocument.Open(capture);

        long Distance(CdxjLine line) => Math.Abs(long.Parse(line.Timestamp) - wanted);
    }

    [GeneratedRegex("^(?<time>[0-9]{4,14})/(?<url>https?://.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
