using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>Asks for the visits that are due. Two planners at once only make duplicates, which visits bear.</summary>
public sealed class Planner(Calendar calendar, IVisitQueue queue, TimeProvider clock)
{
    private static readonly TimeSpan FirstWatchdog = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LastWatchdog = TimeSpan.FromDays(1);

    /// <summary>Enqueues every due host; returns how many. Costs what is due, not what is watched.</summary>
    public async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        using var span = Telemetry.Start("plan");
        var planned = 0;
        var now = clock.GetUtcNow();
        await foreach (var due in calendar.DueAsync(now, cancellationToken))
        {
            // Should the visit be lost, the watchdog brings it up again: later each time.
            var watchdog = await calendar.WriteAsync(now + WatchdogAfter(due.Attempts), due.Host, due.Attempts + 1, cancellationToken);
            await queue.EnqueueAsync(watchdog, cancellationToken);
            await calendar.RemoveAsync(due, cancellationToken);
            planned++;
        }

        return planned;
    }

    /// <summary>When the message of that watchdog entry was enqueued.</summary>
    internal static DateTimeOffset EnqueuedAt(CalendarEntry watchdog) => watchdog.Time - WatchdogAfter(watchdog.Attempts - 1);

    private static TimeSpan WatchdogAfter(int attempts)
    {
        var doubled = FirstWatchdog * Math.Pow(2, Math.Clamp(attempts, 0, 16));
        return doubled < LastWatchdog ? doubled : LastWatchdog;
    }
}
