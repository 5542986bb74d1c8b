using Refwatch.Fetching;

namespace Refwatch.Watching;

/// <summary>A part of a split ledger: the rows of the pages whose key (<see cref="PageUrl.Key"/>) begins with its prefix.</summary>
public sealed record LedgerShard
{
    /// <summary>Hexadecimal digits; the prefixes of a ledger's shards cover every key once.</summary>
    public required string Prefix { get; init; }

    /// <summary>The blob that holds its rows: a new one for each version of them. Null while it has none.</summary>
    public string? Blob { get; init; }

    public int Pages { get; init; }

    /// <summary>When the first of its pages is due; null when none is scheduled.</summary>
    public DateTimeOffset? NextCheck { get; init; }

    /// <summary>The watch lists of its pages: whom a silent host concerns, whichever shard is open.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>When a visit was last made for it.</summary>
    public DateTimeOffset? LastVisit { get; init; }

    public bool Holds(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);
}
