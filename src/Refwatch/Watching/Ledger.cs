using System.Text.Json.Serialization;
using Refwatch.Alerting;
using Refwatch.Fetching;

namespace Refwatch.Watching;

/// <summary>
/// The state of every watched page of one host: read once and written once a visit. Its write is the only commit. That of a
/// host with very many pages is split: then it names shards, and a visit opens one of them.
/// </summary>
public sealed class Ledger
{
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

    /// <summary>The shard that a visit is for: of those with a page due or an item in the inbox the one visited longest ago.</summary>
    /// <param name="now">The time.</param>
    /// <param name="asked">Keys of the pages in the inbox.</param>
    public LedgerShard? ShardToVisit(DateTimeOffset now, IReadOnlyCollection<string> asked) =>
        Shards.Where(shard => shard.NextCheck <= now || asked.Any(shard.Holds)).MinBy(static shard => shard.LastVisit ?? DateTimeOffset.MinValue);

    /// <summary>When the host is to be visited next; null when nothing is scheduled.</summary>
    public DateTimeOffset? NextVisit
    {
        get
        {
            var due = Shards.Count == 0 ? Pages.Values.Min(static page => page.NextCheck) : Shards.Min(static shard => shard.NextCheck);
            return due is null ? null : new[] { due, Manners.NotBefore, BackOff }.Max();
        }
    }
}
