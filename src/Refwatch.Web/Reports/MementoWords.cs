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
        { Refusal: { } refusal } => $"not to be taken: {DisplayText.Clean(refusal, 300)}",
        { MissingFacts.Count: > 0 } => $"can be taken; look for {string.Join(", ", candidate.MissingFacts.Take(5).Select(static fact => $"“{DisplayText.Clean(fact, 80)}”"))}, which it does not hold",
        _ => "holds what the articles take from it",
    };

    /// <summary>What a memento that an article links turned out to be.</summary>
    public static string Linked(MementoCandidate copy) => copy.Refusal is { } refusal
        ? $"the archived copy that the article links is not good: {DisplayText.Clean(refusal, 300)}"
        : $"the archived copy that the article links, of {Day(copy.Time)}, {Advice(copy)}";

    /// <summary>A day as people write it; a month where that is all that is known.</summary>
    public static string Day(string day) =>
        DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? $"{date:d MMMM yyyy}"
        : DateTime.TryParseExact(day, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? $"{month:MMMM yyyy}"
        : DisplayText.Clean(day, 20);

    public static string Day(DateTimeOffset time) => $"{time.UtcDateTime:d MMMM yyyy}";

    private static string Claims(int count) => count == 1 ? "1 changed claim" : $"{count} changed claims";
}
