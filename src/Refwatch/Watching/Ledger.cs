using System.Text.Json.Serialization;
using Refwatch.Alerting;
using Refwatch.Fetching;
using Refwatch.Mementos;

namespace Refwatch.Watching;

/// <summary>
/// The state of every watched page of one host: read once and written once a visit. Its write is the only commit. That of a
/// host with very many pages is split: then it names shards, and a visit opens one of them.
/// </summary>
public sealed class Ledger
{
    /// <summary>Most errands of one host; more wait in its inbox.</summary>
    private const int MaxErrands = 2_000;

    /// <summary>1: no shards. 2: as it stands.</summary>
    public const int NewestSchema = 2;

    public int SchemaVersion { get; private set; } = NewestSchema; // as it is written, whatever was read

    public required HostManners Manners { get; init; }

    /// <summary>The pages by URL; of a split ledger those of the open shard.</summary>
    [JsonIgnore]
    public SortedDictionary<string, PageState> Pages { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>What the ledger is split into; empty while it holds its rows itself.</summary>
    public IReadOnlyList<LedgerShard> Shards { get; set; } = [];

    /// <summary>The newest capture that this ledger knows; later ones were orphaned by a kill.</summary>
    public string LastCapture { get; set; } = "";

    /// <summary>The host has not answered of late; null when its last visit was answered.</summary>
    public Silence? Silence { get; set; }

    /// <summary>Alerts about the host as a whole; the outbox follows from them.</summary>
    public List<Alert> Pending { get; init; } = [];

    /// <summary>No scheduled visit before this time: the host did not answer. A person may ask all the same.</summary>
    public DateTimeOffset? BackOff { get; set; }

    /// <summary>What pages of other hosts need of this one, by id; of a split ledger too.</summary>
    public SortedDictionary<string, Errand> Errands { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Errands in a row that the host did not answer.</summary>
    public int ErrandFailures { get; set; }

    /// <summary>No errand before this time, unless a person waits for it.</summary>
    public DateTimeOffset? ErrandBackOff { get; set; }

    [JsonInclude, JsonPropertyName("pages")]
    private SortedDictionary<string, PageState>? Rows
    {
        get => Shards.Count == 0 ? Pages : null;
        init => Pages = new(value ?? [], StringComparer.Ordinal);
    }

    /// <summary>The page's row, made when there is none.</summary>
    public PageState Row(Uri url)
    {
        if (!Pages.TryGetValue(url.AbsoluteUri, out var page))
        {
            Pages[url.AbsoluteUri] = page = new PageState { Url = url };
        }

        return page;
    }

    /// <summary>Adds rows that were kept elsewhere.</summary>
    public void Take(IEnumerable<PageState> rows)
    {
        foreach (var page in rows)
        {
            Pages[page.Url.AbsoluteUri] = page;
        }
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

    /// <summary>The pages to check now, the longest overdue first; last, what a visit may have died of.</summary>
    public IReadOnlyList<PageState> Due(DateTimeOffset now) =>
        [.. Pages.Values.Where(page => page.NextCheck <= now).OrderBy(static page => page.TimesInHand).ThenBy(static page => page.NextCheck)];

    /// <summary>An errand too many.</summary>
    public bool HasNoRoomFor(InboxItem item) => item.Errand is { } errand && Errands.Count >= MaxErrands && !Errands.ContainsKey(errand.Id);

    /// <summary>The errands to carry out now.</summary>
    public IReadOnlyList<Errand> DueErrands(DateTimeOffset now) => [.. Errands.Values.Where(errand => errand.NotBefore is null || errand.NotBefore <= now)];

    /// <summary>The shard that a visit is for: of those with a page due or an item in the inbox the one visited longest ago.</summary>
    /// <param name="now">The time.</param>
    /// <param name="asked">Keys of the pages in the inbox.</param>
    public LedgerShard? ShardToVisit(DateTimeOffset now, IReadOnlyCollection<string> asked) =>
        Shards.Where(shard => shard.NextCheck <= now || asked.Any(shard.Holds)).MinBy(static shard => shard.LastVisit ?? DateTimeOffset.MinValue);

    /// <summary>How many pages are watched, in every shard.</summary>
    [JsonIgnore]
    public int PageCount => Shards.Count == 0 ? Pages.Count : Shards.Sum(static shard => shard.Pages);

    /// <summary>The watch lists of all pages, whichever shard is open.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Lists =>
        [.. Pages.Values.SelectMany(static page => page.Lists).Concat(Shards.SelectMany(static shard => shard.Lists)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>When the host is to be visited next; null when nothing is scheduled.</summary>
    public DateTimeOffset? NextVisit
    {
        get
        {
            var due = Shards.Count == 0 ? Pages.Values.Min(static page => page.NextCheck) : Shards.Min(static shard => shard.NextCheck);
            DateTimeOffset?[] times = [Later(due, BackOff), Later(NextErrand, ErrandBackOff)];
            return Later(times.Min(), Manners.NotBefore);
        }
    }

    private DateTimeOffset? NextErrand => Errands.Count == 0 ? null : Errands.Values.Min(errand => errand.NotBefore ?? Manners.NotBefore);

    /// <summary>Null when nothing is due at all.</summary>
    private static DateTimeOffset? Later(DateTimeOffset? due, DateTimeOffset? notBefore) => notBefore > due ? notBefore : due;
}
