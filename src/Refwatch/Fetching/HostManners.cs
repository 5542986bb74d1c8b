using System.Text;

namespace Refwatch.Fetching;

/// <summary>How one host wants to be asked. Kept in the host's ledger, so it holds across visits and machines.</summary>
public sealed record HostManners
{
    /// <summary>Lower-case IDNA name without port.</summary>
    public required string Host { get; init; }

    /// <summary>No request before this time: the last request plus the delay, a Retry-After, or a back-off.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>The UTC day that <see cref="Requests"/> counts.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Requests sent on that day: pages, robots.txt, redirects, retries, probes.</summary>
    public int Requests { get; set; }

    /// <summary>Answers of 429 or 503 in a row that named no time; the pause doubles with each.</summary>
    public int Refusals { get; set; }

    /// <summary>What robots.txt said, by origin ("https://example.org").</summary>
    public IDictionary<string, RobotsCopy> Robots { get; init; } = new Dictionary<string, RobotsCopy>(StringComparer.Ordinal);

    /// <summary>Host name of a URL as ledgers, leases and queue messages use it.</summary>
    public static string HostOf(Uri url) => Canonical(url).IdnHost.ToLowerInvariant().TrimEnd('.');

    /// <summary>An http or https URL whose host is a name that can be asked; System.Uri takes some in that are none in IDNA.</summary>
    public static bool CanBeAsked(Uri url)
    {
        try
        {
            return url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && HostOf(url).Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    /// <summary>
    /// The URL as a request sends it: without fragment, and its host in ASCII. System.Uri lowers no letter outside of ASCII
    /// under the invariant culture, so "Пример.рф" and "пример.рф" would be two hosts.
    /// </summary>
    internal static Uri Canonical(Uri url)
    {
        if (url.Fragment.Length > 0) url = new UriBuilder(url) { Fragment = "" }.Uri;
        if (Ascii.IsValid(url.Host)) return url;

        var lowered = new UriBuilder(url) { Host = url.Host.ToLowerInvariant() }.Uri;
        return new UriBuilder(lowered) { Host = lowered.IdnHost }.Uri;
    }
}

/// <summary>That a robots.txt was looked at, for the record.</summary>
/// <param name="Status">How it was answered; what is not there forbids nothing (RFC 9309, section 2.3.1.3).</param>
/// <param name="Fetched">When.</param>
public sealed record RobotsLook(int Status, DateTimeOffset Fetched);

/// <summary>A robots.txt as it was fetched (RFC 9309, section 2.4: not to be used for more than 24 hours).</summary>
/// <param name="Fetched">When.</param>
/// <param name="Status">The HTTP status, or 0 when the server could not be reached.</param>
/// <param name="Text">Its text, cut at 500 KiB; empty when there is none.</param>
public sealed record RobotsCopy(DateTimeOffset Fetched, int Status, string Text);
