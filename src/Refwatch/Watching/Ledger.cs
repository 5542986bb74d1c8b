using Refwatch.Fetching;
using Refwatch.Mementos;

namespace Refwatch.Watching;

/// <summary>The state of every watched page of one host: read once and written once a visit. Its write is the only commit.</summary>
public sealed class Ledger
{
    /// <summary>Most errands of one host; more wait in its inbox.</summary>
    private const int MaxErrands = 2_000;

    public int SchemaVersion { get; init; } = 1;

    public required HostManners Manners { get; init; }

    /// <summary>The pages by URL.</summary>
    public SortedDictionary<string, PageState> Pages { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The newest capture that this ledger knows; later ones were orphaned by a kill.</summary>
    public string LastCapture { get; set; } = "";

    /// <summary>Visits in a row in which the host did not answer.</summary>
    public int SilentVisits { get; set; }

    /// <summary>No scheduled visit before this time: the host did not answer. A person may ask all the same.</summary>
    public DateTimeOffset? BackOff { get; set; }

    /// <summary>What pages of other hosts need of this one, by id.</summary>
    public SortedDictionary<string, Errand> Errands { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Errands in a row that the host did not answer.</summary>
    public int ErrandFailures { get; set; }

    /// <summary>No errand before this time, unless a person waits for it.</summary>
    public DateTimeOffset? ErrandBackOff { get; set; }

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
        if (item.Errand is { } errand)
        {
            Errands.TryAdd(errand.Id, errand);
        }
        else if (item.Answer is { } answer)
        {
            Pages.GetValueOrDefault(item.Url.AbsoluteUri)?.Take(answer);
        }
        else if (item.Subscription is { } subscription)
        {
            var row = Row(item.Url);
            row.Subscribe(subscription, now);
            row.Mementos?.HasNews = true; // an article may cite it otherwise now
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

    /// <summary>An errand too many.</summary>
    public bool HasNoRoomFor(InboxItem item) => item.Errand is { } errand && Errands.Count >= MaxErrands && !Errands.ContainsKey(errand.Id);

    /// <summary>The pages to check now, the longest overdue first.</summary>
    public IReadOnlyList<PageState> Due(DateTimeOffset now) =>
        [.. Pages.Values.Where(page => page.NextCheck <= now).OrderBy(static page => page.NextCheck)];

    /// <summary>The errands to carry out now.</summary>
    public IReadOnlyList<Errand> DueErrands(DateTimeOffset now) => [.. Errands.Values.Where(errand => errand.NotBefore is null || errand.NotBefore <= now)];

    /// <summary>When the host is to be visited next; null when nothing is scheduled.</summary>
    public DateTimeOffset? NextVisit
    {
        get
        {
            DateTimeOffset?[] times = [Later(Pages.Values.Min(static page => page.NextCheck), BackOff), Later(NextErrand, ErrandBackOff)];
            return Later(times.Min(), Manners.NotBefore);
        }
    }

    private DateTimeOffset? NextErrand => Errands.Count == 0 ? null : Errands.Values.Min(errand => errand.NotBefore ?? Manners.NotBefore);

    /// <summary>Null when nothing is due at all.</summary>
    private static DateTimeOffset? Later(DateTimeOffset? due, DateTimeOffset? notBefore) => notBefore > due ? notBefore : due;
}
