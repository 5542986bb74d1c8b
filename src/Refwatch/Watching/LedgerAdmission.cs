using Refwatch.Fetching;

namespace Refwatch.Watching;

/// <summary>Leave to ask another host for the length of a redirect: its ledger's lease, with its manners written back.</summary>
public sealed class LedgerAdmission(OpenLedger open) : HostAdmission(open.Ledger.Manners)
{
    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
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
}
