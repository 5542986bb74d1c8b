using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Refwatch.Tests.Archiving.Importing;

/// <summary>Writes WARC files as other programs do, faults included.</summary>
internal sealed class ForeignWarc(string version = "WARC/1.0")
{
    private readonly List<byte[]> _records = [];

    /// <summary>Adds a record; returns its id.</summary>
    public string Add(string type, string? url, string date, string block, params string[] fields)
    {
        var id = $"<urn:uuid:{Guid.NewGuid()}>";
        var bytes = Encoding.Latin1.GetBytes(block);
        var head = new StringBuilder(version).Append("\r\n")
            .Append($"WARC-Type: {type}\r\nWARC-Record-ID: {id}\r\nWARC-Date: {date}\r\n")
            .Append(url is null ? "" : $"WARC-Target-URI: {url}\r\n");
        foreach (var field in fields)
        {
            head.Append(field).Append("\r\n");
        }

        head.Append($"Content-Length: {bytes.Length}\r\n\r\n");
        _records.Add([.. Encoding.UTF8.GetBytes(head.ToString()), .. bytes, .. "\r\n\r\n"u8]);
        return id;
    }

    public string AddAnswer(string url, string date, string body, string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", params string[] fields) =>
        Add("response", url, date, $"{head}\r\n{body}", ["Content-Type: application/http; msgtype=response", .. fields]);

    public string AddRequest(string url, string date, string method = "GET", params string[] fields) =>
        Add("request", url, date, $"{method} / HTTP/1.1\r\nHost: example.org\r\nUser-Agent: Wget/1.21\r\n\r\n", ["Content-Type: application/http; msgtype=request", .. fields]);

    /// <summary>The digest that wget and warcio write: SHA-1 in base32.</summary>
    public static string Sha1(string text)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
#pragma warning disable CA5350 // what archives hold
        var bits = string.Concat(SHA1.HashData(Encoding.Latin1.GetBytes(text)).Select(static value => Convert.ToString(value, 2).PadLeft(8, '0')));
#pragma warning restore CA5350
        return "sha1:" + string.Concat(bits.Chunk(5).Select(five => alphabet[Convert.ToInt32(new string(five), 2)]));
    }

    public byte[] Plain() => [.. _records.SelectMany(static record => record)];

    public byte[] GzippedByRecord() => [.. _records.SelectMany(Gzip)];

    public byte[] GzippedAsAWhole() => Gzip(Plain());

    private static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }
}
