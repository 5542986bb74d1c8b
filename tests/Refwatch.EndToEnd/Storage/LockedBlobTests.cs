using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Refwatch.Azure;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.EndToEnd.Storage;

/// <summary>Azurite knows no immutability policies: the service's documented answer is given by a handler.</summary>
public sealed class LockedBlobTests
{
    [Theory]
    [InlineData("BlobImmutableDueToPolicy", true)]
    [InlineData("BlobImmutableDueToLegalHold", true)]
    [InlineData("SnapshotsPresent", false)]
    public async Task A_deletion_that_a_policy_forbids_is_a_locked_blob(string code, bool isLocked)
    {
        using var handler = new RefusingHandler(code);
        var options = new BlobClientOptions { Transport = new HttpClientTransport(handler) };
        var store = new AzureBlobStore(new BlobContainerClient(new Uri("https://account.blob.core.windows.net/captures"), options), TimeProvider.System);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => store.DeleteAsync("example.org/a.warc.gz", etag: null, CancellationToken.None));
        Assert.Equal(isLocked, error is BlobLockedException);
        Assert.Contains(code, error.Message, StringComparison.Ordinal);
    }

    private sealed class RefusingHandler(string code) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.Conflict) { Content = new StringContent($"<Error><Code>{code}</Code><Message>no</Message></Error>", Encoding.UTF8, "application/xml"), RequestMessage = request };
            response.Headers.Add("x-ms-error-code", code);
            return Task.FromResult(response);
        }
    }
}
