using Refwatch.Alerting;
using Refwatch.Fetching;

namespace Refwatch.Watching;

/// <summary>The state of every watched page of one host: read once and written once a visit. Its write is the only commit.</summary>
public sealed class Ledger
{
    public int SchemaVersion { get; init; } = 1;

    public required HostManners Manners { get; init; }

    /// <summary>The pages by URL.</summary>
    public SortedDictionary<string, PageState> Pages { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The newest capture that this ledger knows; later ones were orphaned by a kill.</summary>
    public string LastCapture { get; set; } = "";

    /// <summary>The host has not answered of late; null when its last visit was answered.</summary>
    public Silence? Silence { get; set; }

    /// <summary>Alerts about the host as a whole; the outbox follows from them.</summary>
    public List<Alert> Pending { get; init; } = [];

    /// <summary>No scheduled visit before this time: the host did not answer. A person may ask all the same.</summary>
    public DateTimeOffset? BackOff { get; set; }

    /// <summary>The page's row, made when there is none.</summary>
    public PageState Row(Uri url)
    {
        if (!Pages.TryGetValue(url.AbsoluteUri, out var page))
        {
            Pages[url.AbsoluteUri] = page = new PageState { Url = url };
        }

        return page;
    }

    /// <summary>Takes in what others asked of this host; true when the page was an article and is one no longer.</summary>
    public bool Fold(InboxItem item, DateTimeOffset now)
    {
        var wasArticle = Pages.GetValueOrDefault(item.Url.AbsoluteUri)?.IsArticle ?? false;
        if (item.Subscription is { } subscription)
        {
            Row(item.Url).Subscribe(subscription, now);
        }
        else if (item.Unsubscribe is { } source && Pages.TryGetValue(item.Url.AbsoluteUri, out var page))
        {
            page.Unsubscribe(source);
            if (page.Subscriptions.Count == 0)
            {
                Pages.Remove(item.Url.AbsoluteUri); // its captures stay
            }
        }

        var after = Pages.GetValueOrDefault(item.Url.AbsoluteUri);
        if (!wasArticle || after is { MayBeArticle: true })
        {
            return false;
        }

        after?.IsArticle = false;
        return true;
    }

    /// <summary>The pages to check now, the longest overdue first.</summary>
    public IReadOnlyList<PageState> Due(DateTimeOffset now) =>
        [.. Pages.Values.Where(page => page.NextCheck <= now).OrderBy(static page => page.NextCheck)];

    /// <summary>When the host is to be visited next; null when nothing is scheduled.</summary>
    public DateTimeOffset? NextVisit
    {
        get
        {
            var due = Pages.Values.Min(static page => page.NextCheck);
            return due is null ? null : new[] { due, Manners.NotBefore, BackOff }.Max();
        }
    }
}
