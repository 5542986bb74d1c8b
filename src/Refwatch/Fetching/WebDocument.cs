using AngleSharp.Html.Dom;

namespace Refwatch.Fetching;

/// <summary>An answer made readable: content coding undone, charset decoded, HTML parsed, each once.</summary>
public sealed class WebDocument
{
    /// <summary>Where the document was found, after redirects.</summary>
    public required Uri Url { get; init; }

    /// <summary>What it is by header and first bytes, lower case without parameters, e.g. "text/html", "application/pdf".</summary>
    public required string MediaType { get; init; }

    /// <summary>The body with its content coding undone.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>The body's end is missing: what is there must not be compared with a whole page.</summary>
    public bool IsCut { get; init; }

    /// <summary>The decoded text of a textual document; null for others.</summary>
    public string? Text { get; init; }

    /// <summary>The charset that <see cref="Text"/> was decoded from, e.g. "windows-1251".</summary>
    public string? Charset { get; init; }

    /// <summary>The parsed page; null when it is not HTML. Readers must not change it.</summary>
    public IHtmlDocument? Html { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>: equal digests mean an unchanged page.</summary>
    public string ContentDigest => _contentDigest ??= Digest.Sha256(Bytes);

    private string? _contentDigest;

    /// <summary>Opens a capture's answer; null when the fetch has none.</summary>
    public static WebDocument? Open(Capture capture)
    {
        if (capture.Answer is not { } answer)
        {
            return null;
        }

        var coding = answer.Header("Content-Encoding");
        var bytes = ContentCoding.Undo(answer.Body, coding);
        var isCut = answer.IsTruncated || ContentCoding.IsCut(answer.Body, coding, bytes.Length);
        return FromBytes(answer.Url, bytes, answer.Header("Content-Type"), isCut);
    }

    /// <summary>Opens bytes without content coding: a file, or a body whose coding is undone.</summary>
    /// <param name="url">Where they come from.</param>
    /// <param name="bytes">The document.</param>
    /// <param name="contentType">The Content-Type header; null when there is none.</param>
    /// <param name="isCut">Their end is missing.</param>
    public static WebDocument FromBytes(Uri url, byte[] bytes, string? contentType = null, bool isCut = false)
    {
        var mediaType = Fetching.MediaType.Of(contentType, bytes);
        var encoding = Fetching.MediaType.IsText(mediaType) ? DocumentCharset.Of(bytes, contentType) : null;
        var text = encoding?.GetString(bytes.AsSpan(DocumentCharset.MarkLength(bytes)));
        return new WebDocument
        {
            Url = url,
            MediaType = mediaType,
            Bytes = bytes,
            IsCut = isCut,
            Text = text,
            Charset = encoding is null ? null : EncodingLabel.NameOf(encoding),
            Html = text is null ? null : ParseIfHtml(text, mediaType),
        };
    }

    private static IHtmlDocument? ParseIfHtml(string text, string mediaType) => mediaType switch
    {
        "text/html" => HtmlReader.Parse(text),
        "application/xhtml+xml" => HtmlReader.ParseXhtml(text),
        _ => null,
    };
}
