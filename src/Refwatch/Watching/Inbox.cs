using System.Runtime.CompilerServices;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>What others ask of a host whose ledger they cannot write: folded in by its next visit.</summary>
public sealed class Inbox(IBlobStore state)
{
    /// <summary>Leaves an item; the same item twice is one.</summary>
    public Task LeaveAsync(InboxItem item, CancellationToken cancellationToken)
    {
        var content = Json.Write(item);
        var name = $"inbox/{BlobName.OfHost(HostManners.HostOf(item.Url))}/{Digest.Sha256(content)["sha256:".Length..][..32]}";
        return state.WriteAsync(name, content, WriteCondition.Absent, cancellationToken);
    }

    /// <summary>The items of one host by blob name.</summary>
    public async IAsyncEnumerable<(string Name, InboxItem Item)> ReadAsync(string host, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in state.ListAsync($"inbox/{BlobName.OfHost(host)}/", after: null, cancellationToken))
        {
            if (await state.ReadAsync(name, cancellationToken) is { } blob)
            {
                yield return (name, Json.Read<InboxItem>(blob.Content));
            }
        }
    }

    /// <summary>Takes items away once the ledger holds them.</summary>
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
    public int SchemaVersion { get; init; } = 1;

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
