using System.Collections.Concurrent;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>The whole pipeline over a directory of its own, a fake web and a clock that tests move.</summary>
public sealed class TestHouse : IDisposable
{
    public TestHouse()
    {
        Folder = Directory.CreateTempSubdirectory("refwatch-test-").FullName;
        Captures = new DirectoryBlobStore(Path.Combine(Folder, "captures"));
        State = new DirectoryBlobStore(Path.Combine(Folder, "state"));
        Pipeline = NewPipeline();
    }

    public string Folder { get; }

    public IBlobStore Captures { get; }

    public IBlobStore State { get; }

    public FakeWeb Web { get; } = new();

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public Pipeline Pipeline { get; }

    /// <summary>Another process on the same stores.</summary>
    /// <param name="state">The state store as that process sees it.</param>
    /// <param name="captures">The captures as that process sees them.</param>
    /// <param name="settings">How that process fetches and visits.</param>
    public Pipeline NewPipeline(IBlobStore? state = null, IBlobStore? captures = null, PipelineSettings? settings = null) =>
        new(captures ?? Captures, state ?? State, settings ?? new PipelineSettings(), Clock, Web);

    /// <summary>Checks pages as a person would, on behalf of a list that watches them.</summary>
    public Task<CheckResult> CheckAsync(params string[] urls) => CheckAsync(PageRole.Either, urls);

    public Task<CheckResult> CheckAsync(PageRole role, params string[] urls) => Pipeline.NewCheckRun().RunAsync(
        [.. urls.Select(url => new Demand(new Uri(url), new Subscription { Source = "list:test", Role = role, Lists = ["test"] }))],
        new Ignored(),
        CancellationToken.None);

    public async Task<PageOutcome> CheckOneAsync(string url) => Assert.Single((await CheckAsync(PageRole.Page, url)).Pages);

    /// <summary>The planner and all visits that it, and they, ask for; returns how many there were.</summary>
    public async Task<int> DrainAsync(Pipeline? pipeline = null)
    {
        pipeline ??= Pipeline;
        var queue = new ListQueue();
        await pipeline.NewPlanner(queue).PlanAsync(CancellationToken.None);
        var visits = 0;
        while (queue.Messages.TryDequeue(out var message))
        {
            await pipeline.NewVisit(static _ => { }, queue).RunAsync(message, CancellationToken.None);
            visits++;
        }

        return visits;
    }

    public Task<Ledger?> LedgerAsync(string host) => OpenLedger.PeekAsync(State, host, CancellationToken.None);

    public void Dispose()
    {
        Pipeline.Dispose();
        Web.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class Ignored : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value)
        {
        }
    }

    private sealed class ListQueue : IVisitQueue
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public Task EnqueueAsync(string message, CancellationToken cancellationToken)
        {
            Messages.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
