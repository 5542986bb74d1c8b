using System.Buffers.Binary;
using System.IO.Compression;

namespace Refwatch.Fetching;

/// <summary>Undoes the content codings of a body (RFC 9110, section 8.4.1): gzip, deflate, br, and stacks of them.</summary>
public static class ContentCoding
{
    /// <summary>Most bytes that a body may decode to; the rest is dropped, so this is what a decompression bomb costs.</summary>
    public const int MaxDecodedBytes = 64 * 1024 * 1024;

    private const int MaxCodings = 4;

    /// <summary>
    /// The body with its codings undone, the last applied first. A damaged or cut body gives what could be read of it; a
    /// body that does not carry the coding it claims, or one of an unknown coding, is returned as it came.
    /// </summary>
    /// <param name="body">The entity body as sent.</param>
    /// <param name="contentEncoding">The Content-Encoding header, a comma-separated list; null when there is none.</param>
    /// <param name="maxBytes">Bound of the decoded size.</param>
    public static byte[] Undo(byte[] body, string? contentEncoding, int maxBytes = MaxDecodedBytes)
    {
        var codings = (contentEncoding ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (codings.Length > MaxCodings) return body;

        foreach (var coding in codings.Reverse())
        {
            if (Decoder(coding.ToLowerInvariant(), body) is not { } decoder) break;

            using (decoder)
            {
                body = ReadAvailable(decoder, maxBytes) is { Length: > 0 } decoded ? decoded : body;
            }
        }

        return body;
    }

    /// <summary>
    /// A gzip body whose end is missing: its last four bytes are not the length it decodes to (RFC 1952, section 2.3.1).
    /// Of other codings it can't be told.
    /// </summary>
    public static bool IsCut(byte[] body, string? contentEncoding, int decodedLength) =>
        contentEncoding?.Trim() is "gzip" or "x-gzip" && decodedLength < MaxDecodedBytes && body is [0x1f, 0x8b, ..]
        && (body.Length < 18 || BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(body.Length - 4)) != (uint)decodedLength);

    private static Stream? Decoder(string coding, byte[] body) => coding switch
    {
        "gzip" or "x-gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
        "deflate" when HasZlibHeader(body) => new ZLibStream(new MemoryStream(body), CompressionMode.Decompress),
        // RFC 9110, section 8.4.1.2 means zlib, but notes that some servers send the bare deflate stream.
        "deflate" => new DeflateStream(new MemoryStream(body), CompressionMode.Decompress),
        "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
        "identity" => new MemoryStream(body),
        _ => null,
    };

    /// <summary>RFC 1950, section 2.2: method 8, and the first two bytes are a multiple of 31.</summary>
    private static bool HasZlibHeader(byte[] body) =>
        body.Length >= 2 && (body[0] & 0x0F) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;

    private static byte[] ReadAvailable(Stream decoder, int maxBytes)
    {
        using var decoded = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while (decoded.Length < maxBytes && (read = decoder.Read(buffer)) > 0)
            {
                decoded.Write(buffer, 0, (int)Math.Min(read, maxBytes - decoded.Length));
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or IOException)
        {
            // Cut or damaged: what came before stands.
        }

        return decoded.ToArray();
    }
}
