using Refwatch.Storage;

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

    /// <summary>Told of a visit that failed as a whole: its watchdog brings it up again.</summary>
    public Action<string, Exception> Failed { get; init; } = static (_, _) => { };

    /// <summary>Runs until cancelled; visits in hand then end after their page, and what they decided is committed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var queue = new MemoryVisitQueue();
        var planner = pipeline.NewPlanner(queue);
        var visitors = Enumerable.Range(0, Parallel).Select(_ => VisitAsync(queue, cancellationToken)).ToArray();
        try
        {
            while (true)
            {
                await planner.PlanAsync(cancellationToken);
                await sendAlerts(cancellationToken);
                await Task.Delay(Tick, pipeline.Clock, cancellationToken);
            }
        }
        finally
        {
            await Task.WhenAll(visitors);
        }
    }

    private async Task VisitAsync(MemoryVisitQueue queue, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in queue.ReadAllAsync(cancellationToken))
            {
                try
                {
                    await pipeline.NewVisit(Checked).RunAsync(message, cancellationToken);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    Failed(message, error);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop: what waits in the queue comes up again by its watchdog.
        }
    }
}
