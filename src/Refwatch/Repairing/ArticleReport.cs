using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch.Repairing;

/// <summary>What the checks so far found of an article's references, one by one.</summary>
/// <param name="Article">The article and its references, as they were last read.</param>
/// <param name="References">A row for each page that a reference leads to, in the article's order.</param>
public sealed record ArticleReport(ArticleReferences Article, IReadOnlyList<ReferenceReport> References)
{
    /// <summary>When the last of its pages was asked.</summary>
    public DateTimeOffset? LastCheck => References.Max(static reference => reference.Row?.LastCheck);

    /// <summary>All repairs as one unified diff of the wikitext at hand; empty without wikitext or without repairs.</summary>
    public string Diff { get; init; } = "";

    public bool NeedsAttention => References.Any(static reference => reference.NeedsAttention);

    /// <summary>Those that an editor should look at, the worst first.</summary>
    public IEnumerable<ReferenceReport> Work => References.Where(static reference => reference.NeedsAttention).OrderBy(static reference => reference.State);

    /// <summary>The same as a check found it, for the views of a check.</summary>
    public CheckResult AsCheck()
    {
        var pages = References.Where(static reference => reference is { Page: not null, Row.Verdict: not null })
            .GroupBy(static reference => reference.Page!)
            .Select(static page => Outcome(page.First(), new Change([.. page.SelectMany(static reference => reference.Change.Claims).Distinct()])
            {
                IsSilentEdit = page.Any(static reference => reference.Change.IsSilentEdit),
            }) with
            {
                LinkedCopies = [.. page.Select(static reference => reference.LinkedCopy).OfType<MementoCandidate>().Distinct()],
            });
        return new CheckResult([Article], [.. pages]);
    }

    private static PageOutcome Outcome(ReferenceReport reference, Change change)
    {
        var row = reference.Row!;
        return new PageOutcome
        {
            Url = row.Url,
            FinalUrl = row.Seen is { } seen && Uri.TryCreate(seen.FinalUrl, UriKind.Absolute, out var url) ? url : row.Url,
            Time = row.LastCheck ?? DateTimeOffset.UnixEpoch,
            Status = row.Seen?.Status,
            Verdict = row.Verdict ?? new Verdict(VerdictKind.Unknown, []),
            NotCompared = row.NotCompared,
            Capture = row.LastCapture ?? new StoredCapture("", "", "", CaptureOutcome.None),
            Change = change,
            Candidates = row.Candidates,
            History = row.History,
            Label = row.Label,
            Title = row.Title,
        };
    }
}
