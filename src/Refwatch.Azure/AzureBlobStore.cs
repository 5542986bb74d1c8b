using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Refwatch.Storage;

namespace Refwatch.Azure;

/// <summary>
/// Blobs in a container of Azure Blob Storage (or of Azurite). Leases, ETags and conditions are the service's own, so they
/// hold however many machines use the container.
/// </summary>
/// <remarks>
/// The service leases blobs that exist, the contract any name: an empty blob holds the place of one that is to come, and
/// counts as absent everywhere. Listing has no starting point in the service: names before it are passed over, at one
/// transaction for 5,000.
/// </remarks>
public sealed class AzureBlobStore : IBlobStore
{
    /// <summary>The metadata that tells one write from another of the same content.</summary>
    private const string Mark = "write";

    private readonly BlobContainerClient _container;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _leaseTime;

    /// <param name="container">The container; it must exist.</param>
    /// <param name="clock">Measures the lease's time.</param>
    /// <param name="leaseTime">15 to 60 seconds (the service's bounds); null: 60. A third of it passes between renewals.</param>
    public AzureBlobStore(BlobContainerClient container, TimeProvider clock, TimeSpan? leaseTime = null) =>
        (_container, _clock, _leaseTime) = (container, clock, leaseTime ?? TimeSpan.FromSeconds(60));

    /// <inheritdoc/>
    public async Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var read = (await BlobOf(name).DownloadContentAsync(cancellationToken)).Value;
            var content = read.Content.ToMemory();
            return content.IsEmpty ? null : new Blob(content, read.Details.ETag.ToString());
        }
        catch (RequestFailedException failure) when (IsAbsent(failure))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var blob = BlobOf(name);
        try
        {
            // The service knows no empty range.
            var range = new HttpRange(offset, length == 0 ? 1 : length);
            var read = (await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = range }, cancellationToken)).Value;
            if (read.Details.ContentLength > 0 && length != 0)
            {
                return read.Content;
            }

            // Nothing at the very beginning is a placeholder; nothing at a later place is the blob's end.
            await read.Content.DisposeAsync();
            return read.Details.ContentLength > 0 || offset > 0 ? Stream.Null : null;
        }
        catch (RequestFailedException failure) when (IsAbsent(failure))
        {
            return null;
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.InvalidRange)
        {
            return await PropertiesAsync(blob, cancellationToken) is { ContentLength: > 0 } ? Stream.Null : null;
        }
    }

    /// <inheritdoc/>
    public async Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken)
    {
        var blob = BlobOf(name);
        if (content.IsEmpty)
        {
            throw new ArgumentException($"'{name}': a blob is never empty.", nameof(content));
        }

        var lease = LeaseOf(condition, name);
        if (lease?.Lost.IsCancellationRequested == true)
        {
            return null;
        }

        var conditions = new BlobRequestConditions { LeaseId = lease?.Id };
        if (condition.IfMatch is { } etag)
        {
            conditions.IfMatch = new ETag(etag);
        }
        else if (condition.IfAbsent && lease?.Placeholder is { } placeholder)
        {
            conditions.IfMatch = placeholder;
        }
        else if (condition.IfAbsent)
        {
            conditions.IfNoneMatch = ETag.All;
        }

        var (written, left) = await TryUploadAsync(blob, content, conditions, cancellationToken);
        if (left is not null && conditions.IfNoneMatch is not null)
        {
            // The place of a blob that never came: kept by a worker that died, or by the lease of another.
            (written, _) = await TryUploadAsync(blob, content, new BlobRequestConditions { LeaseId = lease?.Id, IfMatch = left }, cancellationToken);
        }

        if (written is not null && lease is not null)
        {
            lease.Placeholder = null;
        }

        return written;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        try
        {
            var conditions = etag is null ? null : new BlobRequestConditions { IfMatch = new ETag(etag) };
            await BlobOf(name).DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (IsAbsent(failure) || failure.Status == 412)
        {
            return false;
        }
        catch (RequestFailedException failure) when (IsLocked(failure))
        {
            throw new BlobLockedException($"{name} can't be deleted: the service refuses ({failure.ErrorCode}). It is under an immutability policy or legal hold of the container.", failure);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in _container.GetBlobsAsync(prefix: prefix, cancellationToken: cancellationToken))
        {
            if (blob.Properties.ContentLength != 0 && (after is null || string.CompareOrdinal(blob.Name, after) > 0))
            {
                yield return blob.Name;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken)
    {
        var blob = BlobOf(name);
        var client = blob.GetBlobLeaseClient();
        ETag? placeholder = null;
        while (true)
        {
            var asked = _clock.GetTimestamp();
            try
            {
                await client.AcquireAsync(_leaseTime, cancellationToken: cancellationToken);
                return new AzureBlobLease(name, blob, client, _leaseTime, asked, _clock) { Placeholder = placeholder };
            }
            catch (RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                return null;
            }
            catch (RequestFailedException failure) when (IsAbsent(failure))
            {
                var absent = new BlobRequestConditions { IfNoneMatch = ETag.All };
                placeholder = (await TryUploadAsync(blob, default, absent, cancellationToken)).Written is { } etag ? new ETag(etag) : null;
            }
        }
    }

    private static AzureBlobLease? LeaseOf(WriteCondition condition, string name) => condition.Lease switch
    {
        null => null,
        AzureBlobLease lease when lease.Name == name => lease,
        AzureBlobLease other => throw new ArgumentException($"The lease of '{other.Name}' does not cover '{name}'.", nameof(condition)),
        _ => throw new ArgumentException("The lease is of another store.", nameof(condition)),
    };

    /// <summary>Writes a blob if the conditions hold; else says which placeholder is in its place, if one is.</summary>
    /// <remarks>
    /// A write whose answer was lost is sent again by the SDK, and refused because of itself: each bears a mark of its own,
    /// so that a refused one is known again when it lies in the store.
    /// </remarks>
    private static async Task<(string? Written, ETag? Placeholder)> TryUploadAsync(
        BlobClient blob, ReadOnlyMemory<byte> content, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        var mark = Guid.NewGuid().ToString("N");
        try
        {
            var options = new BlobUploadOptions { Conditions = conditions, Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [Mark] = mark } };
            var written = await blob.UploadAsync(new BinaryData(content), options, cancellationToken);
            return (written.Value.ETag.ToString(), null);
        }
        catch (RequestFailedException failure) when (IsAbsent(failure))
        {
            return (null, null); // no version at all
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // 409: the blob exists, or a policy forbids to replace it; 412: another version, or another's lease.
            var there = await PropertiesAsync(blob, cancellationToken);
            return there?.Metadata.TryGetValue(Mark, out var found) == true && found == mark
                ? (there.ETag.ToString(), null)
                : (null, there is { ContentLength: 0 } ? there.ETag : null);
        }
    }

    private static async Task<BlobProperties?> PropertiesAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    // A container that is missing is an error; a blob that is missing is an answer.
    private static bool IsAbsent(RequestFailedException failure) => failure.ErrorCode == BlobErrorCode.BlobNotFound;

    // 409 BlobImmutableDueToPolicy (learn.microsoft.com/rest/api/storageservices/blob-service-error-codes); a legal hold has the same beginning.
    private static bool IsLocked(RequestFailedException failure) =>
        failure.Status == 409 && failure.ErrorCode?.StartsWith("BlobImmutable", StringComparison.Ordinal) == true;

    private BlobClient BlobOf(string name)
    {
        BlobName.Check(name);
        return _container.GetBlobClient(name);
    }
}
