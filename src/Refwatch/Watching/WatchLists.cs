using Refwatch.Alerting;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>The watch lists in force: <c>lists/{name}</c> in the state, so that every machine knows whom to tell.</summary>
public sealed class WatchLists(IBlobStore state, Inbox inbox, Calendar calendar, TimeProvider clock)
{
    /// <summary>The list of pages that a person names on a command line.</summary>
    public const string OnDemand = "command-line";

    /// <summary>
    /// Puts a list in force: subscribes what it names, leaves what its last version named and it no longer does. Repeating
    /// it is harmless.
    /// </summary>
    /// <returns>How many targets were added, and how many removed.</returns>
    public async Task<(int Added, int Removed)> ApplyAsync(WatchList list, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(state, NameOf(list.Name), cancellationToken);
        var now = TargetsOf(list);
        var gone = before is null ? [] : TargetsOf(before).Keys.Except(now.Keys).ToList();
        var time = clock.GetUtcNow();

        foreach (var (url, subscription) in now)
        {
            await inbox.LeaveAsync(new InboxItem { Url = url, Subscription = subscription, Time = time }, cancellationToken);
        }

        foreach (var url in gone)
        {
            await inbox.LeaveAsync(new InboxItem { Url = url, Unsubscribe = SourceOf(list.Name), Time = time }, cancellationToken);
        }

        foreach (var host in now.Keys.Concat(gone).Select(HostManners.HostOf).Distinct(StringComparer.Ordinal))
        {
            await calendar.WriteAsync(time, host, attempts: 0, cancellationToken);
        }

        await state.WriteAsync(NameOf(list.Name), Json.Write(new ListDocument(list)), default, cancellationToken);
        return (before is null ? now.Count : now.Keys.Except(TargetsOf(before).Keys).Count(), gone.Count);
    }

    /// <summary>Whom to tell, by the name of the list.</summary>
    public async Task<Dictionary<string, IReadOnlyList<ChannelSettings>>> ChannelsAsync(CancellationToken cancellationToken)
    {
        // Pages that were once checked by their URL have nobody to tell but the person who waited.
        var channels = new Dictionary<string, IReadOnlyList<ChannelSettings>>(StringComparer.Ordinal) { [OnDemand] = [] };
        foreach (var list in await InForceAsync(state, cancellationToken))
        {
            channels[list.Name] = list.Channels;
        }

        return channels;
    }

    /// <summary>Every list in force.</summary>
    public static async Task<IReadOnlyList<WatchList>> InForceAsync(IBlobStore state, CancellationToken cancellationToken)
    {
        var lists = new List<WatchList>();
        await foreach (var name in state.ListAsync("lists/", after: null, cancellationToken))
        {
            if (await ReadAsync(state, name, cancellationToken) is { } list)
            {
                lists.Add(list);
            }
        }

        return lists;
    }

    /// <summary>The source of a list's subscriptions.</summary>
    public static string SourceOf(string list) => $"list:{list}";

    private static async Task<WatchList?> ReadAsync(IBlobStore state, string name, CancellationToken cancellationToken) =>
        await state.ReadAsync(name, cancellationToken) is { } blob ? Json.Read<ListDocument>(blob.Content).List : null;

    /// <summary>What a list watches, by page.</summary>
    internal static Dictionary<Uri, Subscription> TargetsOf(WatchList list)
    {
        var targets = new Dictionary<Uri, Subscription>();
        foreach (var target in list.Pages)
        {
            targets[PageUrl.Of(target.Url)] = SubscriptionOf(list, target, PageRole.Page);
        }

        foreach (var target in list.Articles)
        {
            targets[PageUrl.Of(target.Url)] = SubscriptionOf(list, target, PageRole.Article);
        }

        return targets;
    }

    private static Subscription SubscriptionOf(WatchList list, WatchedTarget target, PageRole role) => new()
    {
        Source = SourceOf(list.Name),
        Role = role,
        Label = target.Label,
        Interval = target.Interval,
        Archive = target.Archive,
        Requisites = target.Requisites,
        Retention = target.Retention,
        Lists = [list.Name],
    };

    /// <summary>List names are a person's own: the blob's name is made of their digest.</summary>
    private static string NameOf(string list) => $"lists/{Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(list))["sha256:".Length..][..32]}";

    private sealed record ListDocument(WatchList List)
    {
        public int SchemaVersion { get; init; } = 1;
    }
}
