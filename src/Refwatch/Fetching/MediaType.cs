using System.Net.Http.Headers;

namespace Refwatch.Fetching;

/// <summary>What a document is: its Content-Type header, corrected by its first bytes (after the WHATWG MIME Sniffing Standard).</summary>
public static class MediaType
{
    private const int SniffedBytes = 1445; // MIME Sniffing, section 5.2

    private static readonly HashSet<string> s_saysNothing = new(StringComparer.Ordinal)
    {
        "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown", "*/*",
        "application/force-download", "application/x-download", "application/download",
    };

    private static readonly (string Type, int Offset, byte[] Magic)[] s_signatures =
    [
        ("application/pdf", 0, "%PDF-"u8.ToArray()),
        ("image/png", 0, [0x89, .. "PNG\r\n\x1A\n"u8]),
        ("image/jpeg", 0, [0xFF, 0xD8, 0xFF]),
        ("image/gif", 0, "GIF8"u8.ToArray()),
        ("image/webp", 8, "WEBPVP"u8.ToArray()),
        ("image/avif", 4, "ftypavif"u8.ToArray()),
        ("video/mp4", 4, "ftyp"u8.ToArray()),
        ("video/webm", 0, [0x1A, 0x45, 0xDF, 0xA3]),
        ("audio/mpeg", 0, "ID3"u8.ToArray()),
        ("application/ogg", 0, "OggS\0"u8.ToArray()),
        ("application/zip", 0, "PK\x03\x04"u8.ToArray()),
        ("application/gzip", 0, [0x1F, 0x8B, 0x08]),
        ("application/vnd.rar", 0, "Rar!\x1A\x07"u8.ToArray()),
        ("application/x-7z-compressed", 0, [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C]),
        ("application/x-ole-storage", 0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        ("application/postscript", 0, "%!PS-Adobe-"u8.ToArray()),
    ];

    /// <summary>MIME Sniffing, section 7.1, with the tags that open a page.</summary>
    private static readonly string[] s_htmlStarts =
    [
        "<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE", "<A", "<STYLE", "<TITLE", "<B", "<BODY",
        "<BR", "<P", "<META", "<LINK", "<ARTICLE", "<MAIN", "<SECTION", "<HEADER",
    ];

    /// <summary>
    /// The type in lower case without parameters. The header stands unless it is absent, says nothing, or is plainly
    /// contradicted: a PDF sent as text, a page sent as a PDF.
    /// </summary>
    public static string Of(string? contentType, ReadOnlySpan<byte> bytes)
    {
        var declared = MediaTypeHeaderValue.TryParse(contentType, out var header)
            ? header.MediaType?.ToLowerInvariant()
            : Essence(contentType);
        if (declared is null || s_saysNothing.Contains(declared)) return Sniff(bytes);

        var sniffed = Signature(bytes) ?? Markup(bytes);
        var contradicted = sniffed is not null
            && (IsText(declared) ? !IsText(sniffed) : declared == "application/pdf" && sniffed == "text/html");
        return contradicted ? sniffed! : declared;
    }

    /// <summary>Types whose bytes are characters.</summary>
    public static bool IsText(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal)
        || mediaType.EndsWith("+xml", StringComparison.Ordinal)
        || mediaType.EndsWith("+json", StringComparison.Ordinal)
        || mediaType is "application/xml" or "application/json" or "application/javascript" or "application/ecmascript";

    /// <summary>Headers as servers misspell them: "text/html;;charset=x", "text/html charset=x".</summary>
    private static string? Essence(string? contentType)
    {
        var essence = (contentType ?? "").Split(';', ' ', ',')[0].Trim().ToLowerInvariant();
        return essence.Split('/') is [{ Length: > 0 }, { Length: > 0 }] ? essence : null;
    }

    private static string Sniff(ReadOnlySpan<byte> bytes) =>
        Signature(bytes) ?? Markup(bytes) ?? (LooksBinary(bytes) ? "application/octet-stream" : "text/plain");

    private static string? Signature(ReadOnlySpan<byte> bytes)
    {
        foreach (var (type, offset, magic) in s_signatures)
        {
            if (bytes.Length >= offset + magic.Length && bytes.Slice(offset, magic.Length).SequenceEqual(magic)) return type;
        }

        return null;
    }

    private static string? Markup(ReadOnlySpan<byte> bytes)
    {
        var start = DocumentCharset.DecodeStart(bytes[..Math.Min(bytes.Length, SniffedBytes)]);
        start = start.TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        while (start.StartsWith("<!--", StringComparison.Ordinal))
        {
            var end = start.IndexOf("-->", 4, StringComparison.Ordinal);
            if (end < 0) return "text/html";
            start = start[(end + 3)..].TrimStart();
        }

        if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            if (start.Contains("http://www.w3.org/1999/xhtml", StringComparison.Ordinal)) return "application/xhtml+xml";
            return start.Contains("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) ? "text/html" : "text/xml";
        }

        foreach (var tag in s_htmlStarts)
        {
            var ends = start.Length > tag.Length && start[tag.Length] is ' ' or '>' or '\t' or '\r' or '\n' or '/';
            if (ends && start.StartsWith(tag, StringComparison.OrdinalIgnoreCase)) return "text/html";
        }

        return null;
    }

    /// <summary>MIME Sniffing, section 3: a binary data byte near the start, and no byte order mark that explains it.</summary>
    private static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        if (DocumentCharset.ByteOrderMark(bytes) is not null) return false;

        foreach (var b in bytes[..Math.Min(bytes.Length, SniffedBytes)])
        {
            if (b is <= 0x08 or 0x0B or (>= 0x0E and <= 0x1A) or (>= 0x1C and <= 0x1F)) return true;
        }

        return false;
    }
}
