using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Refwatch.Azure;

/// <summary>A storage account as a command line or a setting names it.</summary>
public sealed class StorageAccount
{
    private readonly string _name;
    private readonly BlobServiceClient _blobs;
    private readonly QueueServiceClient _queues;

    private StorageAccount(string name, BlobServiceClient blobs, QueueServiceClient queues) => (_name, _blobs, _queues) = (name, blobs, queues);

    /// <summary>
    /// "https://ACCOUNT.blob.core.windows.net" (asked with the identity at hand: managed, Azure CLI, environment),
    /// "UseDevelopmentStorage=true" or any other connection string; null when the text is neither, e.g. a folder's path.
    /// </summary>
    /// <exception cref="StorageUnavailableException">A connection string or address that can't be one.</exception>
    public static StorageAccount? Parse(string location)
    {
        var queueOptions = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        if (location.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || location.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            if (!Uri.TryCreate(location, UriKind.Absolute, out var blobs) || !blobs.Host.Contains(".blob.", StringComparison.OrdinalIgnoreCase) || blobs.Scheme != "https")
            {
                throw new StorageUnavailableException($"'{location}' is no storage account: write https://ACCOUNT.blob.core.windows.net, a connection string, or a folder.");
            }

            var credential = new DefaultAzureCredential();
            var queues = new UriBuilder(blobs) { Host = blobs.Host.Replace(".blob.", ".queue.", StringComparison.OrdinalIgnoreCase), Path = "/" }.Uri;
            return new StorageAccount(blobs.Host, new BlobServiceClient(blobs, credential), new QueueServiceClient(queues, credential, queueOptions));
        }

        if (!location.Contains("UseDevelopmentStorage=", StringComparison.OrdinalIgnoreCase) && !location.Contains("AccountName=", StringComparison.OrdinalIgnoreCase)
            && !location.Contains("BlobEndpoint=", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var service = new BlobServiceClient(location);
            return new StorageAccount(service.AccountName, service, new QueueServiceClient(location, queueOptions));
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException or UriFormatException)
        {
            throw new StorageUnavailableException($"The connection string can't be read: {malformed.Message} Copy it whole from the account's page “Access keys”.", malformed);
        }
    }

    /// <summary>Opens a container as a store, creating it when it is missing.</summary>
    /// <exception cref="StorageUnavailableException">The account can't be reached or refuses; the message says what to do.</exception>
    public Task<AzureBlobStore> OpenContainerAsync(string container, TimeProvider clock, CancellationToken cancellationToken, TimeSpan? leaseTime = null) => ExplainAsync(async () =>
    {
        var client = _blobs.GetBlobContainerClient(container);
        if (!await client.ExistsAsync(cancellationToken))
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }

        return new AzureBlobStore(client, clock, leaseTime);
    });

    /// <summary>Opens a queue and its poison queue, creating them when they are missing.</summary>
    /// <exception cref="StorageUnavailableException">The account can't be reached or refuses; the message says what to do.</exception>
    public Task<StorageQueue> OpenQueueAsync(string queue, CancellationToken cancellationToken) => ExplainAsync(async () =>
    {
        var (visits, poison) = (_queues.GetQueueClient(queue), _queues.GetQueueClient($"{queue}-poison"));
        await visits.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        return new StorageQueue(visits, poison);
    });

    private async Task<T> ExplainAsync<T>(Func<Task<T>> open)
    {
        try
        {
            return await open();
        }
        catch (AuthenticationFailedException failure)
        {
            throw new StorageUnavailableException($"{_name}: no identity to ask with. Sign in with `az login`, or give the machine a managed identity. ({failure.Message})", failure);
        }
        catch (RequestFailedException failure) when (failure.Status is 401 or 403)
        {
            throw new StorageUnavailableException(
                $"{_name} refuses ({failure.ErrorCode}): give the identity the roles Storage Blob Data Contributor and Storage Queue Data Contributor on the account, or check the key and the account's firewall.",
                failure);
        }
        catch (RequestFailedException failure) when (failure.Status == 0)
        {
            throw Unreachable(failure);
        }
        catch (AggregateException failure) when (failure.InnerExceptions.All(static inner => inner is RequestFailedException))
        {
            throw Unreachable(failure);
        }
    }

    private StorageUnavailableException Unreachable(Exception failure) =>
        new($"{_name} can't be reached: check the account's name and the network; UseDevelopmentStorage=true needs a running Azurite. ({failure.GetBaseException().Message})", failure);
}

/// <summary>The storage can't be used as it stands; the message says what to do.</summary>
public sealed class StorageUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
