using Refwatch.Storage;

namespace Refwatch.Alerting;

/// <summary>Alerts on their way: at least once, and once in practice.</summary>
public sealed class Outbox(IBlobStore state, TimeProvider clock)
{
    /// <summary>Puts an alert out for delivery unless it is there or was sent. Repeating it is harmless.</summary>
    public Task RaiseAsync(Alert alert, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Delivers what lies in the outbox; returns how many alerts were delivered and how many stay for another try.</summary>
    public Task<(int Sent, int Left)> DeliverAsync(
        IReadOnlyDictionary<string, IReadOnlyList<IAlertChannel>> channelsByList, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
