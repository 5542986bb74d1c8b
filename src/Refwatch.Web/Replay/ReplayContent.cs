using System.Text;
using Microsoft.AspNetCore.Http;
using Refwatch.Archiving;
using Refwatch.Fetching;
using Refwatch.Web.Site;

namespace Refwatch.Web.Replay;

/// <summary>Writes the answer of a memento: as it was stored, or fit to be shown.</summary>
internal static class ReplayContent
{
    /// <summary>The body as it is in the record, content coding kept; the original header fields as X-Archive-Orig-*.</summary>
    public static Task RawAsync(HttpContext context, Exchange answer)
    {
        ReplayPolicy.ForBytes(context.Response);
        Originals(context.Response, answer);
        context.Response.StatusCode = StatusOf(answer);
        context.Response.ContentType = Answers.HeaderValue(answer.Header("Content-Type") ?? "application/octet-stream");
        if (answer.Header("Content-Encoding") is { } coding)
        {
            context.Response.Headers.ContentEncoding = Answers.HeaderValue(coding);
        }

        Download(context.Response, answer.Url); // a browser must not show it without the banner
        return Answers.BytesAsync(context, answer.Body);
    }

    /// <summary>The body decoded, rewritten where it is a page or a style sheet, and of a type that a browser can't take for another.</summary>
    public static Task ShowAsync(HttpContext context, CdxjLine line, Exchange answer, SiteLinks site)
    {
        ReplayPolicy.ForPages(context.Response);
        Originals(context.Response, answer);
        context.Response.StatusCode = StatusOf(answer);
        var addresses = new MementoAddresses(site, line.Timestamp);
        var bytes = ContentCoding.Undo(answer.Body, answer.Header("Content-Encoding"));
        var document = WebDocument.FromBytes(answer.Url, bytes, answer.Header("Content-Type"));
        switch (document)
        {
            case { Html: { } html }:
                return TextAsync(context, "text/html", new PageRewriter(addresses, answer.Url).Rewrite(html));
            case { MediaType: "text/css", Text: { } css }:
                return TextAsync(context, "text/css", CssRewriter.Rewrite(css, answer.Url, addresses));
            case { MediaType: "image/svg+xml", Text: { } svg }:
                ReplayPolicy.ForBytes(context.Response); // its links are not rewritten
                return TextAsync(context, "image/svg+xml", svg);
            case { Text: { } text }: // XML would load its style sheet, JSON a viewer
                return TextAsync(context, "text/plain", text);
            default:
                ReplayPolicy.ForBytes(context.Response);
                context.Response.ContentType = IsShown(document.MediaType) ? document.MediaType : "application/octet-stream";
                if (!IsShown(document.MediaType))
                {
                    Download(context.Response, answer.Url);
                }

                return Answers.BytesAsync(context, bytes);
        }
    }

    /// <summary>A browser can show it in the frame; else it is offered as a file.</summary>
    public static bool IsShown(string mediaType) => MediaType.IsText(mediaType) || mediaType is
        "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/avif" or "image/bmp" or "image/x-icon" or "image/vnd.microsoft.icon"
        or "audio/mpeg" or "audio/ogg" or "audio/wav" or "audio/mp4" or "video/mp4" or "video/webm" or "video/ogg" or "application/ogg"
        or "font/woff" or "font/woff2" or "font/ttf" or "font/otf" or "application/font-woff";

    private static Task TextAsync(HttpContext context, string mediaType, string text)
    {
        context.Response.ContentType = mediaType + "; charset=utf-8";
        return Answers.BytesAsync(context, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>RFC 7089, sections 4.5.4 and 4.5.5: the memento of an error is an error. A status that allows no body is 200.</summary>
    private static int StatusOf(Exchange answer) => answer.Status is >= 200 and <= 599 and not (204 or 205 or 304) ? answer.Status : StatusCodes.Status200OK;

    private static void Originals(HttpResponse response, Exchange answer)
    {
        const int MaxFields = 100;
        foreach (var field in answer.ResponseHeaders.Take(MaxFields).Where(static field => Answers.IsToken(field.Name)))
        {
            response.Headers.Append("X-Archive-Orig-" + field.Name, Answers.HeaderValue(field.Value));
        }
    }

    private static void Download(HttpResponse response, Uri url)
    {
        var name = new string([.. Uri.UnescapeDataString(url.Segments[^1]).Where(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_').Take(80)]).Trim('.');
        response.Headers.ContentDisposition = $"attachment; filename=\"{(name.Length == 0 ? "memento" : name)}\"";
    }
}
