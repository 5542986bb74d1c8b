using Refwatch.Watching;

namespace Refwatch;

/// <summary>Bounds of a visit.</summary>
public sealed record VisitOptions
{
    /// <summary>Half of the function's time-out.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two commits of a long visit.</summary>
    public TimeSpan CommitEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When a page is asked again whose host, or one it redirects to, was busy; doubled for each failure of our own.</summary>
    public TimeSpan PutOff { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Pause after a visit in which the host did not answer, doubled each time, up to 64 times.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>So many unreachable pages in a row end the visit: it is the host, not the pages.</summary>
    public int MaxUnreachable { get; init; } = 3;

    /// <summary>A visit that is told to stop gives the page in hand so long to end.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>What is due within this time after a visit's end is the next visit's, asked for at once.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When a visit that was asked for, and not heard of, comes up again; doubled each time, up to a day.</summary>
    public TimeSpan Watchdog { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>About so many inbox items are folded in by one visit.</summary>
    public int MaxInboxItems { get; init; } = 1_000;

    /// <summary>A ledger, or a shard of one, that grows beyond this is split.</summary>
    public int MaxLedgerBytes { get; init; } = OpenLedger.MaxBytes;
}
