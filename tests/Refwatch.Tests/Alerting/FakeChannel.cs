using Refwatch.Alerting;

namespace Refwatch.Tests.Alerting;

internal sealed class FakeChannel(string id) : IAlertChannel
{
    public string Id => id;

    /// <summary>What arrived, by alert id.</summary>
    public List<string> Received { get; } = [];

    public int Tries { get; private set; }

    /// <summary>Says how the next try fails; null: it does not.</summary>
    public Func<DeliveryFailure?> Answer { get; set; } = static () => null;

    /// <summary>Never answers.</summary>
    public bool Hangs { get; set; }

    public Action AfterReceiving { get; set; } = static () => { };

    public async Task<DeliveryFailure?> SendAsync(Alert alert, CancellationToken cancellationToken)
    {
        Tries++;
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        if (Answer() is { } failure)
        {
            return failure;
        }

        Received.Add(alert.Id);
        AfterReceiving();
        return null;
    }
}
