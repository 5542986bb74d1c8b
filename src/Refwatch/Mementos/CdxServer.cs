using System.Text;
using System.Text.Json;
using Refwatch.Archiving;
using Refwatch.Fetching;

namespace Refwatch.Mementos;

/// <summary>
/// The index of the Wayback Machine (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server): asked when the memento that
/// its TimeGate holds for nearest is an error page or a redirect, since it tells which captures had an answer of 200.
/// </summary>
internal sealed class CdxServer(Fetcher fetcher)
{
    private const int MaxMementos = 6;

    /// <summary>Whether a TimeGate is the Wayback Machine's, or speaks as it does.</summary>
    public static bool StandsBehind(Uri gate) => gate.AbsolutePath == "/web/";

    /// <summary>Captures that were answered with 200, the nearest first.</summary>
    public async Task<TimeGateAnswer> NearestAsync(Uri gate, Uri page, DateTimeOffset wanted, HostManners manners, CancellationToken cancellationToken)
    {
        var capture = await fetcher.FetchAsync(ServiceRequest.ToIndex(Query(gate, page, wanted), manners), cancellationToken);
        if (capture.Answer is not { } answer)
        {
            return TimeGateAnswer.NotAsked(capture.Failure!.Detail);
        }

        if (Withholding.Sign(answer) is { } sign)
        {
            return TimeGateAnswer.Withheld(sign);
        }

        return answer.Status == 200 && Read(answer, gate) is { } mementos
            ? TimeGateAnswer.Found(mementos)
            : TimeGateAnswer.NotAsked($"the index of {manners.Host} answered HTTP {answer.Status}{(answer.Status == 200 ? ", and not in its form" : "")}");
    }

    private static Uri Query(Uri gate, Uri page, DateTimeOffset wanted) => new(
        gate,
        $"/cdx/search/cdx?url={Uri.EscapeDataString(HostManners.Canonical(page).AbsoluteUri)}&output=json&fl=timestamp,original"
        + $"&filter=statuscode:200&sort=closest&closest={CdxjLine.TimestampOf(wanted)}&limit={MaxMementos}");

    /// <summary>An array of arrays, the first of which names the columns; an empty body or array when there are none.</summary>
    private static List<Uri>? Read(Exchange answer, Uri gate)
    {
        var json = ContentCoding.Undo(answer.Body, answer.Header("Content-Encoding"));
        try
        {
            var rows = string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(json)) ? [] : JsonSerializer.Deserialize<string[][]>(json) ?? [];
            return
            [
                .. rows.Skip(1).Take(MaxMementos)
                    .Where(static row => row is [{ Length: 14 }, _, ..])
                    .Select(row => Uri.TryCreate($"{gate.AbsoluteUri}{row[0]}/{row[1]}", UriKind.Absolute, out var url) ? MementoUrl.Read(url)?.Shown : null)
                    .OfType<Uri>(),
            ];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
