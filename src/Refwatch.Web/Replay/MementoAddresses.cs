using Refwatch.Web.Mementos;
using Refwatch.Web.Site;

namespace Refwatch.Web.Replay;

/// <summary>Where the links of an archived page lead instead: to mementos of the same time.</summary>
internal sealed class MementoAddresses(SiteLinks site, string timestamp)
{
    /// <summary>What a page loads by itself; null when it may not be loaded.</summary>
    public string? Resource(string? text, Uri baseUrl) =>
        IsImageData(text) ? text : Resolve(text, baseUrl) is { } url ? site.Content(timestamp, TargetUrl.Write(url)) + url.Fragment : null;

    /// <summary>What a person goes to; null when it leads nowhere on the web.</summary>
    public string? Page(string? text, Uri baseUrl) => Resolve(text, baseUrl) is { } url ? site.Memento(timestamp, TargetUrl.Write(url)) + url.Fragment : null;

    /// <summary>An absolute http or https URL; null for every other scheme, javascript: among them.</summary>
    public static Uri? Resolve(string? text, Uri baseUrl)
    {
        // WHATWG URL, section 4.4: controls and spaces around it, tabs and line breaks inside do not count.
        var clean = new string([.. (text ?? "").Where(static character => character is not ('\t' or '\r' or '\n'))]).Trim([.. Enumerable.Range(0, 0x21).Select(static code => (char)code)]);
        return Uri.TryCreate(baseUrl, clean.Replace('\\', '/'), out var url) && url is { Scheme: "http" or "https", Host.Length: > 0 } ? url : null;
    }

    // Pictures without a script of their own: an SVG in img runs none, but may be opened as a page.
    private static bool IsImageData(string? text) =>
        text is not null && text.TrimStart().StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) && text.AsSpan().IndexOfAny("\"\\\n\r\f") < 0;
}
