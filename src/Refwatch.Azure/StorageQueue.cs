using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Refwatch.Storage;

namespace Refwatch.Azure;

/// <summary>
/// The queue of visits in Azure Storage Queues. Messages are text in base64, as the Functions host reads them;
/// <see cref="ReceiveAsync"/> treats them as it does, for workers that run without it.
/// </summary>
/// <param name="visits">The queue; its client must encode messages in base64.</param>
/// <param name="poison">Where messages go that failed too often: "visits-poison" for the Functions host.</param>
public sealed class StorageQueue(QueueClient visits, QueueClient poison) : IVisitQueue
{
    /// <summary>How often a message is handed out before it is set aside (the Functions host's maxDequeueCount).</summary>
    public const int MaxTries = 5;

    /// <inheritdoc/>
    public Task EnqueueAsync(string message, CancellationToken cancellationToken) => visits.SendMessageAsync(message, cancellationToken);

    /// <summary>The next message, hidden from others for that time; null when none waits. One that failed too often is set aside first.</summary>
    public async Task<QueuedVisit?> ReceiveAsync(TimeSpan visibility, CancellationToken cancellationToken)
    {
        while ((await visits.ReceiveMessageAsync(visibility, cancellationToken)).Value is { } message)
        {
            var text = message.Body.ToString();
            if (message.DequeueCount <= MaxTries)
            {
                return new QueuedVisit(text, message.DequeueCount, message.MessageId, message.PopReceipt);
            }

            // Set aside first: a kill in between leaves two, never none.
            await poison.SendMessageAsync(text, cancellationToken);
            await visits.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
        }

        return null;
    }

    /// <summary>Hides a message for that time from now, while its visit runs; null when it has become visible and another took it.</summary>
    public async Task<QueuedVisit?> ExtendAsync(QueuedVisit visit, TimeSpan visibility, CancellationToken cancellationToken)
    {
        try
        {
            UpdateReceipt receipt = await visits.UpdateMessageAsync(visit.Id, visit.Receipt, visit.Message, visibility, cancellationToken);
            return visit with { Receipt = receipt.PopReceipt };
        }
        catch (RequestFailedException failure) when (IsAnothers(failure))
        {
            return null;
        }
    }

    /// <summary>Deletes a message whose visit ended well; false when it has become visible and another took it.</summary>
    public async Task<bool> DeleteAsync(QueuedVisit visit, CancellationToken cancellationToken)
    {
        try
        {
            await visits.DeleteMessageAsync(visit.Id, visit.Receipt, cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (IsAnothers(failure))
        {
            return false;
        }
    }

    /// <summary>
    /// Takes every message that was set aside, gives each to <paramref name="replay"/>, and deletes it when that ended well: a kill
    /// in between replays one message twice, which visits bear.
    /// </summary>
    public async Task<int> ReplayPoisonAsync(Func<string, Task> replay, CancellationToken cancellationToken)
    {
        var replayed = 0;
        while ((await poison.ReceiveMessageAsync(cancellationToken: cancellationToken)).Value is { } message)
        {
            await replay(message.Body.ToString());
            await poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
            replayed++;
        }

        return replayed;
    }

    /// <summary>Messages that were set aside, the oldest first, without taking them: at most 32, which is what the service shows at once.</summary>
    public async Task<IReadOnlyList<(string Message, DateTimeOffset? Since)>> PeekPoisonAsync(CancellationToken cancellationToken) =>
        [.. (await poison.PeekMessagesAsync(maxMessages: 32, cancellationToken)).Value.Select(static message => (message.Body.ToString(), message.InsertedOn))];

    private static bool IsAnothers(RequestFailedException failure) =>
        failure.ErrorCode == QueueErrorCode.MessageNotFound || failure.ErrorCode == QueueErrorCode.PopReceiptMismatch;
}

/// <summary>A message that was handed out.</summary>
/// <param name="Message">What was enqueued.</param>
/// <param name="DequeueCount">How often it was handed out, this time included.</param>
/// <param name="Id">The message.</param>
/// <param name="Receipt">The right to delete it or to keep it hidden; changes whenever it is handed out or extended.</param>
public sealed record QueuedVisit(string Message, long DequeueCount, string Id, string Receipt);
