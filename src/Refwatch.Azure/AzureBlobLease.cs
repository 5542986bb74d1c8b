using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Refwatch.Storage;

namespace Refwatch.Azure;

/// <summary>
/// A lease of the service, renewed while it is held. <see cref="Lost"/> is cancelled when the service says so, and on the
/// holder's own monotonic clock before the lease can end at the service: a worker that was paused stops by itself.
/// </summary>
internal sealed class AzureBlobLease : IBlobLease
{
    private readonly BlobClient _blob;
    private readonly BlobLeaseClient _client;
    private readonly TimeSpan _time;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewals;

    /// <param name="name">The leased name.</param>
    /// <param name="blob">Its blob.</param>
    /// <param name="client">Holds the lease's id.</param>
    /// <param name="time">How long the lease lasts without renewal.</param>
    /// <param name="asked">The clock's timestamp before the lease was asked for: it lasts from then at least.</param>
    /// <param name="clock">The clock.</param>
    public AzureBlobLease(string name, BlobClient blob, BlobLeaseClient client, TimeSpan time, long asked, TimeProvider clock)
    {
        (Name, _blob, _client, _time, _clock) = (name, blob, client, time, clock);
        _lost = new CancellationTokenSource(Remaining(asked), clock);
        _renewals = RenewAsync();
    }

    public string Name { get; }

    /// <inheritdoc/>
    public string Id => _client.LeaseId;

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <summary>The tag of the empty blob that this lease made to have something to lease; null when a blob was there, or was written.</summary>
    public ETag? Placeholder { get; set; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_ended.IsCancellationRequested)
        {
            return;
        }

        await _ended.CancelAsync();
        await _lost.CancelAsync();
        await _renewals;
        try
        {
            if (Placeholder is { } empty)
            {
                await _blob.DeleteAsync(conditions: new BlobRequestConditions { LeaseId = Id, IfMatch = empty });
            }
            else
            {
                await _client.ReleaseAsync();
            }
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // The lease ends by itself.
        }
    }

    private async Task RenewAsync()
    {
        try
        {
            for (var isRenewed = true; ; isRenewed = await TryRenewAsync())
            {
                await Task.Delay(isRenewed ? _time / 3 : _time / 15, _clock, _lost.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Ended or lost.
        }
    }

    /// <summary>One renewal; a service that is slow to answer is asked again while the lease lasts.</summary>
    private async Task<bool> TryRenewAsync()
    {
        var asked = _clock.GetTimestamp();
        using var late = new CancellationTokenSource(_time / 6, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, _lost.Token);
        try
        {
            await _client.RenewAsync(cancellationToken: either.Token);
            _lost.CancelAfter(Remaining(asked));
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 409 or 412)
        {
            await _lost.CancelAsync();
            return false;
        }
        catch (Exception failure) when (!_lost.IsCancellationRequested && failure is RequestFailedException or AggregateException or OperationCanceledException)
        {
            return false;
        }
    }

    // A tenth is kept back for clocks that run apart and for the way of a request that was just sent.
    private TimeSpan Remaining(long asked)
    {
        var remaining = (_time * 0.9) - _clock.GetElapsedTime(asked);
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
