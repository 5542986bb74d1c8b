using System.Text.Json;
using Refwatch.Storage;

namespace Refwatch.Alerting;

/// <summary>
/// Alerts on their way: at least once, and once in practice. An alert is outbox/{id} until every channel of its lists has
/// it, then sent/{id} for ever. A process killed between sending and marking repeats that one channel once, with the same id.
/// </summary>
public sealed class Outbox(IBlobStore state, TimeProvider clock)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(7);

    /// <summary>Puts an alert out for delivery unless it is there or was sent. Repeating it is harmless.</summary>
    public async Task RaiseAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (await state.ReadAsync(SentName(alert.Id), cancellationToken) is null)
        {
            await PutAsync(alert, cancellationToken);
        }
    }

    /// <summary>As <see cref="RaiseAsync"/>, for an alert that was never raised: one that was sent all the same is dropped by its sender.</summary>
    public Task PutAsync(Alert alert, CancellationToken cancellationToken) =>
        state.WriteAsync(ItemName(alert.Id), Json.Write(new OutboxItem { Alert = alert, TraceParent = Telemetry.TraceParent }), WriteCondition.Absent, cancellationToken);

    /// <summary>
    /// Delivers what lies in the outbox and is due. A list without channels, or an alert of no list, has nobody to tell and
    /// counts as sent. An alert of a list that this run does not know stays: the run that knows it delivers it.
    /// </summary>
    public async Task<DeliveryReport> DeliverAsync(
        IReadOnlyDictionary<string, IReadOnlyList<IAlertChannel>> channelsByList, CancellationToken cancellationToken)
    {
        var sender = new Sender(clock);
        var errors = new List<string>();
        var (sent, left) = (0, 0);

        // Told to stop, it ends the delivery in hand, if that takes no longer than the grace: broken off, it might repeat.
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var stopping = cancellationToken.Register(() => grace.CancelAfter(Grace));
        foreach (var name in await state.ListAsync(ItemName(""), after: null, cancellationToken).ToListAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (await DeliverItemAsync(name[ItemName("").Length..], channelsByList, sender, errors, grace.Token))
            {
                case Outcome.Sent:
                    sent++;
                    break;
                case Outcome.Left:
                    left++;
                    break;
                default:
                    break;
            }
        }

        return new DeliveryReport(sent, left) { Errors = [.. errors.Distinct(StringComparer.Ordinal)] };
    }

    private async Task<Outcome> DeliverItemAsync(
        string id,
        IReadOnlyDictionary<string, IReadOnlyList<IAlertChannel>> channelsByList,
        Sender sender,
        List<string> errors,
        CancellationToken cancellationToken)
    {
        // One of 256 locks, not one an alert: a store may keep a lock's file or blob for ever.
        await using var lease = await state.TryLeaseAsync($"locks/outbox-{id[..Math.Min(2, id.Length)]}", cancellationToken);
        if (lease is null)
        {
            return Outcome.Left;
        }

        if (await state.ReadAsync(ItemName(id), cancellationToken) is not { } blob)
        {
            return Outcome.Elsewhere;
        }

        if (await state.ReadAsync(SentName(id), cancellationToken) is not null)
        {
            await state.DeleteAsync(ItemName(id), blob.ETag, cancellationToken);
            return Outcome.Elsewhere;
        }

        if (ReadItem(blob, id, errors) is not { } item || item.NotBefore > clock.GetUtcNow())
        {
            return Outcome.Left;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        try
        {
            return await ServeAsync(item, blob.ETag, channelsByList, sender, errors, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Outcome.Left;
        }
    }

    private async Task<Outcome> ServeAsync(
        OutboxItem item,
        string etag,
        IReadOnlyDictionary<string, IReadOnlyList<IAlertChannel>> channelsByList,
        Sender sender,
        List<string> errors,
        CancellationToken cancellationToken)
    {
        var alert = item.Alert;
        using var span = Telemetry.Continue("alert", item.TraceParent)?.SetTag("refwatch.alert.id", alert.Id);
        var isKnown = alert.Lists.All(channelsByList.ContainsKey);
        var waiting = new Queue<IAlertChannel>(alert.Lists
            .SelectMany(list => channelsByList.GetValueOrDefault(list, []))
            .DistinctBy(static channel => channel.Id)
            .Where(channel => !item.Served.ContainsKey(channel.Id)));
        var failures = new Dictionary<string, DeliveryFailure>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var channel))
        {
            var failed = await sender.SendAsync(channel, alert, cancellationToken);
            Telemetry.Delivered(channel.Id.Split('-')[0], isDelivered: failed is null);
            if (failed is { } failure)
            {
                failures.Add(channel.Id, failure);
                errors.Add($"{channel.Id}: {failure.Reason}");
                continue;
            }

            item = item with { Served = new Dictionary<string, DateTimeOffset>(item.Served) { [channel.Id] = clock.GetUtcNow() } };
            var isLast = waiting.Count == 0 && failures.Count == 0 && isKnown;
            if (!isLast && !await WriteAsync())
            {
                return Outcome.Left;
            }
        }

        if (failures.Count > 0)
        {
            item = item.PutOff(clock.GetUtcNow(), failures);
            await WriteAsync();
        }

        if (failures.Count > 0 || !isKnown)
        {
            return Outcome.Left;
        }

        var mark = new SentMark(alert.Id, alert.Page, clock.GetUtcNow(), item.Served);
        await state.WriteAsync(SentName(alert.Id), Json.Write(mark), WriteCondition.Absent, cancellationToken);
        await state.DeleteAsync(ItemName(alert.Id), etag, cancellationToken);
        return Outcome.Sent;

        // False when the lease passed on and another sender went ahead with the item.
        async Task<bool> WriteAsync()
        {
            var written = await state.WriteAsync(ItemName(alert.Id), Json.Write(item), WriteCondition.Unchanged(etag), cancellationToken);
            etag = written ?? etag;
            return written is not null;
        }
    }

    private static OutboxItem? ReadItem(Blob blob, string id, List<string> errors)
    {
        try
        {
            var item = Json.Read<OutboxItem>(blob.Content);
            if (item.SchemaVersion <= OutboxItem.CurrentVersion)
            {
                return item;
            }

            errors.Add($"outbox/{id}: written by a newer version of Refwatch");
        }
        catch (JsonException broken)
        {
            errors.Add($"outbox/{id}: {broken.Message}");
        }

        return null;
    }

    private static string ItemName(string id) => $"outbox/{id}";

    private static string SentName(string id) => $"sent/{id}";

    private enum Outcome
    {
        Sent,
        Left,

        /// <summary>Another process delivered it.</summary>
        Elsewhere,
    }
}
