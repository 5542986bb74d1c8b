using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Refwatch.Archiving;

/// <summary>
/// A URL in canonical form. The steps are those of Google's Safe Browsing ("Canonicalization": unescape until nothing
/// changes, normalise the host, resolve the path's dots, escape once), then the Internet Archive's.
/// </summary>
/// <param name="Host">Null when the URL has no authority ("dns:example.org").</param>
/// <param name="Port">Null when it is the scheme's own.</param>
/// <param name="Path">Begins with "/".</param>
/// <param name="Query">Without its "?"; null when there is none.</param>
/// <param name="Opaque">All of a URL without authority.</param>
internal sealed partial record CanonicalUrl(string? Host, int? Port, string Path, string? Query, string Opaque)
{
    private static readonly IdnMapping Idn = new();

    public static CanonicalUrl Parse(string text, bool foldCase)
    {
        var url = text.Trim().Replace("\t", "").Replace("\r", "").Replace("\n", "");
        var parts = Parts().Match(url);
        if (!parts.Success)
        {
            parts = Parts().Match("http://" + url);
        }

        if (url.Length == 0 || IsOpaque(url) || !parts.Success)
        {
            return new CanonicalUrl(null, null, "", null, url);
        }

        var scheme = parts.Groups["scheme"].Value.ToLowerInvariant();
        var query = parts.Groups["query"] is { Success: true } group ? Escape(UnescapeAll(group.Value)) : null;
        var path = Escape(WithoutDots(UnescapeAll(parts.Groups["path"].Value)));
        if (foldCase)
        {
            (path, query) = (path.ToLowerInvariant(), query?.ToLowerInvariant());
        }

        return new CanonicalUrl(
            CanonicalHost(parts.Groups["host"].Value),
            OwnPort(scheme, parts.Groups["port"].Value),
            CanonicalPath(path),
            query is null ? null : CanonicalQuery(query),
            "");
    }

    // "dns:example.org" has a scheme and no authority; "example.org:8080/x" has a port and no scheme.
    private static bool IsOpaque(string url) =>
        url.StartsWith("filedesc:", StringComparison.OrdinalIgnoreCase)
        || url.StartsWith("warcinfo:", StringComparison.OrdinalIgnoreCase)
        || Opaques().IsMatch(url);

    private static int? OwnPort(string scheme, string port) =>
        int.TryParse(port, out var number) && !(scheme == "http" && number == 80) && !(scheme == "https" && number == 443) ? number : null;

    private static string CanonicalHost(string text)
    {
        var host = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(UnescapeAll(text))).ToLowerInvariant();
        host = string.Join('.', host.Split('.', StringSplitOptions.RemoveEmptyEntries));
        if (uint.TryParse(host, out var address))
        {
            return $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}";
        }

        try
        {
            host = Ascii.IsValid(host) ? host : Idn.GetAscii(host);
        }
        catch (ArgumentException)
        {
            // No registered name, yet a key must be had: it is escaped below like any other text.
        }

        return Www().Replace(Escape(Bytes(host)), "");
    }

    private static string CanonicalPath(string path)
    {
        path = AspSession().Replace(path, "${before}${after}");
        path = JavaSession().Replace(path, "");
        return path.Length > 1 && path.EndsWith('/') ? path[..^1] : path;
    }

    private static string? CanonicalQuery(string query)
    {
        query = QuerySession().Replace(query, "${before}");
        if (query.Length == 0)
        {
            return null;
        }

        var fields = query.Split('&').Select(static field => field.Split('=', 2)).ToList();
        fields.Sort(static (a, b) =>
        {
            var names = string.CompareOrdinal(a[0], b[0]);
            return names != 0 ? names : string.CompareOrdinal(a.ElementAtOrDefault(1), b.ElementAtOrDefault(1));
        });
        query = string.Join('&', fields.Select(static field => string.Join('=', field)));
        return query.Length == 0 ? null : query;
    }

    private static string WithoutDots(string path)
    {
        var kept = new List<string>();
        var segments = path.Split('/');
        foreach (var segment in segments)
        {
            if (segment == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                kept.Add(segment);
            }
        }

        var isFolder = segments[^1] is "" or "." or "..";
        return kept.Count == 0 ? "/" : "/" + string.Join('/', kept) + (isFolder ? "/" : "");
    }

    // One char a byte: URLs escape bytes, which need not be UTF-8.
    private static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string UnescapeAll(string text)
    {
        var bytes = Bytes(text);
        for (string before = ""; before != bytes;)
        {
            before = bytes;
            bytes = Escaped().Replace(before, static match => ((char)Convert.ToByte(match.Value[1..], 16)).ToString());
        }

        return bytes;
    }

    private static string Escape(string bytes)
    {
        var escaped = new StringBuilder(bytes.Length);
        foreach (var value in bytes)
        {
            if (value is > ' ' and < '\x7f' and not '#' and not '%')
            {
                escaped.Append(value);
            }
            else
            {
                escaped.Append('%').Append(((int)value).ToString("X2"));
            }
        }

        return escaped.ToString();
    }

    [GeneratedRegex(@"^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:[^/?#]*@)?(?<host>\[[^\]/?#]*\]|[^:/?#@]*)(?::(?<port>[0-9]*))?(?<path>/[^?#]*)?(?:\?(?<query>[^#]*))?(?:#.*)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+-]*:(?:[^/0-9]|$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Opaques();

    [GeneratedRegex("%[0-9A-Fa-f]{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"^www[0-9]*\.", RegexOptions.NonBacktracking)]
    private static partial Regex Www();

    [GeneratedRegex(@"^(?<before>.*/)\((?:(?:[a-z]\([0-9a-z]{24}\))+|[0-9a-z]{24})\)/(?<after>[^?]+\.aspx.*)$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex AspSession();

    [GeneratedRegex(";jsessionid=[0-9a-z]{32}$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex JavaSession();

    [GeneratedRegex("(?<before>^|&)(?:(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24}|cfid=[^&]+&cftoken=[^&]+)(?:&|$)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex QuerySession();
}
