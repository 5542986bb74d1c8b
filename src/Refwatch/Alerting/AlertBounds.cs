using Refwatch.Claims;

namespace Refwatch.Alerting;

/// <summary>
/// The most that an alert carries. It waits in its host's ledger until it is told, and a page that is replaced as a whole
/// has thousands of changed claims, of any length; all of them stand in the capture's metadata record.
/// </summary>
internal static class AlertBounds
{
    private const int MaxChanges = 25;
    private const int MaxSentences = 10;
    private const int MaxText = 1_000;

    /// <summary>The alert with its weightiest changes; how many more there are is said.</summary>
    public static Alert Bounded(this Alert alert) => alert with
    {
        Evidence = [.. alert.Evidence.Take(MaxSentences).Select(Cut)],
        Changes = [.. alert.Changes.Take(MaxChanges).Select(Bounded)],
        MoreChanges = Math.Max(0, alert.Changes.Count - MaxChanges),
        CitedBy = [.. alert.CitedBy.Take(MaxSentences).Select(Bounded)],
    };

    private static ClaimChange Bounded(ClaimChange change) => change with
    {
        Before = change.Before is null ? null : Cut(change.Before),
        After = change.After is null ? null : Cut(change.After),
        Facts = [.. change.Facts.Take(MaxSentences).Select(static fact => fact with { Before = fact.Before is null ? null : Cut(fact.Before), After = fact.After is null ? null : Cut(fact.After) })],
        CitedBy = [.. change.CitedBy.Take(MaxSentences).Select(Bounded)],
    };

    private static CitedBy Bounded(CitedBy cited) => cited with { Sentence = Cut(cited.Sentence) };

    private static string Cut(string text) => text.Length <= MaxText ? text : $"{text.AsSpan(0, MaxText - 1)}…";
}
