using System.Buffers;
using System.Text;
using AngleSharp.Html.Parser;
using UtfUnknown;

namespace Refwatch.Fetching;

/// <summary>
/// Finds the encoding of a text as browsers do (WHATWG HTML, section 13.2.3.2): byte order mark, header, what the markup
/// declares, and a guess. Unlike browsers it does not believe a declaration that the bytes refute.
/// </summary>
public static class DocumentCharset
{
    /// <summary>The standard's prescan reads 1024 bytes; pages that declare later are common.</summary>
    private const int PrescannedBytes = 8 * 1024;

    private const int GuessedBytes = 64 * 1024;

    /// <summary>Fewer multi-byte sequences than this may be valid UTF-8 by chance.</summary>
    private const int ConvincingSequences = 5;

    /// <summary>The encoding to decode a textual document with, whose Content-Type header may be null.</summary>
    public static Encoding Of(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (ByteOrderMark(bytes) is { } marked) return marked;

        var declared = InHeader(contentType) ?? InMarkup(bytes);
        var utf8 = Utf8Evidence(bytes);
        if (declared is UTF8Encoding) return utf8.Invalid > utf8.Valid ? Guess(bytes) : declared;
        if (utf8.Invalid == 0 && (declared is null || utf8.Valid >= ConvincingSequences)) return Encoding.UTF8;

        return declared ?? Guess(bytes);
    }

    /// <summary>The encoding whose byte order mark the bytes begin with, or null.</summary>
    public static Encoding? ByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        _ => null,
    };

    /// <summary>How many bytes of a byte order mark to leave out of the text.</summary>
    public static int MarkLength(ReadOnlySpan<byte> bytes) => ByteOrderMark(bytes)?.Preamble.Length ?? 0;

    /// <summary>A document's first bytes, where only ASCII matters.</summary>
    public static string DecodeStart(ReadOnlySpan<byte> bytes) => (ByteOrderMark(bytes) ?? Encoding.Latin1).GetString(bytes);

    private static Encoding? InHeader(string? contentType) =>
        contentType is not null && CharsetParameter(contentType) is { } label ? EncodingLabel.Resolve(label) : null;

    private static Encoding? InMarkup(ReadOnlySpan<byte> bytes)
    {
        var start = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, PrescannedBytes)]);
        return XmlDeclaration(start) ?? Meta(start);
    }

    private static Encoding? XmlDeclaration(string start)
    {
        if (!start.StartsWith("<?xml", StringComparison.Ordinal)) return null;

        var declaration = start[..(start.IndexOf("?>", StringComparison.Ordinal) is > 0 and var end ? end : 0)];
        var at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        return at < 0 ? null : Utf16MeansUtf8(EncodingLabel.Resolve(Value(declaration[(at + "encoding".Length)..])));
    }

    private static Encoding? Meta(string start)
    {
        foreach (var meta in new HtmlParser().ParseDocument(start).QuerySelectorAll("meta"))
        {
            var label = meta.GetAttribute("charset");
            if (label is null && "content-type".Equals(meta.GetAttribute("http-equiv"), StringComparison.OrdinalIgnoreCase))
            {
                label = CharsetParameter(meta.GetAttribute("content") ?? "");
            }

            if (EncodingLabel.Resolve(label) is { } encoding) return Utf16MeansUtf8(encoding);
        }

        return null;
    }

    /// <summary>A declaration that could be read as ASCII is not UTF-16 (WHATWG HTML, "prescan a byte stream", step 14).</summary>
    private static Encoding? Utf16MeansUtf8(Encoding? encoding) => encoding is UnicodeEncoding ? Encoding.UTF8 : encoding;

    private static string? CharsetParameter(string contentType)
    {
        var at = contentType.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : Value(contentType[(at + "charset".Length)..]);
    }

    /// <summary>The value after an equals sign, quoted or not.</summary>
    private static string? Value(string rest)
    {
        rest = rest.TrimStart();
        return rest.StartsWith('=') ? rest[1..].Trim(' ', '\t', '"', '\'').Split(';', ' ', ',', '"', '\'')[0] : null;
    }

    private static Encoding Guess(ReadOnlySpan<byte> bytes)
    {
        if (Utf8Evidence(bytes).Invalid == 0) return Encoding.UTF8;

        var from = Math.Max(0, bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) - 256);
        var sample = bytes.Slice(from, Math.Min(bytes.Length - from, GuessedBytes)).ToArray();
        return EncodingLabel.Resolve(CharsetDetector.DetectFromBytes(sample).Detected?.EncodingName) ?? EncodingLabel.Windows1252;
    }

    /// <summary>How many multi-byte sequences are UTF-8, and how many are not. One that the end cuts counts as neither.</summary>
    private static (int Valid, int Invalid) Utf8Evidence(ReadOnlySpan<byte> bytes)
    {
        int valid = 0, invalid = 0;
        while (bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F) is >= 0 and var at)
        {
            var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed);
            if (status == OperationStatus.Done) valid++;
            if (status == OperationStatus.InvalidData) invalid++;
            bytes = bytes[(at + consumed)..];
        }

        return (valid, invalid);
    }
}
