namespace Refwatch.Archiving;

/// <summary>
/// URL keys as the indexes of web archives sort them: "http://www.example.org/A?b&amp;a" is "org,example)/a?a&amp;b". The
/// canonical form is the Internet Archive's (its "surt" library, DefaultIACanonicalizer): scheme, user, "www.", default
/// port, session ids, the path's trailing slash and case do not tell URLs apart, nor does the order of the query.
/// </summary>
public static class Surt
{
    /// <summary>The key of any URL, absolute or without its scheme; never fails. What has no host ("dns:…") is its own key.</summary>
    public static string KeyOf(string url) => Write(CanonicalUrl.Parse(url, foldCase: true));

    /// <inheritdoc cref="KeyOf(string)"/>
    public static string KeyOf(Uri url) => KeyOf(url.OriginalString);

    /// <summary>
    /// The key without folding the case of path and query. Two videos whose ids differ in case share a key, but a memento
    /// of the one must not stand for the other.
    /// </summary>
    public static string ExactKeyOf(string url) => Write(CanonicalUrl.Parse(url, foldCase: false));

    /// <summary>The host part of a key, e.g. "org,example" or "org,example:8080"; empty when it has none.</summary>
    public static string HostOf(string key) => key.IndexOf(')') is var end and > 0 ? key[..end] : "";

    private static string Write(CanonicalUrl url)
    {
        if (url.Host is not { } host)
        {
            return url.Opaque.Length == 0 ? "-" : url.Opaque;
        }

        var labels = host.Split('.');
        if (!IsAddress(host, labels))
        {
            Array.Reverse(labels);
            host = string.Join(',', labels);
        }

        var port = url.Port is { } number ? $":{number}" : "";
        var query = url.Query is { } text ? $"?{text}" : "";
        return $"{host}{port}){url.Path}{query}";
    }

    private static bool IsAddress(string host, string[] labels) =>
        host.StartsWith('[') || (labels.Length == 4 && labels.All(static label => byte.TryParse(label, out _)));
}
