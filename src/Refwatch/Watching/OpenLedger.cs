using System.Runtime.CompilerServices;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>A host's ledger under its lease: at most one visit a host at a time, on however many machines.</summary>
public sealed class OpenLedger : IAsyncDisposable
{
    private const string Folder = "ledger/";

    /// <summary>A ledger, or a shard of one, is split when it grows beyond this: some 800 rows.</summary>
    public const int MaxBytes = 1 << 20;

    private readonly IBlobStore _state;
    private readonly IBlobLease _lease;
    private readonly string _name;
    private readonly ShardStore _shards;
    private readonly int _maxBytes;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private string? _etag;

    private OpenLedger(IBlobStore state, IBlobLease lease, Ledger ledger, string? etag, int maxBytes)
    {
        (_state, _lease, _etag, Ledger, _maxBytes) = (state, lease, etag, ledger, maxBytes);
        _name = NameOf(ledger.Manners.Host);
        _shards = new ShardStore(state, ledger.Manners.Host);
    }

    public Ledger Ledger { get; }

    /// <summary>There was no ledger of that host.</summary>
    public bool IsNew => _etag is null;

    /// <summary>Cancelled as soon as another may visit the host: stop at once.</summary>
    public CancellationToken Lost => _lease.Lost;

    /// <summary>Opens the host's ledger, a new one when there is none; null while another visit holds it.</summary>
    /// <exception cref="NewerSchemaException">A newer version of Refwatch wrote it.</exception>
    public static async Task<OpenLedger?> TryOpenAsync(IBlobStore state, string host, CancellationToken cancellationToken, int maxBytes = MaxBytes)
    {
        var name = NameOf(host);
        if (await state.TryLeaseAsync(name, cancellationToken) is not { } lease)
        {
            return null;
        }

        try
        {
            var blob = await state.ReadAsync(name, cancellationToken);
            var ledger = blob is null ? new Ledger { Manners = new HostManners { Host = host } } : Read(blob, name);
            return new OpenLedger(state, lease, ledger, blob?.ETag, maxBytes);
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads a host's ledger without its lease, all shards together, for display; null when there is none.</summary>
    public static async Task<Ledger?> PeekAsync(IBlobStore state, string host, CancellationToken cancellationToken)
    {
        var ledger = await HeadAsync(state, host, cancellationToken);
        if (ledger is { Shards.Count: > 0 })
        {
            ledger.Take(await RowsAsync(state, ledger, cancellationToken).ToListAsync(cancellationToken));
        }

        return ledger;
    }

    /// <summary>Reads a host's rows without its lease, one shard in memory at a time.</summary>
    public static async IAsyncEnumerable<PageState> RowsAsync(IBlobStore state, string host, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await HeadAsync(state, host, cancellationToken) is { } ledger)
        {
            await foreach (var page in RowsAsync(state, ledger, cancellationToken))
            {
                yield return page;
            }
        }
    }

    /// <summary>Each row once, whatever visits write meanwhile: shards stand in the order of their keys, and are replaced by shards for the same keys.</summary>
    private static async IAsyncEnumerable<PageState> RowsAsync(IBlobStore state, Ledger ledger, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in ledger.Pages.Values) // of a ledger that is not split
        {
            yield return page;
        }

        var (isLastTry, now) = (false, ledger);
        for (var shard = ledger.Shards.Count == 0 ? null : ledger.Shards[0]; shard is not null;)
        {
            var shards = new ShardStore(state, ledger.Manners.Host); // it holds what it read
            var rows = isLastTry ? await shards.ReadAsync(shard, cancellationToken) : await shards.TryReadAsync(shard, cancellationToken);
            if (rows is null)
            {
                now = await HeadAsync(state, ledger.Manners.Host, cancellationToken) ?? ledger;
                var anew = now.Shards.FirstOrDefault(other => string.CompareOrdinal(other.Prefix, shard.Prefix) >= 0);
                (isLastTry, shard) = (anew?.Blob == shard.Blob, anew); // named and not there: it is lost
                continue;
            }

            foreach (var page in rows)
            {
                yield return page;
            }

            var done = shard.Prefix;
            (isLastTry, shard) = (false, now.Shards.FirstOrDefault(other => string.CompareOrdinal(other.Prefix, done) > 0 && !other.Prefix.StartsWith(done, StringComparison.Ordinal)));
        }
    }

    private static async Task<Ledger?> HeadAsync(IBlobStore state, string host, CancellationToken cancellationToken) =>
        await state.ReadAsync(NameOf(host), cancellationToken) is { } blob ? Read(blob, NameOf(host)) : null;

    /// <summary>Reads the rows of one shard of a split ledger; null: of none.</summary>
    public async Task OpenShardAsync(LedgerShard? shard, CancellationToken cancellationToken)
    {
        if (shard is null)
        {
            return;
        }

        Ledger.Take(await _shards.ReadAsync(shard, cancellationToken));
        _open.Add(shard.Prefix);
    }

    /// <summary>Whether the page's row is, or would be, among those that are open.</summary>
    public bool Covers(Uri url) => Covers(PageUrl.Key(url));

    /// <inheritdoc cref="Covers(Uri)"/>
    public bool Covers(string key) => Ledger.Shards.Count == 0 || _open.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Notes that the open shards had their turn; the next commit makes it count.</summary>
    public void MarkVisited(DateTimeOffset now) =>
        Ledger.Shards = [.. Ledger.Shards.Select(shard => _open.Contains(shard.Prefix) ? shard with { LastVisit = now } : shard)];

    /// <summary>The hosts that have a ledger, in order.</summary>
    /// <param name="state">Where the ledgers lie.</param>
    /// <param name="after">The host to go on behind; null: from the first.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<string> HostsAsync(IBlobStore state, string? after, CancellationToken cancellationToken) =>
        state.ListAsync(Folder, after is null ? null : NameOf(after), cancellationToken).Select(static name => name[(name.IndexOf('/') + 1)..]);

    /// <summary>
    /// Writes the ledger under lease and ETag: the commit. Shards are written before it, under names that nothing refers to
    /// until then.
    /// </summary>
    /// <exception cref="LedgerLostException">Another visit may have taken over: nothing was committed, and nothing may be.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (Lost.IsCancellationRequested)
        {
            throw new LedgerLostException(_name);
        }

        var before = Ledger.Shards;
        var content = before.Count == 0 ? Json.Write(Ledger) : null;
        if (content is null || content.Length > _maxBytes)
        {
            await WriteShardsAsync(cancellationToken);
            content = Json.Write(Ledger);
        }

        var condition = WriteCondition.Unchanged(_etag) with { Lease = _lease };
        _etag = await _state.WriteAsync(_name, content, condition, cancellationToken) ?? throw new LedgerLostException(_name);
        var named = Ledger.Shards.Select(static shard => shard.Blob).ToHashSet();
        await _shards.DeleteAsync(before.Select(static shard => shard.Blob).OfType<string>().Where(blob => !named.Contains(blob)), cancellationToken);
    }

    /// <summary>Takes away versions of shards that killed visits left behind.</summary>
    public Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Ledger.Shards.Count == 0 ? Task.CompletedTask : _shards.SweepAsync(Ledger.Shards, now, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lease.DisposeAsync();

    private async Task WriteShardsAsync(CancellationToken cancellationToken)
    {
        var all = Ledger.Shards;
        if (all.Count == 0)
        {
            all = [new LedgerShard { Prefix = "" }];
            _open.Add("");
        }

        var written = new List<LedgerShard>();
        foreach (var shard in all)
        {
            if (!_open.Remove(shard.Prefix))
            {
                written.Add(shard);
                continue;
            }

            var pages = Ledger.Pages.Values.Where(page => shard.Holds(PageUrl.Key(page.Url))).ToList();
            var parts = await _shards.WriteAsync(shard, pages, _maxBytes, cancellationToken);
            _open.UnionWith(parts.Select(static part => part.Prefix));
            written.AddRange(parts);
        }

        Ledger.Shards = written;
    }

    private static Ledger Read(Blob blob, string name) => Json.Read<Ledger>(blob.Content, Ledger.NewestSchema, name);

    private static string NameOf(string host) => Folder + BlobName.OfHost(host);
}

/// <summary>The lease of a ledger passed to another visit.</summary>
public sealed class LedgerLostException(string name) : Exception($"The lease of {name} was lost to another visit; this one wrote nothing.");
