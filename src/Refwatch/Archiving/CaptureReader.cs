using Refwatch.Fetching;

namespace Refwatch.Archiving;

/// <summary>Puts a capture together again from the records of its blob.</summary>
/// <param name="Capture">The capture; null when the blob holds no metadata record of ours.</param>
/// <param name="Notes">What was found in it.</param>
internal sealed record CaptureReader(Capture? Capture, CaptureNotes? Notes)
{
    /// <param name="records">The records of one capture in order.</param>
    /// <param name="payloadOf">The body that a revisit refers to.</param>
    public static async Task<CaptureReader> ReadAsync(IEnumerable<WarcRecord> records, Func<WarcRecord, Task<byte[]>> payloadOf)
    {
        var exchanges = new List<Exchange>();
        IReadOnlyList<HeaderField> asked = [];
        foreach (var record in records)
        {
            switch (record.Type)
            {
                case "request":
                    asked = HttpBlock.Parse(record.Block)?.OriginalHeaders() ?? [];
                    break;
                case "response" or "revisit" or "resource" when await AnswerOfAsync(record, payloadOf) is { } answer:
                    exchanges.Add(answer with { RequestHeaders = asked });
                    asked = [];
                    break;
                case "metadata" when CaptureFacts.TryRead(record) is { } facts && Uri.TryCreate(facts.Url, UriKind.Absolute, out var watched):
                    var capture = new Capture { Url = watched, Time = record.Date ?? default, Exchanges = [.. exchanges.Select(exchange => Reached(exchange, facts))], Failure = facts.Failure };
                    return new CaptureReader(capture, facts.Notes);
                default:
                    break;
            }
        }

        return new CaptureReader(null, null);
    }

    /// <summary>The answer in a response, revisit or resource record, without its request; null when it holds none.</summary>
    public static async Task<Exchange?> AnswerOfAsync(WarcRecord record, Func<WarcRecord, Task<byte[]>> payloadOf)
    {
        if (!Uri.TryCreate(record.TargetUri, UriKind.Absolute, out var url))
        {
            return null;
        }

        if (record.Type == "resource")
        {
            return Resource(record, url);
        }

        var isRevisit = record.Type == "revisit" && record.Field("WARC-Profile") != WarcRecord.NotModified;
        return HttpBlock.Parse(record.Block) is { } http
            ? ExchangeOf(record, url, http, isRevisit ? await payloadOf(record) : http.Body.ToArray())
            : null;
    }

    /// <summary>The exchange with what the capture's metadata record says of how it was reached.</summary>
    public static Exchange Reached(Exchange exchange, CaptureFacts facts)
    {
        var origin = RobotsGate.OriginOf(exchange.Url);
        var (connection, robots) = (facts.Connections?.GetValueOrDefault(origin), facts.Robots?.GetValueOrDefault(origin));
        return connection is null && robots is null ? exchange : exchange with { Connection = connection, Robots = robots };
    }

    /// <summary>Bytes that were recorded without HTTP, as a reader would have got them.</summary>
    public static Exchange Resource(WarcRecord record, Uri url) => new()
    {
        Url = url,
        Time = record.Date ?? default,
        RequestHeaders = [],
        Status = 200,
        ReasonPhrase = "OK",
        ResponseHeaders = record.Field("Content-Type") is { } type ? [new("Content-Type", type)] : [],
        Body = record.Block.ToArray(),
        IsResource = true,
    };

    public static Exchange ExchangeOf(WarcRecord record, Uri url, HttpBlock http, byte[] body)
    {
        var (status, reason) = http.Status();
        return new Exchange
        {
            Url = url,
            Time = record.Date ?? default,
            RequestHeaders = [],
            Status = status,
            ReasonPhrase = reason,
            HttpVersion = record.Field("WARC-Protocol") switch
            {
                "h2" => "2",
                "h3" => "3",
                { } other when other.StartsWith("http/", StringComparison.Ordinal) => other["http/".Length..],
                _ => http.StartLine.StartsWith("HTTP/1.0", StringComparison.Ordinal) ? "1.0" : "1.1",
            },
            ResponseHeaders = http.OriginalHeaders(),
            Body = body,
            IsTruncated = record.Field("WARC-Truncated") is not null,
            RemoteAddress = record.Field("WARC-IP-Address"),
        };
    }
}
