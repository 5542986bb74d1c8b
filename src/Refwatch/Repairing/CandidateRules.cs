using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Extracting;
using Refwatch.Mementos;
using Refwatch.Verdicts;

namespace Refwatch.Repairing;

/// <summary>Whether a memento may be pasted into the articles that cite the page.</summary>
internal static class CandidateRules
{
    // Wikipedia:Requests for comment/Archive.is RFC 5, closed on 20 February 2026: no new links, after it had altered captures.
    private static readonly HashSet<string> ArchiveToday = new(StringComparer.OrdinalIgnoreCase)
    {
        "archive.today", "archive.is", "archive.ph", "archive.fo", "archive.li", "archive.md", "archive.vn", "archive.ec",
    };

    /// <summary>Judges a memento that was read.</summary>
    /// <param name="address">What an editor would paste.</param>
    /// <param name="memento">The raw memento.</param>
    /// <param name="evidence">Where it lies in our archive.</param>
    /// <param name="citations">Whose passages rest on the page.</param>
    /// <param name="lastGood">What our own last readable capture says; null when there is none.</param>
    public static MementoCandidate Judge(
        Uri address, ReadMemento memento, StoredCapture evidence, IReadOnlyList<Citation> citations, PageContent? lastGood)
    {
        var verdict = memento.Judge(lastGood);
        var facts = memento.Content is { } content && verdict.IsReadable ? PassageFacts.In(content, citations) : new PassageFacts([], []);
        var (refusal, mustBeSeen) = IsRefusedBy(citations, address) ? ("the English Wikipedia takes no links to archive.today", false)
            : Unread(memento, verdict) is { } unread ? ($"{unread}: look by hand whether it says what the article says", true)
            : !verdict.IsReadable ? ($"the memento is {Said(verdict.Kind)}", false)
            : RefusalFor(facts, lastGood, citations);
        return new MementoCandidate(address, memento.Time, address.IdnHost, verdict)
        {
            Evidence = evidence,
            HeldFacts = facts.Held,
            MissingFacts = facts.Missing,
            Refusal = refusal,
            MustBeSeen = mustBeSeen,
        };
    }

    public static bool IsArchiveToday(Uri url) => ArchiveToday.Contains(url.IdnHost);

    public static bool IsEnglishWikipedia(Citation citation) => new Uri(citation.Article).Host is "en.wikipedia.org" or "en.m.wikipedia.org";

    private static bool IsRefusedBy(IReadOnlyList<Citation> citations, Uri address) =>
        IsArchiveToday(address) && citations.Any(IsEnglishWikipedia);

    /// <summary>Why its text says nothing here, for or against it; null when it can be read, or shows what is no page.</summary>
    private static string? Unread(ReadMemento memento, Verdict verdict) => memento switch
    {
        _ when verdict.Kind is VerdictKind.Unknown => "it could not be judged here",
        _ when !verdict.IsReadable => null,
        { Content: null } => $"its text cannot be read here ({memento.Document?.MediaType ?? "no media type"})",
        { Content.NotComparable: { } kind } => $"it has no text of its own that could be read here ({kind})",
        _ => null,
    };

    /// <summary>
    /// A passage often rests on several references, and says in words of its own what a source says in others: half of its facts
    /// suffice, but none may be missing that our own capture of the page held. What neither of them holds, be it that it was said in other
    /// words, only a person can find.
    /// </summary>
    private static (string? Refusal, bool MustBeSeen) RefusalFor(PassageFacts facts, PageContent? lastGood, IReadOnlyList<Citation> citations)
    {
        var lost = lastGood is null || facts.Missing.Count == 0 ? [] : PassageFacts.In(lastGood, citations).Held.Intersect(facts.Missing, StringComparer.Ordinal).ToList();
        return lost.Count > 0 ? ($"it does not hold {Listed(lost)}, which the page held when it was last read", false)
            : facts.Missing.Count <= facts.Held.Count ? (null, false)
            : lastGood is null ? ($"it does not hold {Listed(facts.Missing)}", false)
            : ($"it does not hold {Listed(facts.Missing)}, nor did the page when it was last read: look by hand whether it says that in other words", true);
    }

    private static string Listed(IReadOnlyList<string> facts) =>
        string.Join(", ", facts.Take(3).Select(static fact => $"“{fact}”")) + (facts.Count > 3 ? $" and {facts.Count - 3} more" : "");

    private static string Said(VerdictKind kind) => kind switch
    {
        VerdictKind.Blocked => "a wall (bot check, consent or sign-in)",
        VerdictKind.Soft404 or VerdictKind.Gone => "an error page",
        VerdictKind.Usurped => "of a parked or taken domain",
        VerdictKind.ServerError => "a server's error",
        _ => $"not readable ({kind})",
    };
}
