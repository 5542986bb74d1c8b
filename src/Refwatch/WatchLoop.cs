using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>The planner, the visits and the sender in one process, for ever: what Azure Functions do from timers and a queue.</summary>
public sealed class WatchLoop(Pipeline pipeline, Func<CancellationToken, Task> sendAlerts)
{
    /// <summary>Hosts visited at once.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>Time between two looks at the calendar.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Told of each page as it is decided.</summary>
    public Action<PageOutcome> Checked { get; init; } = static _ => { };

    /// <summary>Told of a host when its visit begins (null) and when it ended.</summary>
    public Action<string, VisitEnd?> Visiting { get; init; } = static (_, _) => { };

    /// <summary>Told of what failed as a whole: the next tick tries again, a watchdog brings a visit up again.</summary>
    public Action<string, Exception> Failed { get; init; } = static (_, _) => { };

    /// <summary>Runs until cancelled; visits in hand then end after their page, and what they decided is committed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var queue = new MemoryVisitQueue();
        var planner = pipeline.NewPlanner(queue);
        var visitors = Enumerable.Range(0, Parallel).Select(_ => VisitAsync(queue, cancellationToken)).ToArray();
        while (!cancellationToken.IsCancellationRequested)
        {
            await TryAsync("planning", () => planner.PlanAsync(cancellationToken), cancellationToken);
            await TryAsync("sending alerts", () => sendAlerts(cancellationToken), cancellationToken);
            await Task.Delay(Tick, pipeline.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(visitors);
    }

    /// <summary>A store that does not answer for a moment ends no watch: the next tick tries again.</summary>
    private async Task TryAsync(string what, Func<Task> action, CancellationToken cancellationToken)
    {
        try
        {
            await action();
        }
        catch (Exception error)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Failed(what, error);
            }
        }
    }

    private async Task VisitAsync(MemoryVisitQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in queue.ReadAllAsync(cancellationToken))
            {
                await TryAsync($"the visit {message}", () => VisitAsync(message, queue, cancellationToken), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop: what waits in the queue comes up again by its watchdog.
        }
    }

    private async Task VisitAsync(string message, MemoryVisitQueue queue, CancellationToken cancellationToken)
    {
        var host = Calendar.HostOf(message);
        Visiting(host, null);
        VisitEnd end = default;
        try
        {
            end = await pipeline.NewVisit(Checked, queue).RunAsync(message, cancellationToken);
        }
        finally
        {
            Visiting(host, end);
        }
    }
}
