using Refwatch.Watching;

namespace Refwatch.Alerting;

/// <summary>The flap guard: rot is told only once several visits over several days saw it.</summary>
/// <param name="Visits">At least so many.</param>
/// <param name="Span">At least so long from the first sighting to the last.</param>
public sealed record IncidentRules(int Visits, TimeSpan Span)
{
    public static IncidentRules Default { get; } = new(3, TimeSpan.FromDays(3));

    public bool IsConfirmed(Trouble trouble) => trouble.Visits >= Visits && trouble.Last - trouble.First >= Span;
}
