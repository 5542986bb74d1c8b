using Refwatch.Fetching;

namespace Refwatch.Archiving.Importing;

/// <summary>A response, revisit or resource record of a file with the request that asked for it.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Number">The how-manieth entry of its file it is: offsets tell no two records of one gzip member apart.</param>
/// <param name="Record">The record.</param>
internal sealed record ImportedAnswer(long Offset, int Number, WarcRecord Record)
{
    public WarcRecord? Request { get; set; }

    /// <summary>Written by Refwatch: its own records end in a metadata record that binds them to one capture.</summary>
    public bool IsOwn => WarcWriter.IsOwnId(Record.Id);

    /// <summary>A revisit that stands for a payload elsewhere; a 304 has none.</summary>
    public bool NeedsPayload => Record.Type == "revisit" && Record.Field("WARC-Profile")?.EndsWith("/server-not-modified", StringComparison.Ordinal) != true;

    /// <summary>Whether that is the request for this answer. Writers put it before or behind, and not all of them say which.</summary>
    public bool WasAskedBy(WarcRecord request) =>
        Request is null && (request.Field("WARC-Concurrent-To") is { } answer ? answer == Record.Id : request.TargetUri == Record.TargetUri);

    /// <summary>The answer as Refwatch would have fetched it; or why it is no capture.</summary>
    /// <param name="payload">The body that a revisit stands for.</param>
    public (Exchange? Exchange, string? WhyNot) Read(Exchange? payload)
    {
        if (!Uri.TryCreate(Record.TargetUri, UriKind.Absolute, out var url) || !HostManners.CanBeAsked(url))
        {
            return (null, $"{Record.Type} of no web address");
        }

        url = PageUrl.Of(url);
        if (Record.Type == "resource")
        {
            return (CaptureReader.Resource(Record, url), null);
        }

        var request = Request is null ? null : HttpBlock.Parse(Request.Block);
        if (request is not null && !request.StartLine.StartsWith("GET ", StringComparison.Ordinal))
        {
            return (null, $"answer to {request.StartLine.Split(' ')[0]}");
        }

        if (Record.Block.IsEmpty && payload is not null)
        {
            return (payload with { Url = url, Time = Record.Date ?? default, RequestHeaders = request?.OriginalHeaders() ?? [] }, null);
        }

        if (HttpBlock.Parse(Record.Block) is not { } http || http.Status().Status is < 100 or > 999)
        {
            return (null, $"{Record.Type} without an HTTP status line");
        }

        var isChunked = http.Header("Transfer-Encoding")?.Contains("chunked", StringComparison.OrdinalIgnoreCase) == true;
        var body = payload?.Body ?? (isChunked ? ChunkedBody.Decode(http.Body.Span) : null) ?? http.Body.ToArray();
        return (CaptureReader.ExchangeOf(Record, url, http, body) with { RequestHeaders = request?.OriginalHeaders() ?? [] }, null);
    }
}
