using System.Globalization;
using System.Text.RegularExpressions;

namespace Refwatch.Citing;

/// <summary>A link to an archived copy of a page, as far as its address tells.</summary>
/// <param name="Original">The address of the page that was archived; null when the copy's address does not hold it.</param>
/// <param name="Date">ISO 8601: the day of the copy; null when the address does not hold it.</param>
internal readonly partial record struct ArchiveLink(Uri? Original, string? Date)
{
    // Hosts that serve nothing but copies of others' pages (CS1 and IABot know these services).
    private static readonly HashSet<string> Hosts = new(StringComparer.OrdinalIgnoreCase)
    {
        "web.archive.org", "web-beta.archive.org", "liveweb.archive.org", "wayback.archive.org", "wayback.archive-it.org",
        "archive.today", "archive.is", "archive.ph", "archive.fo", "archive.li", "archive.md", "archive.vn", "archive.ec",
        "webcitation.org", "ghostarchive.org", "perma.cc", "freezepage.com", "megalodon.jp", "peeep.us",
        "webarchive.nationalarchives.gov.uk", "webarchive.org.uk", "webarchive.loc.gov", "webharvest.gov", "arquivo.pt",
        "archive.wikiwix.com", "archive.wikiwix.org", "webcache.googleusercontent.com", "timetravel.mementoweb.org",
        "webarchive.parliament.uk", "wayback.vefsafn.is", "haw.nsk.hr", "web.archive.bibalex.org", "webarchiv.cz",
    };

    /// <summary>Reads an address; null when it is not one of an archived copy.</summary>
    public static ArchiveLink? Read(Uri url)
    {
        var host = url.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? url.Host[4..] : url.Host;
        var isWayback = host.Equals("archive.org", StringComparison.OrdinalIgnoreCase) && url.AbsolutePath.StartsWith("/web/", StringComparison.Ordinal);
        var path = url.PathAndQuery + url.Fragment; // as written: it keeps the embedded address with its own query
        if (Memento().Match(path) is { Success: true } memento)
        {
            return new ArchiveLink(ToUrl(memento.Groups["url"].Value), DateOf(memento.Groups["time"].Value));
        }

        if (!isWayback && !Hosts.Contains(host))
        {
            return null;
        }

        var (original, timestamp) = Parts(path);
        return new ArchiveLink(original, DateOf(timestamp));
    }

    private static (Uri? Original, string Timestamp) Parts(string path)
    {
        if (TimestampedPath().Match(path) is { Success: true } stamped)
        {
            return (ToUrl(stamped.Groups["url"].Value), stamped.Groups["time"].Value);
        }

        if (UrlInQuery().Match(path) is { Success: true } asked)
        {
            return (ToUrl(Uri.UnescapeDataString(asked.Groups["url"].Value)), "");
        }

        return (null, "");
    }

    private static Uri? ToUrl(string embedded)
    {
        var text = embedded.StartsWith("http%3A", StringComparison.OrdinalIgnoreCase) || embedded.StartsWith("https%3A", StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(embedded)
            : embedded;

        // Proxies in between fold "//" in a path; archive.today leaves the scheme out.
        text = FoldedScheme().Replace(text, "${scheme}://", 1);
        if (!text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            text = "http://" + text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Contains('.', StringComparison.Ordinal)
            ? url
            : null;
    }

    private static string? DateOf(string timestamp)
    {
        var digits = string.Concat(timestamp.Where(char.IsAsciiDigit));
        return digits.Length >= 8 && DateOnly.TryParseExact(digits[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    // 14 digits before a whole address: OpenWayback, pywb and their like, whoever runs them ("/4887/20130420084626/http://…").
    [GeneratedRegex(@"^/(?:[^/?#]+/)*?(?<time>\d{14})(?:[a-z]{2}_)?/(?<url>https?:/.*)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Memento();

    // "/web/20111109001825id_/http://…", "/20120914151823/www.soyuz.by/…", "/2012.09.14-151823/https://…", "/web/2011*/http://…"
    [GeneratedRegex(@"^(?:/[a-z]+)*/(?<time>\d{4,14}|\d{4}\.\d\d\.\d\d-\d{6}|newest|oldest)(?:\*|[a-z]{2}_)?/(?<url>[^/].*)$", RegexOptions.NonBacktracking)]
    private static partial Regex TimestampedPath();

    [GeneratedRegex(@"[?&](?:url=|q=cache:(?:[\w-]+:)?)(?<url>[^&]+)", RegexOptions.NonBacktracking)]
    private static partial Regex UrlInQuery();

    [GeneratedRegex(@"^(?<scheme>https?):/+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex FoldedScheme();
}
