namespace Refwatch.Watching;

/// <summary>Visits in a row in which a host gave no HTTP answer at all: no name, no connection, no TLS session, no time.</summary>
/// <param name="Visits">How many.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The latest.</param>
/// <param name="Evidence">Why there was no answer the last time.</param>
/// <param name="IsTold">It was confirmed and told: one incident for the host, however many of its pages are cited.</param>
public sealed record Silence(int Visits, DateTimeOffset First, DateTimeOffset Last, IReadOnlyList<string> Evidence, bool IsTold)
{
    /// <summary>Counts another silent visit.</summary>
    public static Silence Heard(Silence? before, DateTimeOffset time, IReadOnlyList<string> evidence) =>
        before is null ? new Silence(1, time, time, evidence, IsTold: false) : before with { Visits = before.Visits + 1, Last = time, Evidence = evidence };
}
