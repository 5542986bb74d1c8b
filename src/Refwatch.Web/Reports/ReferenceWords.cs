using System.Globalization;
using Refwatch.Alerting;
using Refwatch.Citing;
using Refwatch.Mementos;
using Refwatch.Repairing;

namespace Refwatch.Web.Reports;

/// <summary>How a reference's state is told to people.</summary>
public static class ReferenceWords
{
    private const int MostSentences = 3;
    private const int MostCandidates = 3;

    public static string Name(ReferenceState state) => state switch
    {
        ReferenceState.Rotted => "rotted",
        ReferenceState.Drifted => "drifted",
        ReferenceState.Suspected => "perhaps rotted",
        ReferenceState.Unclear => "could not be judged",
        ReferenceState.NotChecked => "not checked",
        ReferenceState.NoPage => "no page on the web",
        _ => "live",
    };

    public static string Title(ReferenceReport report) =>
        DisplayText.Clean(report.Reference.Title ?? report.Row?.Title ?? (report.Page is null ? "(no title)" : DisplayText.Address(report.Page)), 300);

    /// <summary>"12 references: 9 live, 1 rotted, 2 could not be judged".</summary>
    public static string Summary(ArticleReport report)
    {
        var counts = report.References.CountBy(static reference => reference.State).OrderBy(static count => count.Key);
        var references = report.Article.References.Count == 1 ? "1 reference" : $"{report.Article.References.Count} references";
        return $"{references}: {string.Join(", ", counts.Select(static count => $"{count.Value} {Name(count.Key)}"))}";
    }

    /// <summary>What was seen and since when, one line each.</summary>
    public static IEnumerable<string> Evidence(ReferenceReport report)
    {
        if (report.Row is not { Verdict: { } verdict } row)
        {
            yield break;
        }

        var sure = VerdictWords.Confidence(verdict) is { } confidence ? $" ({confidence})" : "";
        var seen = row.Trouble is { } trouble ? $", seen in {(trouble.Visits == 1 ? "1 visit" : $"{trouble.Visits} visits")} since {Day(trouble.First)}" : "";
        yield return $"{VerdictWords.Name(verdict.Kind)}{sure}{seen}: {string.Join("; ", verdict.Evidence.Select(static line => DisplayText.Clean(line, 300)))}";
        foreach (var claim in report.Change.Claims)
        {
            yield return $"{Since(report)}{(report.Change.IsSilentEdit ? ", silently" : "")}: {Changed(claim)}";
        }

        if (LinkedCopy(report) is { } linked)
        {
            yield return linked;
        }

        if (report is { State: ReferenceState.Unclear, Copy: { } copy })
        {
            yield return $"{Copy(copy)}: {DisplayText.Clean(copy.Memento.AbsoluteUri, 300)}"; // not to be pasted: the page may come back
        }

        foreach (var line in Archives(report))
        {
            yield return line;
        }
    }

    /// <summary>What the archived copy turned out to be that the reference links; null when it links none.</summary>
    public static string? LinkedCopy(ReferenceReport report) => report switch
    {
        { LinkedCopy: { } linked } => MementoWords.Linked(linked),
        { Reference.ArchiveUrl: { } archive } => $"the archived copy that the article links was not judged: open it ({DisplayText.Clean(archive.AbsoluteUri, 300)})",
        _ => null,
    };

    /// <summary>What other archives said of the page, the copy to paste apart.</summary>
    public static IEnumerable<string> Archives(ReferenceReport report)
    {
        var candidates = report.Row?.Candidates ?? [];
        foreach (var candidate in candidates.Where(candidate => candidate.Refusal is not null && candidate.Memento != report.LinkedCopy?.Memento).Take(MostCandidates))
        {
            yield return $"memento of {Day(candidate.Time)}, {MementoWords.Advice(candidate)}: {DisplayText.Clean(candidate.Memento.AbsoluteUri, 300)}";
        }

        if (candidates.Count == 0 && report.Row?.Mementos?.Asked.Exists(static asked => asked is { Kind: ErrandKind.Repair, IsAnswered: false }) == true)
        {
            yield return "asked for a copy, no answer yet: check the article again before you tag the link as dead";
        }

        foreach (var why in candidates.Count > 0 ? [] : report.Row?.Mementos?.Asked.Where(static asked => asked.Kind is ErrandKind.Repair).Select(static asked => asked.Why).OfType<string>().Distinct() ?? [])
        {
            yield return $"asked for a copy, {DisplayText.Clean(why, 300)}";
        }
    }

    /// <summary>"copy of 2019-03-12, verified: it holds “10 March 2019”".</summary>
    public static string Copy(MementoCandidate copy) => $"copy of {Day(copy.Time)}, {MementoWords.Advice(copy)}";

    /// <summary>Where parameters are to be pasted.</summary>
    public static string Into(ReferenceReport report) => report switch
    {
        { Paste.InTemplate: null } => "Paste behind it",
        { Reference.ArchiveUrl: not null } => "Paste into its template, in place of what it says",
        _ => "Paste into its template",
    };

    /// <summary>The checks so far, a line for each span of equal verdicts, the newest first.</summary>
    public static IEnumerable<string> History(ReferenceReport report) => (report.Row?.History ?? []).AsEnumerable().Reverse().Select(HistoryWords.Of);

    /// <summary>The article's sentences that are in question: those that rest on what changed, else those that bear the marker.</summary>
    public static IEnumerable<string> RestsOnIt(ReferenceReport report)
    {
        var passage = report.Reference.Passage;
        var changed = report.Change.Claims.SelectMany(static claim => claim.CitedBy).Select(static cited => cited.Sentence).Distinct()
            .Where(sentence => passage.Any(own => own.Text == sentence)).ToList();
        var sentences = changed.Count > 0 ? changed : passage.Where(static sentence => sentence.Support is Support.Direct).Select(static sentence => sentence.Text);
        return sentences.Take(MostSentences).Select(static sentence => DisplayText.Clean(sentence, 400));
    }

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Since(ReferenceReport report) => report.SinceRead is { } read
        ? $"changed since {DisplayText.Clean(read.Day, 20)}, when an editor read it"
        : $"changed by {DisplayText.Time(report.Changed ?? "")}";

    private static string Changed(Claims.ClaimChange claim) => claim switch
    {
        { Facts.Count: > 0 } => string.Join(", ", claim.Facts.Select(static fact => $"{fact.Type.ToString().ToLowerInvariant()} {Side(fact.Before)} is now {Side(fact.After)}")),
        { After: null } => $"no longer says “{DisplayText.Clean(claim.Before, 300)}”",
        _ => $"“{DisplayText.Clean(claim.Before, 300)}” is now “{DisplayText.Clean(claim.After, 300)}”",
    };

    private static string Side(string? fact) => fact is null ? "none" : $"“{DisplayText.Clean(fact, 200)}”";
}
