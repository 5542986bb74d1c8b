using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>A host's ledger under its lease: at most one visit a host at a time, on however many machines.</summary>
public sealed class OpenLedger : IAsyncDisposable
{
    private const string Folder = "ledger/";

    private readonly IBlobStore _state;
    private readonly IBlobLease _lease;
    private readonly string _name;
    private string? _etag;

    private OpenLedger(IBlobStore state, IBlobLease lease, string name, Ledger ledger, string? etag) =>
        (_state, _lease, _name, Ledger, _etag) = (state, lease, name, ledger, etag);

    public Ledger Ledger { get; }

    /// <summary>Cancelled as soon as another may visit the host: stop at once.</summary>
    public CancellationToken Lost => _lease.Lost;

    /// <summary>Opens the host's ledger, a new one when there is none; null while another visit holds it.</summary>
    public static async Task<OpenLedger?> TryOpenAsync(IBlobStore state, string host, CancellationToken cancellationToken)
    {
        var name = NameOf(host);
        if (await state.TryLeaseAsync(name, cancellationToken) is not { } lease)
        {
            return null;
        }

        try
        {
            var blob = await state.ReadAsync(name, cancellationToken);
            var ledger = blob is null ? new Ledger { Manners = new HostManners { Host = host } } : Json.Read<Ledger>(blob.Content);
            return new OpenLedger(state, lease, name, ledger, blob?.ETag);
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads a host's ledger without its lease, for display; null when there is none.</summary>
    public static async Task<Ledger?> PeekAsync(IBlobStore state, string host, CancellationToken cancellationToken) =>
        await state.ReadAsync(NameOf(host), cancellationToken) is { } blob ? Json.Read<Ledger>(blob.Content) : null;

    /// <summary>The hosts that have a ledger, in order.</summary>
    /// <param name="state">Where the ledgers lie.</param>
    /// <param name="after">The host to go on behind; null: from the first.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<string> HostsAsync(IBlobStore state, string? after, CancellationToken cancellationToken) =>
        state.ListAsync(Folder, after is null ? null : NameOf(after), cancellationToken).Select(static name => name[(name.IndexOf('/') + 1)..]);

    /// <summary>Writes the ledger under lease and ETag.</summary>
    /// <exception cref="LedgerLostException">Another visit may have taken over: nothing was written, and nothing may be.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (Lost.IsCancellationRequested)
        {
            throw new LedgerLostException(_name);
        }

        var condition = WriteCondition.Unchanged(_etag) with { Lease = _lease };
        _etag = await _state.WriteAsync(_name, Json.Write(Ledger), condition, cancellationToken) ?? throw new LedgerLostException(_name);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lease.DisposeAsync();

    private static string NameOf(string host) => Folder + BlobName.OfHost(host);
}

/// <summary>The lease of a ledger passed to another visit.</summary>
public sealed class LedgerLostException(string name) : Exception($"The lease of {name} was lost to another visit; this one wrote nothing.");
