using Refwatch.Watching;

namespace Refwatch.Alerting;

/// <summary>The flap guard: rot is told only once several visits over several days saw it.</summary>
/// <param name="Visits">At least so many.</param>
/// <param name="Span">At least so long from the first sighting to the last.</param>
public sealed record IncidentRules(int Visits, TimeSpan Span)
{
    public static IncidentRules Default { get; } = new(3, TimeSpan.FromDays(3));

    public bool IsConfirmed(Trouble trouble) => IsConfirmed(trouble.Visits, trouble.First, trouble.Last);

    /// <summary>Has it been seen often enough, for long enough?</summary>
    public bool IsConfirmed(int visits, DateTimeOffset first, DateTimeOffset last) => visits >= Visits && last - first >= Span;

    /// <summary>With the most that any watch list asks for.</summary>
    public IncidentRules AsListsAsk(IReadOnlyCollection<WatchList> lists) =>
        new(lists.Max(static list => list.ConfirmVisits) ?? Visits, lists.Max(static list => list.ConfirmAfter) ?? Span);
}
