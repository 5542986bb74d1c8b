using System.Text;
using Azure.Storage.Blobs;
using Refwatch.Azure;
using Refwatch.Storage;
using Refwatch.Tests.Storage;
using Xunit;

namespace Refwatch.EndToEnd.Storage;

public sealed class AzureBlobStoreTests : BlobStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly Lazy<string> _container = new(static () =>
    {
        var name = $"contract-{Guid.NewGuid():N}";
        new BlobContainerClient(Azurite.ConnectionString, name).Create();
        return name;
    });

    protected override IBlobStore Store => Open(TimeProvider.System);

    protected override IBlobStore Another => Open(TimeProvider.System);

    private static byte[] Text => Encoding.UTF8.GetBytes("text");

    [AzuriteFact]
    public async Task A_lease_is_renewed_while_it_is_held()
    {
        var clock = new StepClock();
        await using var lease = await Open(clock).TryLeaseAsync("hosts/example.org", None);
        for (var minute = 0; minute < 5; minute++)
        {
            await clock.StepAsync(TimeSpan.FromSeconds(20));
            Assert.False(lease!.Lost.IsCancellationRequested);
        }
    }

    [AzuriteFact]
    public async Task A_lease_that_another_broke_is_lost_and_writes_nothing()
    {
        var clock = new StepClock();
        var store = Open(clock);
        var etag = await store.WriteAsync("hosts/example.org", Text, WriteCondition.Absent, None);
        await using var lease = await store.TryLeaseAsync("hosts/example.org", None);
        await global::Azure.Storage.Blobs.Specialized.SpecializedBlobExtensions
            .GetBlobLeaseClient(Container.GetBlobClient("hosts/example.org")).BreakAsync(TimeSpan.Zero);
        await using var other = await Another.TryLeaseAsync("hosts/example.org", None);
        Assert.NotNull(other);

        // The late worker does not know yet: the service refuses it.
        Assert.False(lease!.Lost.IsCancellationRequested);
        Assert.Null(await store.WriteAsync("hosts/example.org", Text, WriteCondition.Unchanged(etag) with { Lease = lease }, None));
        await clock.StepAsync(TimeSpan.FromSeconds(20));
        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.NotNull(await Another.WriteAsync("hosts/example.org", Text, WriteCondition.Unchanged(etag) with { Lease = other }, None));
    }

    [AzuriteFact]
    public async Task A_worker_that_was_paused_finds_its_lease_lost_before_the_service_ends_it()
    {
        var clock = new StepClock();
        await using var lease = await Open(clock).TryLeaseAsync("hosts/example.org", None);
        await Container.DeleteAsync();
        await clock.StepAsync(TimeSpan.FromSeconds(59));
        Assert.True(lease!.Lost.IsCancellationRequested);
    }

    [AzuriteFact]
    public async Task A_leased_blob_can_be_written_by_its_holder_alone()
    {
        await using var lease = await Store.TryLeaseAsync("hosts/example.org", None);
        Assert.Null(await Another.WriteAsync("hosts/example.org", Text, WriteCondition.Absent, None));
        Assert.Null(await Another.WriteAsync("hosts/example.org", Text, default, None));
        Assert.NotNull(await Store.WriteAsync("hosts/example.org", Text, WriteCondition.Absent with { Lease = lease }, None));
        Assert.False(await Another.DeleteAsync("hosts/example.org", null, None));
    }

    [AzuriteFact]
    public async Task A_lease_without_a_write_leaves_no_empty_blob_and_one_that_was_left_counts_as_absent()
    {
        await using (await Store.TryLeaseAsync("hosts/new.example", None))
        {
        }

        Assert.False(await Container.GetBlobClient("hosts/new.example").ExistsAsync());
        await Container.GetBlobClient("hosts/died.example").UploadAsync(new BinaryData([]));
        Assert.Null(await Store.ReadAsync("hosts/died.example", None));
        Assert.NotNull(await Store.WriteAsync("hosts/died.example", Text, WriteCondition.Absent, None));
    }

    [AzuriteFact]
    public async Task A_missing_container_is_an_error_and_no_absent_blob()
    {
        var store = new AzureBlobStore(new BlobContainerClient(Azurite.ConnectionString, "no-such-container"), TimeProvider.System);
        await Assert.ThrowsAnyAsync<Exception>(() => store.ReadAsync("a", None));
    }

    private BlobContainerClient Container => new(Azurite.ConnectionString, _container.Value);

    private AzureBlobStore Open(TimeProvider clock) => new(Container, clock);
}
