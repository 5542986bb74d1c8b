using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Refwatch.Web.Mementos;

/// <summary>
/// The archived page's URL where it stands at the end of a request's own: "/memento/20260301120000/https://example.org/a?b=c".
/// It is taken from the bytes as they were sent: its query is part of it, its slashes and escapes are its own.
/// </summary>
/// <remarks>
/// What befalls it on the way is undone: one slash of two lost (proxies that merge them), the whole percent-encoded, once or,
/// behind the Functions host, which makes %252F of %2F, twice. A fragment is never sent.
/// </remarks>
public static partial class TargetUrl
{
    /// <summary>What follows a path in the request's target; null when it is not of that form.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The path of ours, with its last slash, e.g. "/api/timegate/".</param>
    public static string? RestOf(HttpRequest request, string path)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return target.StartsWith(path, StringComparison.OrdinalIgnoreCase) ? target[path.Length..] : null;
    }

    /// <summary>The URL as an absolute http or https URL in ASCII, without a fragment; null when it is none. Without a scheme it is http.</summary>
    public static string? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var scheme = Scheme().Match(text);
        if (scheme.Success && scheme.Value.Contains('%'))
        {
            text = Uri.UnescapeDataString(text.Replace("%25", "%"));
            scheme = Scheme().Match(text);
        }

        if (!scheme.Success && OtherScheme().IsMatch(text))
        {
            return null;
        }

        text = scheme.Success ? $"{scheme.Groups["name"].Value.ToLowerInvariant()}://{text[scheme.Length..]}" : "http://" + text.TrimStart('/');
        return Uri.TryCreate(WithPlainHost(text), UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Host.Length: > 0, UserInfo.Length: 0 } ? Write(url) : null;
    }

    /// <summary>A URL in ASCII, without a fragment.</summary>
    public static string Write(Uri url)
    {
        var ascii = Ascii.IsValid(url.Host) ? url : new UriBuilder(url) { Host = url.IdnHost }.Uri;
        return ascii.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
    }

    // Browsers send the letters of an international host percent-encoded when it stands in a path; System.Uri refuses that.
    private static string WithPlainHost(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = url.AsSpan(start).IndexOfAny('/', '?', '#') is var found and >= 0 ? start + found : url.Length;
        return url.AsSpan(start, end - start).Contains('%') ? string.Concat(url.AsSpan(0, start), Uri.UnescapeDataString(url[start..end]), url.AsSpan(end)) : url;
    }

    [GeneratedRegex("^(?<name>https?)(?::|%3A|%253A)(?:/|%2F|%252F)+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Scheme();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:/", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OtherScheme();
}
