using Refwatch.Alerting;
using Refwatch.Mementos;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>What a visit tells while it runs; the ledger may not hold it yet.</summary>
public sealed record VisitEvents
{
    /// <summary>A page was decided.</summary>
    public Action<PageOutcome> Checked { get; init; } = static _ => { };

    /// <summary>A page was not asked, but another host's visit had an answer for it; with the alerts that it raised.</summary>
    public Action<PageState, IReadOnlyList<Alert>> Settled { get; init; } = static (_, _) => { };

    /// <summary>What was done for pages of other hosts.</summary>
    public Action<ErrandReport> Reported { get; init; } = static _ => { };
}
