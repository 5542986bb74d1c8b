using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

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
    public static WebDocument? Open(Capture capture) =>
        capture.Answer is { } answer ? FromBytes(answer.Url, answer.Body, answer.Header("Content-Type")) : null;

    /// <summary>Opens a file's bytes as if a server had sent them without a Content-Type.</summary>
    public static WebDocument FromBytes(Uri url, byte[] bytes, string? contentType = null)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return new WebDocument
        {
            Url = url,
            MediaType = "text/html",
            Bytes = bytes,
            Text = text,
            Charset = "utf-8",
            Html = new HtmlParser().ParseDocument(text),
        };
    }
}
