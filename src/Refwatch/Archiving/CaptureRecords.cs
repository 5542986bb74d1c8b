using System.Security.Cryptography;
using System.Text;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>A capture as WARC records: for each exchange the request and the response or revisit, then one metadata record.</summary>
internal static class CaptureRecords
{
    /// <param name="capture">The capture.</param>
    /// <param name="notes">What was found in it.</param>
    /// <param name="originals">For each exchange the record that it revisits; null for one that is written whole.</param>
    public static List<WarcRecord> Of(Capture capture, CaptureNotes notes, IReadOnlyList<PayloadOrigin?> originals)
    {
        var records = new List<WarcRecord>();
        var concurrent = new List<HeaderField>();
        foreach (var (exchange, original) in capture.Exchanges.Zip(originals))
        {
            var answer = exchange.IsResource ? Resource(exchange) : original is null ? Response(exchange) : Revisit(exchange, original);
            concurrent = [new("WARC-Concurrent-To", answer.Id)];
            if (exchange.RequestHeaders.Count > 0)
            {
                records.Add(WarcWriter.Record(
                    "request", exchange.Time, "application/http;msgtype=request", [Target(exchange.Url), .. concurrent], HttpBlock.Request(exchange)));
            }

            records.Add(answer);
        }

        var facts = new CaptureFacts
        {
            Url = capture.Url.OriginalString,
            Failure = capture.Failure,
            Connections = ByOrigin(capture, static exchange => exchange.Connection),
            Robots = ByOrigin(capture, static exchange => exchange.Robots),
            Notes = notes,
        };
        records.Add(WarcWriter.Record("metadata", capture.Time, "application/json", [Target(capture.Url), .. concurrent], Json.Write(facts)));
        return records;
    }

    /// <summary>{host}/{time}-{8 hex of the URL's key}-{16 hex of the capture's digest}.warc.gz: one capture, one name.</summary>
    public static string NameOf(Capture capture)
    {
        var host = BlobName.OfHost(HostManners.HostOf(capture.Url));
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(Surt.KeyOf(capture.Url)));
        return $"{host}/{capture.Time.UtcDateTime:yyyyMMddHHmmssfff}-{Convert.ToHexStringLower(key)[..8]}-{DigestOf(capture)[..16]}.warc.gz";
    }

    // What went over the wire, whether it is stored whole or as a revisit, and whatever was found in it.
    private static string DigestOf(Capture capture)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append($"{capture.Url.OriginalString} {WarcRecord.WriteDate(capture.Time)} {capture.Failure}");
        foreach (var exchange in capture.Exchanges)
        {
            Append($"{exchange.Url} {WarcRecord.WriteDate(exchange.Time)} {exchange.PayloadDigest}");
            hash.AppendData(HttpBlock.ResponseHead(exchange));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
    }

    private static WarcRecord Response(Exchange exchange) =>
        WarcWriter.Record("response", exchange.Time, "application/http;msgtype=response", AnswerFields(exchange), HttpBlock.Response(exchange));

    private static WarcRecord Resource(Exchange exchange) => WarcWriter.Record(
        "resource",
        exchange.Time,
        exchange.Header("Content-Type") ?? "application/octet-stream",
        [Target(exchange.Url), new("WARC-Payload-Digest", exchange.PayloadDigest)],
        exchange.Body);

    // WARC 1.1, section 6.7: the header fields of this answer, the payload of that one.
    private static WarcRecord Revisit(Exchange exchange, PayloadOrigin original) =>
        WarcWriter.Record(
            "revisit",
            exchange.Time,
            "application/http;msgtype=response",
            [
                .. AnswerFields(exchange),
                new("WARC-Profile", exchange.Status == 304 ? WarcRecord.NotModified : WarcRecord.SamePayload),
                new("WARC-Refers-To", original.RecordId),
                new("WARC-Refers-To-Target-URI", original.Url),
                new("WARC-Refers-To-Date", WarcRecord.WriteDate(original.Date)),
            ],
            HttpBlock.ResponseHead(exchange));

    private static List<HeaderField> AnswerFields(Exchange exchange)
    {
        List<HeaderField> fields =
        [
            Target(exchange.Url),
            new("WARC-Payload-Digest", exchange.PayloadDigest),
            new("WARC-Protocol", exchange.HttpVersion is "2" or "3" ? $"h{exchange.HttpVersion}" : $"http/{exchange.HttpVersion}"),
        ];
        // Fields of the IIPC's proposals 42 and 86, in use by Browsertrix, Nutch and StormCrawler: one WARC-Protocol a layer.
        if (exchange.Connection?.Tls is { } tls)
        {
            fields.Add(new("WARC-Protocol", tls.Protocol));
            fields.Add(new("WARC-Cipher-Suite", tls.CipherSuite));
        }

        if (exchange.RemoteAddress is { } address)
        {
            fields.Add(new("WARC-IP-Address", address));
        }

        if (exchange.IsTruncated)
        {
            fields.Add(new("WARC-Truncated", "length"));
        }

        return fields;
    }

    private static Dictionary<string, T>? ByOrigin<T>(Capture capture, Func<Exchange, T?> factOf) where T : class
    {
        var facts = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var exchange in capture.Exchanges)
        {
            if (factOf(exchange) is { } fact)
            {
                facts[RobotsGate.OriginOf(exchange.Url)] = fact;
            }
        }

        return facts.Count == 0 ? null : facts;
    }

    // RFC 3986 has no letters beyond ASCII: the host is written in its IDNA form, the rest escaped.
    private static HeaderField Target(Uri url) =>
        new("WARC-Target-URI", Ascii.IsValid(url.Host) ? url.AbsoluteUri : new UriBuilder(url) { Host = url.IdnHost }.Uri.AbsoluteUri);
}
