namespace Refwatch.Alerting;

/// <summary>A way to one maintainer.</summary>
public interface IAlertChannel
{
    /// <summary>Stable and unique among a run's channels: what "sent" is marked by. It holds no secret.</summary>
    string Id { get; }

    /// <summary>Sends an alert, whose id is the idempotency key. Null when it was delivered; throws only when cancelled.</summary>
    Task<DeliveryFailure?> SendAsync(Alert alert, CancellationToken cancellationToken);
}

/// <summary>Why an alert was not delivered.</summary>
/// <param name="Reason">One line for the maintainer, without secrets, e.g. "HTTP 503 Service Unavailable".</param>
/// <param name="IsTransient">Trying again soon may help.</param>
/// <param name="RetryAfter">The receiver's own wish (RFC 9110, section 10.2.3).</param>
public sealed record DeliveryFailure(string Reason, bool IsTransient, TimeSpan? RetryAfter = null);

/// <summary>What became of the outbox.</summary>
/// <param name="Sent">Alerts that reached every channel of their lists, and alerts that nobody wanted told.</param>
/// <param name="Left">Alerts that stay for another try.</param>
public sealed record DeliveryReport(int Sent, int Left)
{
    /// <summary>One line for every channel that failed, e.g. "webhook-1f2e3d4c5b6a7988: HTTP 503 Service Unavailable".</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];
}
