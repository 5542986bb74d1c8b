using System.Net;

namespace Refwatch.Fetching;

/// <summary>Bounds and identity of every fetch.</summary>
public sealed record FetchOptions
{
    /// <summary>How a site's operator reaches whoever runs this: a mail address or a URL (Wikimedia's User-Agent policy).</summary>
    public string? Contact { get; init; }

    /// <summary>Pause between two requests to one host; robots.txt may ask for a longer one.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time for one request with its body.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes of a body as sent; the rest is not read.</summary>
    public int MaxBodyBytes { get; init; } = 20 * 1024 * 1024;

    public int MaxRedirects { get; init; } = 10;

    /// <summary>Tries of one request, the first included, when the failure is transient.</summary>
    public int MaxTries { get; init; } = 3;

    /// <summary>A host that wants no request for longer than this is asked another time.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Time for one capture: every wait, try and redirect.</summary>
    public TimeSpan CaptureTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Most requests to one host in a UTC day: robots.txt, redirects, retries and probes count.</summary>
    public int DailyRequests { get; init; } = 2_000;

    /// <summary>Loopback, link-local and private addresses may be asked.</summary>
    public bool AllowPrivateNetwork { get; init; }

    /// <summary>Which proxy to ask for a URL, if any; by default as the environment says.</summary>
    public IWebProxy Proxy { get; init; } = new EnvironmentProxy(Environment.GetEnvironmentVariable);

    /// <summary>Sent with every request, so that a site that negotiates gives the same language each time.</summary>
    public string AcceptLanguage { get; init; } = "en, *;q=0.5";

    /// <summary>With the first contact, the longest delay and the smallest daily budget that watch lists name, where they name any.</summary>
    public FetchOptions AsListsAsk(IReadOnlyCollection<Watching.WatchList> lists) => this with
    {
        Contact = Contact ?? lists.Select(static list => list.Contact).FirstOrDefault(static contact => contact is not null),
        Delay = lists.Max(static list => list.Delay) ?? Delay,
        DailyRequests = lists.Min(static list => list.RequestsPerDay) ?? DailyRequests,
    };

    /// <summary>
    /// A mail address or an http URL (Wikimedia's User-Agent policy) that can stand in a header's comment (RFC 9110,
    /// section 5.6.5): visible ASCII without brackets and backslash.
    /// </summary>
    public static bool IsContact(string contact) =>
        contact.All(static c => c is > ' ' and <= '~' and not ('(' or ')' or '\\'))
        && (contact.IndexOf('@', StringComparison.Ordinal) is var at and > 0 && at < contact.Length - 1
            ? contact.AsSpan(at + 1).IndexOf('@') < 0 || IsUrl(contact)
            : IsUrl(contact));

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && HostManners.CanBeAsked(url);

    /// <summary>The User-Agent header, with the contact when there is one.</summary>
    public string UserAgent => Contact is null ? "Refwatch/0.1" : $"Refwatch/0.1 ({Contact})";
}
