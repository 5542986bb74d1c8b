using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>What others ask of a host whose ledger they cannot write: folded in by its next visits.</summary>
public sealed class Inbox(IBlobStore state)
{
    private const int KeyLength = 32;

    /// <summary>Items read at once.</summary>
    private const int Parallel = 8;

    /// <summary>Leaves an item; the same item twice is one.</summary>
    public Task LeaveAsync(InboxItem item, CancellationToken cancellationToken)
    {
        var content = Json.Write(item);
        var name = $"inbox/{BlobName.OfHost(HostManners.HostOf(item.Url))}/{PageUrl.Key(item.Url)}-{Digest.Sha256(content)["sha256:".Length..][..32]}";
        return state.WriteAsync(name, content, WriteCondition.Absent, cancellationToken);
    }

    /// <summary>The names of a host's items, sorted by page: about so many, but all of a page or none.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string host, int count, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var name in state.ListAsync($"inbox/{BlobName.OfHost(host)}/", after: null, cancellationToken))
        {
            if (names.Count >= count && KeyOf(name) != KeyOf(names[^1]))
            {
                break;
            }

            names.Add(name);
        }

        return names;
    }

    /// <summary>The key (<see cref="PageUrl.Key"/>) of the page that an item is about; empty for an item of Refwatch's first state, whose name does not say.</summary>
    public static string KeyOf(string name)
    {
        var item = name[(name.LastIndexOf('/') + 1)..];
        return item.Length > KeyLength && item[KeyLength] == '-' ? item[..KeyLength] : "";
    }

    /// <summary>Reads items, in the order of time: an old wish must not outlive a newer one.</summary>
    /// <exception cref="NewerSchemaException">A newer version of Refwatch left one.</exception>
    public async Task<IReadOnlyList<(string Name, InboxItem Item)>> ReadAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var items = new List<(string Name, InboxItem Item)>();
        foreach (var some in names.Chunk(Parallel))
        {
            var blobs = await Task.WhenAll(some.Select(name => state.ReadAsync(name, cancellationToken)));
            items.AddRange(some.Zip(blobs).Where(static read => read.Second is not null)
                .Select(static read => (read.First, Json.Read<InboxItem>(read.Second!.Content, InboxItem.NewestSchema, read.First))));
        }

        return [.. items.OrderBy(static item => item.Item.Time)];
    }

    /// <summary>Takes items away once the ledger holds them, in their order.</summary>
    public async Task ClearAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            await state.DeleteAsync(name, etag: null, cancellationToken);
        }
    }
}

/// <summary>A subscription to add, the source of one to remove, an errand, or the answer to one.</summary>
public sealed record InboxItem
{
    public const int NewestSchema = 1;

    public int SchemaVersion { get; init; } = NewestSchema;

    public required Uri Url { get; init; }

    public Subscription? Subscription { get; init; }

    /// <summary>The source that no longer watches the page.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>What another host's page needs of this one.</summary>
    public Errand? Errand { get; init; }

    /// <summary>What another host's visit found out for the page.</summary>
    public ErrandAnswer? Answer { get; init; }

    /// <summary>When it was decided: of two items about one source and page the later counts.</summary>
    public required DateTimeOffset Time { get; init; }
}
