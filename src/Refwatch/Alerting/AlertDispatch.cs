using Refwatch.Watching;

namespace Refwatch.Alerting;

/// <summary>Sends what waits in the outbox through the channels of the watch lists in force.</summary>
public sealed class AlertDispatch(WatchLists lists, Outbox outbox, Channels channels)
{
    public async Task<DeliveryReport> SendAsync(CancellationToken cancellationToken)
    {
        var byList = new Dictionary<string, IReadOnlyList<IAlertChannel>>(StringComparer.Ordinal);
        foreach (var (list, settings) in await lists.ChannelsAsync(cancellationToken))
        {
            byList[list] = channels.Open(settings);
        }

        return await outbox.DeliverAsync(byList, cancellationToken);
    }
}
