namespace Refwatch.Alerting;

/// <summary>A way to a maintainer.</summary>
public interface IAlertChannel
{
    /// <summary>Stable and unique among a run's channels: what "sent" is marked by. It holds no secret.</summary>
    string Id { get; }

    /// <summary>Delivers or throws; the alert's id is the idempotency key.</summary>
    Task SendAsync(Alert alert, CancellationToken cancellationToken);
}
