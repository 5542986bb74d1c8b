using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>
/// The hosts that a visit's redirects lead to, each entered under its own ledger's lease and without waiting for it. A few
/// are kept for the next page: a host's pages mostly lead to one place, and entering it costs four transactions.
/// </summary>
internal sealed class OtherHosts(IBlobStore state, int maxLedgerBytes) : IAsyncDisposable
{
    private const int MaxKept = 3;

    private readonly Dictionary<string, OpenLedger> _kept = new(StringComparer.Ordinal);

    /// <summary>Leave to ask a host; null while another visit holds it.</summary>
    public async Task<HostAdmission?> EnterAsync(string host, CancellationToken cancellationToken)
    {
        if (_kept.Remove(host, out var kept) && !kept.Lost.IsCancellationRequested)
        {
            return new Admission(this, host, kept);
        }

        await (kept?.DisposeAsync() ?? ValueTask.CompletedTask);
        var open = await OpenLedger.TryOpenAsync(state, host, cancellationToken, maxLedgerBytes);
        return open is null ? null : new Admission(this, host, open);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (host, open) in _kept)
        {
            _kept.Remove(host);
            await LeaveAsync(open);
        }
    }

    private async ValueTask KeepAsync(string host, OpenLedger open)
    {
        if (_kept.Count == MaxKept)
        {
            await DisposeAsync();
        }

        _kept[host] = open;
    }

    /// <summary>Writes the host's manners back.</summary>
    private static async ValueTask LeaveAsync(OpenLedger open)
    {
        try
        {
            await open.CommitAsync(CancellationToken.None);
        }
        catch (LedgerLostException)
        {
            // Another visit took over with manners of its own.
        }
        finally
        {
            await open.DisposeAsync();
        }
    }

    private sealed class Admission(OtherHosts hosts, string host, OpenLedger open) : HostAdmission(open.Ledger.Manners)
    {
        /// <inheritdoc/>
        public override ValueTask DisposeAsync() => hosts.KeepAsync(host, open);
    }
}
