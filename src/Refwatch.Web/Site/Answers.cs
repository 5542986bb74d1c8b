using System.Text;
using Microsoft.AspNetCore.Http;

namespace Refwatch.Web.Site;

/// <summary>How answers are written, to GET and to HEAD.</summary>
internal static class Answers
{
    /// <summary>A line for programs and for people who use them.</summary>
    public static Task TextAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return BytesAsync(context, Encoding.UTF8.GetBytes(message + "\n"));
    }

    public static Task HtmlAsync(HttpContext context, int status, string html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return BytesAsync(context, Encoding.UTF8.GetBytes(html));
    }

    /// <summary>The body, or to HEAD its length alone (RFC 9110, section 9.3.2).</summary>
    public static Task BytesAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>A header's value of scraped text: one line, no byte that HTTP forbids (RFC 9110, section 5.5), not endless.</summary>
    public static string HeaderValue(string text)
    {
        const int MaxLength = 4000;
        var value = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var character in text.Length <= MaxLength ? text : text[..MaxLength])
        {
            value.Append(character is '\t' or (>= ' ' and <= '~') or (>= '\xA0' and <= '\xFF') ? character : '?');
        }

        return value.ToString();
    }

    /// <summary>A token of RFC 9110, section 5.6.2: what a header may be called.</summary>
    public static bool IsToken(string text) =>
        text.Length is > 0 and <= 100 && text.All(static character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character));
}
