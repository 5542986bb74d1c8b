using System.Diagnostics.Metrics;
using Refwatch.Storage;
using Refwatch.Tests;
using Refwatch.Watching;

namespace Refwatch.Benchmarks.Cost;

/// <summary>Storage operations of the planner and of visits, counted where an operator sees them: in the metrics.</summary>
internal sealed record VisitCounts(Operations IdlePlan, Operations Planned, Operations Visit, Operations LargeVisit, Operations Changed)
{
    public const int Pages = 100;

    private const int ChangedPages = 10;

    public static VisitCounts Measure()
    {
        var small = MeasureAsync(pages: 1, changed: 0).GetAwaiter().GetResult();
        var large = MeasureAsync(Pages, changed: 0).GetAwaiter().GetResult();
        var changed = MeasureAsync(Pages, ChangedPages).GetAwaiter().GetResult();
        return new VisitCounts(large.IdlePlan, large.Plan - large.IdlePlan, small.Visit, large.Visit, (changed.Visit - large.Visit).Times(1.0 / ChangedPages));
    }

    private static async Task<(Operations IdlePlan, Operations Plan, Operations Visit)> MeasureAsync(int pages, int changed)
    {
        var folder = Directory.CreateTempSubdirectory("refwatch-cost-");
        try
        {
            var clock = new ManualClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
            using var web = new FakeWeb();
            using var pipeline = new Pipeline(
                new DirectoryBlobStore(Path.Combine(folder.FullName, "captures")), new DirectoryBlobStore(Path.Combine(folder.FullName, "state")), new PipelineSettings(), clock, web);
            var urls = Enumerable.Range(1, pages).Select(static number => $"http://news.example/{number}").ToList();
            urls.ForEach(url => web.Put(url, Page(url, "1.5")));
            await pipeline.WatchLists.ApplyAsync(
                new WatchList { Name = "cost", Pages = [.. urls.Select(static url => new WatchedTarget(new Uri(url), Label: null, TimeSpan.FromHours(12)))] }, CancellationToken.None);
            await RoundAsync(pipeline);
            var idle = await CountedAsync(() => PlanAsync(pipeline));
            clock.Advance(TimeSpan.FromDays(1));
            await RoundAsync(pipeline); // the first watch's inbox is folded and gone
            clock.Advance(TimeSpan.FromDays(1));
            urls.Take(changed).ToList().ForEach(url => web.Put(url, Page(url, "15")));
            var queue = new MemoryVisitQueue();
            var plan = await CountedAsync(() => pipeline.NewPlanner(queue).PlanAsync(CancellationToken.None));
            return (idle, plan, await CountedAsync(() => VisitAsync(pipeline, queue)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Operations> CountedAsync(Func<Task> action)
    {
        var counted = new Operations(0, 0, 0, 0, 0);
        using var meter = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Name == "refwatch.storage.operations")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meter.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
            {
                counted += tag switch
                {
                    { Key: "operation", Value: "read" } => new Operations(value, 0, 0, 0, 0),
                    { Key: "operation", Value: "write" } => new Operations(0, value, 0, 0, 0),
                    { Key: "operation", Value: "list" } => new Operations(0, 0, value, 0, 0),
                    { Key: "operation", Value: "lease" } => new Operations(0, 0, 0, value, 0),
                    { Key: "operation", Value: "delete" } => new Operations(0, 0, 0, 0, value),
                    _ => new Operations(0, 0, 0, 0, 0),
                };
            }
        });
        meter.Start();
        await action();
        return counted;
    }

    private static Task<int> PlanAsync(Pipeline pipeline) => pipeline.NewPlanner(new MemoryVisitQueue()).PlanAsync(CancellationToken.None);

    private static async Task RoundAsync(Pipeline pipeline)
    {
        var queue = new MemoryVisitQueue();
        await pipeline.NewPlanner(queue).PlanAsync(CancellationToken.None);
        await VisitAsync(pipeline, queue);
    }

    private static async Task VisitAsync(Pipeline pipeline, MemoryVisitQueue queue)
    {
        await foreach (var message in queue.ReadAllAsync(CancellationToken.None))
        {
            await pipeline.NewVisit(static _ => { }).RunAsync(message, CancellationToken.None);
            return;
        }
    }

    private static string Page(string url, string tonnes) =>
        $"<!DOCTYPE html><title>Harbour</title><article><h1>Harbour {url}</h1><p>The harbour of Port Ellery handles {tonnes} million tonnes of grain a year, said its master.</p></article>";
}
