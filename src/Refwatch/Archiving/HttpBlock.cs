using System.Text;
using Refwatch.Fetching;

namespace Refwatch.Archiving;

/// <summary>
/// An HTTP message as the block of a record ("application/http", RFC 9112, section 2.1). Header fields stand as they were
/// sent, in their order and in Latin-1, with one exception: the fetcher has removed the chunks, so that a Transfer-Encoding
/// that stood here would be false. It is renamed to X-Orig-Transfer-Encoding, as Browsertrix does.
/// </summary>
/// <param name="StartLine">"HTTP/1.1 200 OK" or "GET / HTTP/1.1".</param>
/// <param name="Headers">The fields as they stand in the block.</param>
/// <param name="Body">What follows the empty line.</param>
internal sealed record HttpBlock(string StartLine, IReadOnlyList<HeaderField> Headers, ReadOnlyMemory<byte> Body)
{
    private const string TransferEncoding = "Transfer-Encoding";
    private const string OriginalPrefix = "X-Orig-";

    public static byte[] Request(Exchange exchange) => Write($"GET {exchange.Url.PathAndQuery} HTTP/1.1", exchange.RequestHeaders, []);

    /// <summary>Status line and header fields without the body: the block of a revisit.</summary>
    public static byte[] ResponseHead(Exchange exchange) => Response(exchange, []);

    public static byte[] Response(Exchange exchange) => Response(exchange, exchange.Body);

    /// <summary>Reads a message; null when it has no start line. Bare line feeds and nameless fields, which servers do send, are let pass.</summary>
    public static HttpBlock? Parse(ReadOnlyMemory<byte> block)
    {
        var headers = new List<HeaderField>();
        string? startLine = null;
        while (TryReadLine(ref block, out var line) && line.Length > 0)
        {
            if (startLine is null)
            {
                startLine = line;
            }
            else if (line.IndexOf(':') is var colon and > 0)
            {
                headers.Add(new HeaderField(line[..colon].TrimEnd(), line[(colon + 1)..].Trim(' ', '\t')));
            }
        }

        return startLine is null ? null : new HttpBlock(startLine, headers, block);
    }

    /// <summary>The header fields as the server sent them.</summary>
    public IReadOnlyList<HeaderField> OriginalHeaders() =>
        [.. Headers.Select(static field => Is(field, OriginalPrefix + TransferEncoding) ? field with { Name = field.Name[OriginalPrefix.Length..] } : field)];

    public string? Header(string name)
    {
        foreach (var field in Headers)
        {
            if (Is(field, name))
            {
                return field.Value;
            }
        }

        return null;
    }

    /// <summary>Status code and reason phrase of a response (RFC 9112, section 4); 0 when the start line is none.</summary>
    public (int Status, string Reason) Status()
    {
        var parts = StartLine.Split(' ', 3);
        return parts.Length > 1 && parts[0].StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase) && int.TryParse(parts[1], out var status)
            ? (status, parts.ElementAtOrDefault(2) ?? "")
            : (0, "");
    }

    /// <summary>What must not end a line too early.</summary>
    public static string OneLine(string value) => value.Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ');

    private static byte[] Response(Exchange exchange, byte[] body) =>
        Write(
            $"HTTP/1.1 {exchange.Status} {exchange.ReasonPhrase}",
            exchange.ResponseHeaders.Select(static field => Is(field, TransferEncoding) ? field with { Name = OriginalPrefix + field.Name } : field),
            body);

    private static byte[] Write(string startLine, IEnumerable<HeaderField> headers, byte[] body)
    {
        using var block = new MemoryStream(body.Length + 1024);
        WriteLine(block, startLine);
        foreach (var field in headers)
        {
            WriteLine(block, $"{field.Name}: {field.Value}");
        }

        WriteLine(block, "");
        block.Write(body);
        return block.ToArray();
    }

    // Header fields are bytes, which HttpClient reads as Latin-1; a text beyond it was decoded from UTF-8.
    private static void WriteLine(MemoryStream block, string line)
    {
        var encoding = line.All(static character => character <= '\xFF') ? Encoding.Latin1 : Encoding.UTF8;
        block.Write(encoding.GetBytes(OneLine(line)));
        block.Write("\r\n"u8);
    }

    private static bool TryReadLine(ref ReadOnlyMemory<byte> block, out string line)
    {
        var end = block.Span.IndexOf((byte)'\n');
        if (end < 0)
        {
            line = Encoding.Latin1.GetString(block.Span);
            block = default;
            return line.Length > 0;
        }

        line = Encoding.Latin1.GetString(block.Span[..end]).TrimEnd('\r');
        block = block[(end + 1)..];
        return true;
    }

    private static bool Is(HeaderField field, string name) => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
