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
}
