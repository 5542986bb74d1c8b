using System.Globalization;
using Refwatch.Alerting;
using Refwatch.Mementos;
using Refwatch.Repairing;

namespace Refwatch.Web.Reports;

/// <summary>What other archives hold of a page, in words.</summary>
public static class MementoWords
{
    /// <summary>A service that could not answer.</summary>
    public static string Note(ServiceNote service)
    {
        var waiting = service.Waiting == 1 ? "1 question waits" : $"{service.Waiting} questions wait";
        return service.Trouble is null
            ? $"{DisplayText.Clean(service.Host)}: {waiting} for the next run"
            : $"{DisplayText.Clean(service.Host)} could not be asked ({DisplayText.Clean(service.Trouble, 200)}); {waiting} for the next run";
    }

    /// <summary>What was compared, e.g. "3 May 2019 (memento of 1 May 2019)".</summary>
    public static string Compared(AccessBaseline baseline)
    {
        var held = baseline.Memento is null ? "our capture" : "memento";
        return baseline.Time is { } time ? $"{Day(baseline.Day)} ({held} of {Day(time)})" : Day(baseline.Day);
    }

    /// <summary>What came of it, in a word or two.</summary>
    public static string Result(AccessBaseline baseline) => baseline switch
    {
        { Capture: null, Refusal: { } refusal } => $"not compared, {DisplayText.Clean(refusal, 200)}",
        { Capture: null } => "not asked yet",
        { ComparedWith: null } => "not compared",
        { Drift.IsEmpty: true } => "unchanged",
        _ => Claims(baseline.Drift.Claims.Count + baseline.OtherClaims),
    };

    /// <summary>Whether a candidate can be pasted, and what to look at.</summary>
    public static string Advice(MementoCandidate candidate) => candidate switch
    {
        { MustBeSeen: true } => $"not verified: {DisplayText.Clean(candidate.Refusal, 300)}",
        { Refusal: { } refusal } => $"not to be taken: {DisplayText.Clean(refusal, 300)}",
        { MissingFacts.Count: > 0 } => $"can be taken; {Holds(candidate)}look for {Listed(candidate.MissingFacts)}, which it does not hold",
        { HeldFacts.Count: > 0 } => $"verified: it holds {Listed(candidate.HeldFacts)}",
        _ => "shows a page; the cited sentences state no date, number or quotation that it could be held against: read it",
    };

    /// <summary>What a memento that an article links turned out to be.</summary>
    public static string Linked(MementoCandidate copy) =>
        copy.IsBad ? $"the archived copy that the article links is not good: {DisplayText.Clean(copy.Refusal, 300)}"
        : copy.MustBeSeen ? $"the archived copy that the article links could not be verified: {DisplayText.Clean(copy.Refusal, 300)}"
        : $"the archived copy that the article links, of {Day(copy.Time)}, {Advice(copy)}";

    private static string Holds(MementoCandidate candidate) => candidate.HeldFacts.Count == 0 ? "" : $"it holds {Listed(candidate.HeldFacts)}; ";

    private static string Listed(IReadOnlyList<string> facts) =>
        string.Join(", ", facts.Take(5).Select(static fact => $"“{DisplayText.Clean(fact, 80)}”")) + (facts.Count > 5 ? $" and {facts.Count - 5} more" : "");

    /// <summary>A day as people write it; a month where that is all that is known.</summary>
    public static string Day(string day) =>
        DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? $"{date:d MMMM yyyy}"
        : DateTime.TryParseExact(day, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? $"{month:MMMM yyyy}"
        : DisplayText.Clean(day, 20);

    public static string Day(DateTimeOffset time) => $"{time.UtcDateTime:d MMMM yyyy}";

    private static string Claims(int count) => count == 1 ? "1 changed claim" : $"{count} changed claims";
}
