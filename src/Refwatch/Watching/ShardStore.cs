using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>
/// The shards of one ledger as blobs. A shard's rows are never overwritten: each version is a blob of a new name, and the
/// ledger that names it is the commit. So the ledger's lease fences its shards too: what a worker writes after it lost the
/// lease is a blob that nobody refers to.
/// </summary>
internal sealed class ShardStore(IBlobStore state, string host)
{
    /// <summary>What nothing refers to is garbage after this time; a visit that still means to refer to it is long over.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly Dictionary<string, byte[]> _held = new(StringComparer.Ordinal);

    private string Folder => $"shards/{BlobName.OfHost(host)}/";

    /// <summary>Reads a shard's rows.</summary>
    /// <exception cref="InvalidDataException">The blob that the ledger names is not there.</exception>
    public async Task<IReadOnlyCollection<PageState>> ReadAsync(LedgerShard shard, CancellationToken cancellationToken) =>
        await TryReadAsync(shard, cancellationToken)
            ?? throw new InvalidDataException($"{shard.Blob}, a part of the ledger of {host}, is gone: restore it, or rebuild the ledger.");

    /// <summary>As <see cref="ReadAsync"/>; null when the blob is not there, as when a visit has written another in its place.</summary>
    public async Task<IReadOnlyCollection<PageState>?> TryReadAsync(LedgerShard shard, CancellationToken cancellationToken)
    {
        if (shard.Blob is null)
        {
            return [];
        }

        if (await state.ReadAsync(shard.Blob, cancellationToken) is not { } blob)
        {
            return null;
        }

        _held[shard.Prefix] = blob.Content.ToArray();
        return Json.Read<Rows>(blob.Content, Ledger.NewestSchema, shard.Blob).Pages.Values;
    }

    /// <summary>Writes a shard's rows as a new version, unless they are as they were read; as several shards when they are too large for one.</summary>
    /// <returns>The shards that take this one's place.</returns>
    public async Task<IReadOnlyList<LedgerShard>> WriteAsync(
        LedgerShard shard, IReadOnlyCollection<PageState> pages, int maxBytes, CancellationToken cancellationToken)
    {
        var lists = pages.SelectMany(static page => page.Lists).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var current = shard with { Pages = pages.Count, NextCheck = pages.Min(static page => page.NextCheck), Lists = [.. lists] };
        if (pages.Count == 0)
        {
            return [current with { Blob = null }];
        }

        var content = Json.Write(new Rows(new(pages.ToDictionary(static page => page.Url.AbsoluteUri), StringComparer.Ordinal)));
        if (content.Length > maxBytes && pages.Count > 1)
        {
            var parts = new List<LedgerShard>();
            var byDigit = pages.ToLookup(page => PageUrl.Key(page.Url)[shard.Prefix.Length]);
            foreach (var digit in "0123456789abcdef")
            {
                var part = new LedgerShard { Prefix = shard.Prefix + digit, LastVisit = shard.LastVisit };
                parts.AddRange(await WriteAsync(part, [.. byDigit[digit]], maxBytes, cancellationToken));
            }

            return parts;
        }

        if (_held.TryGetValue(shard.Prefix, out var held) && held.AsSpan().SequenceEqual(content))
        {
            return [current];
        }

        // Version 7 (RFC 9562, section 5.7): it begins with its time.
        var name = $"{Folder}{Guid.CreateVersion7():N}-{shard.Prefix}";
        await state.WriteAsync(name, content, WriteCondition.Absent, cancellationToken);
        _held[shard.Prefix] = content;
        return [current with { Blob = name }];
    }

    public async Task DeleteAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            await state.DeleteAsync(name, etag: null, cancellationToken);
        }
    }

    /// <summary>Takes away what killed visits wrote and no ledger came to name. It must be old: this worker may itself be late.</summary>
    public async Task SweepAsync(IEnumerable<LedgerShard> named, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = named.Select(static shard => shard.Blob).ToHashSet();
        var before = $"{Folder}{(now - Abandoned).ToUnixTimeMilliseconds():x12}";
        await foreach (var name in state.ListAsync(Folder, after: null, cancellationToken))
        {
            if (string.CompareOrdinal(name, before) >= 0)
            {
                return;
            }

            if (!kept.Contains(name))
            {
                await state.DeleteAsync(name, etag: null, cancellationToken);
            }
        }
    }

    private sealed record Rows(SortedDictionary<string, PageState> Pages)
    {
        public int SchemaVersion { get; init; } = Ledger.NewestSchema;
    }
}
