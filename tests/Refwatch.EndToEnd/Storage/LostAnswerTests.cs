using System.Collections.Concurrent;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Refwatch.Azure;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.EndToEnd.Storage;

/// <summary>
/// A network on which the first answer to every write, acquisition and renewal is lost after the service carried it out: the
/// SDK sends it again, and its own conditions refuse it.
/// </summary>
public sealed class LostAnswerTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly AnswerLoss _network = new();
    private readonly Lazy<BlobContainerClient> _container;

    public LostAnswerTests() => _container = new Lazy<BlobContainerClient>(() =>
    {
        var options = new BlobClientOptions { Transport = new HttpClientTransport(_network), Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) } };
        var container = new BlobContainerClient(Azurite.ConnectionString, $"lost-{Guid.NewGuid():N}", options);
        container.CreateIfNotExists();
        return container;
    });

    private AzureBlobStore Store => new(_container.Value, TimeProvider.System);

    private AzureBlobStore Another => new(_container.Value, TimeProvider.System);

    public void Dispose() => _network.Dispose();

    [AzuriteFact]
    public async Task A_commit_whose_answer_was_lost_is_no_lost_lease()
    {
        await using var lease = await Store.TryLeaseAsync("ledger/example.org", None);
        Assert.NotNull(lease);
        string? etag = null;
        for (var commit = 0; commit < 3; commit++)
        {
            etag = await Store.WriteAsync("ledger/example.org", Encoding.UTF8.GetBytes($"commit {commit}"), WriteCondition.Unchanged(etag) with { Lease = lease }, None);
            Assert.NotNull(etag);
        }

        Assert.Equal(etag, (await Another.ReadAsync("ledger/example.org", None))!.ETag);
        Assert.InRange(_network.Lost, 5, 100); // the placeholder, the lease, three commits
    }

    [AzuriteFact]
    public async Task Of_many_who_ask_for_a_lease_one_gets_it()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Another.TryLeaseAsync("ledger/new.example", None))));
        await using var held = Assert.Single(leases, static lease => lease is not null);
        Assert.NotNull(await Store.WriteAsync("ledger/new.example", "first"u8.ToArray(), WriteCondition.Absent with { Lease = held }, None));
    }

    [AzuriteFact]
    public async Task A_renewal_whose_answer_was_lost_is_no_lost_lease()
    {
        var clock = new StepClock();
        await using var lease = await new AzureBlobStore(_container.Value, clock).TryLeaseAsync("ledger/example.org", None);
        for (var minute = 0; minute < 3; minute++)
        {
            await clock.StepAsync(TimeSpan.FromSeconds(20));
            Assert.False(lease!.Lost.IsCancellationRequested);
        }
    }

    [AzuriteFact]
    public async Task The_same_content_from_another_is_not_taken_for_ones_own()
    {
        var content = Encoding.UTF8.GetBytes("equal");
        Assert.NotNull(await Store.WriteAsync("manifests/1", content, WriteCondition.Absent, None));
        Assert.Null(await Another.WriteAsync("manifests/1", content, WriteCondition.Absent, None));
    }

    /// <summary>Carries requests out and loses the first answer to each that writes.</summary>
    private sealed class AnswerLoss : DelegatingHandler
    {
        private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

        public AnswerLoss()
            : base(new SocketsHttpHandler())
        {
        }

        public int Lost => _seen.Count;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.Method != HttpMethod.Put || !_seen.TryAdd(request.Headers.GetValues("x-ms-client-request-id").Single(), true))
            {
                return response;
            }

            response.Dispose();
            throw new HttpRequestException("The connection was closed before the answer came.");
        }

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => base.Send(request, cancellationToken);
    }
}
