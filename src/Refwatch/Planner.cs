using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>Asks for the visits that are due. Two planners at once only make duplicates, which visits bear.</summary>
public sealed class Planner(Calendar calendar, IVisitQueue queue, TimeProvider clock)
{
    /// <summary>Hosts whose visits are asked for at once.</summary>
    private const int Parallel = 16;

    private static readonly TimeSpan LastWatchdog = TimeSpan.FromDays(1);

    /// <summary>When a visit that was asked for, and not heard of, comes up again; doubled each time, up to a day.</summary>
    public TimeSpan FirstWatchdog { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Enqueues every due host; returns how many. Costs what is due, not what is watched.</summary>
    public async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        using var span = Telemetry.Start("plan");
        var planned = 0;
        var now = clock.GetUtcNow();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForEachAsync(calendar.DueAsync(now, cancellationToken), options, async (due, stop) =>
        {
            // Should the visit be lost, the watchdog brings it up again: later each time.
            var watchdog = await calendar.WriteAsync(now + WatchdogAfter(FirstWatchdog, due.Attempts), due.Host, due.Attempts + 1, stop);
            await queue.EnqueueAsync(watchdog.Message, stop);
            await calendar.RemoveAsync(due, stop);
            Interlocked.Increment(ref planned);
        });
        return planned;
    }

    /// <summary>How long after its message a watchdog entry falls due.</summary>
    internal static TimeSpan WatchdogAfter(TimeSpan first, int attempts)
    {
        var doubled = first * Math.Pow(2, Math.Clamp(attempts, 0, 16));
        return doubled < LastWatchdog ? doubled : LastWatchdog;
    }
}
