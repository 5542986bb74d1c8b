using Refwatch.Archiving.Fixity;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.Tests.Archiving;

/// <summary>The captures container may be made immutable: nothing but a takedown ever asks for more than to add.</summary>
public sealed class WriteOnceTests : IDisposable
{
    private const string Page = "https://courier.example/2019/trial";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Checks_manifests_and_rebuilding_only_ever_add()
    {
        using var pipeline = _house.NewPipeline(captures: new WriteOnceStore(_house.Captures));
        for (var day = 1; day < 4; day++)
        {
            _house.Web.Put(Page, $"<title>Trial</title><article><h1>Trial</h1><p>The trial of the teacher began on {day} March 2019 in the district court of the town, her lawyer said.</p><p>She had been held since the winter, and the court heard eleven witnesses over the course of the week.</p></article>");
            await pipeline.NewCheckRun().RunAsync([new Demand(new Uri(Page), Subscription: null)], new Progress<CheckProgress>(), CancellationToken.None);
            await pipeline.NewManifestWriter([]).WriteAsync(CancellationToken.None);
            _house.Clock.Advance(TimeSpan.FromDays(1));
        }

        await pipeline.NewReindex(static _ => { }).RunAsync(static _ => { }, CancellationToken.None);
        var report = await pipeline.NewVerification(new VerificationOptions(), static _ => { }).RunAsync(CancellationToken.None);
        Assert.True(report is { IsSound: true, Captures: 3, Manifests: 3 });
    }

    private sealed class WriteOnceStore(IBlobStore inner) : IBlobStore
    {
        public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => inner.ReadAsync(name, cancellationToken);

        public Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken) => inner.OpenAsync(name, offset, length, cancellationToken);

        public Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken) =>
            condition is { IfAbsent: true } ? inner.WriteAsync(name, content, condition, cancellationToken) : throw new InvalidOperationException($"{name} would be overwritten");

        public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) => throw new InvalidOperationException($"{name} would be deleted");

        public IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken) => inner.ListAsync(prefix, after, cancellationToken);

        public Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken) => throw new InvalidOperationException($"{name} would be leased");
    }
}
