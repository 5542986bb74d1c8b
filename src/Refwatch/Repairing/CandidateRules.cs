using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Extracting;
using Refwatch.Mementos;

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
        return new MementoCandidate(address, memento.Time, address.IdnHost, verdict)
        {
            Evidence = evidence,
            MissingFacts = facts.Missing,
            Refusal = IsRefusedBy(citations, address) ? "the English Wikipedia takes no links to archive.today"
                : !verdict.IsReadable ? $"the memento is {Said(verdict.Kind)}"
                : memento.Content is null ? "its text cannot be read here: look whether it says what the article says"
                : memento.Content.NotComparable is { } kind ? $"the memento is a {kind}"
                : RefusalFor(facts, lastGood, citations),
        };
    }

    public static bool IsArchiveToday(Uri url) => ArchiveToday.Contains(url.IdnHost);

    public static bool IsEnglishWikipedia(Citation citation) => new Uri(citation.Article).Host is "en.wikipedia.org" or "en.m.wikipedia.org";

    private static bool IsRefusedBy(IReadOnlyList<Citation> citations, Uri address) =>
        IsArchiveToday(address) && citations.Any(IsEnglishWikipedia);

    /// <summary>
    /// A passage often rests on several references, and says in words of its own what a source says in others: half of its facts
    /// suffice, but none may be missing that our own capture of the page held.
    /// </summary>
    private static string? RefusalFor(PassageFacts facts, PageContent? lastGood, IReadOnlyList<Citation> citations)
    {
        if (facts.Missing.Count > facts.Held.Count)
        {
            return $"it does not hold {Listed(facts.Missing)}";
        }

        var lost = lastGood is null || facts.Missing.Count == 0 ? [] : PassageFacts.In(lastGood, citations).Held.Intersect(facts.Missing, StringComparer.Ordinal).ToList();
        return lost.Count == 0 ? null : $"it does not hold {Listed(lost)}, which the page held when it was last read";
    }

    private static string Listed(IReadOnlyList<string> facts) =>
        string.Join(", ", facts.Take(3).Select(static fact => $"“{fact}”")) + (facts.Count > 3 ? $" and {facts.Count - 3} more" : "");

    private static string Said(Verdicts.VerdictKind kind) => kind switch
    {
        Verdicts.VerdictKind.Blocked => "a wall (bot check, consent or sign-in)",
        Verdicts.VerdictKind.Soft404 or Verdicts.VerdictKind.Gone => "an error page",
        Verdicts.VerdictKind.Usurped => "of a parked or taken domain",
        Verdicts.VerdictKind.ServerError => "a server's error",
        _ => $"not readable ({kind})",
    };
}
