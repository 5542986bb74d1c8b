using Refwatch.Storage;

namespace Refwatch.Azure;

/// <summary>Where captures and state are kept.</summary>
/// <param name="Captures">Write-once blobs.</param>
/// <param name="State">Ledgers, calendar, indexes, outbox.</param>
public sealed record ArchiveLocation(IBlobStore Captures, IBlobStore State)
{
    /// <summary>Whether the archive is a folder that was never written to; of a storage account only opening it can tell.</summary>
    public static bool IsMissing(string archive) =>
        StorageAccount.Parse(archive) is null && !Directory.Exists(Path.Combine(archive, "captures"));

    /// <summary>Opens the containers "captures" and "state", creating what is missing.</summary>
    /// <param name="archive">A folder, "https://ACCOUNT.blob.core.windows.net", "UseDevelopmentStorage=true" or another connection string.</param>
    /// <param name="state">The same, where the state is to lie elsewhere than the captures; null: beside them.</param>
    /// <param name="clock">Measures the time of leases.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="leaseTime">How long a lease on an account lasts unrenewed, 15 to 60 s; null: 60.</param>
    /// <exception cref="StorageUnavailableException">A place can't be opened; the message says what to do.</exception>
    public static async Task<ArchiveLocation> OpenAsync(string archive, string? state, TimeProvider clock, CancellationToken cancellationToken, TimeSpan? leaseTime = null) => new(
        await OpenContainerAsync(archive, "captures", clock, leaseTime, cancellationToken),
        await OpenContainerAsync(state ?? archive, "state", clock, leaseTime, cancellationToken));

    private static async Task<IBlobStore> OpenContainerAsync(string location, string container, TimeProvider clock, TimeSpan? leaseTime, CancellationToken cancellationToken)
    {
        if (StorageAccount.Parse(location) is { } account)
        {
            return await account.OpenContainerAsync(container, clock, cancellationToken, leaseTime);
        }

        try
        {
            return new DirectoryBlobStore(Path.Combine(location, container));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StorageUnavailableException($"The folder {location} can't be used: {failure.Message} Name one that you may write to.", failure);
        }
    }
}
