using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Storage;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch.Repairing;

/// <summary>Reads what the checks so far left of an article: the citing index, the ledgers, the captures' notes. It asks no page.</summary>
public sealed class ReportReader(IBlobStore state, CitingIndex citing, Archive archive, IncidentRules rules, TimeProvider clock)
{
    // A page that changes with every visit is told by its newest changes.
    private const int MostCaptures = 30;

    /// <summary>Reads the report; null when the article was never checked.</summary>
    public async Task<ArticleReport?> ReadAsync(Uri article, ReportOptions options, CancellationToken cancellationToken)
    {
        if (await citing.ReferencesOfAsync(PageUrl.Of(article), cancellationToken) is not { } references)
        {
            return null;
        }

        var ledgers = new Dictionary<string, Ledger?>(StringComparer.Ordinal);
        var rows = new List<ReferenceReport>();
        foreach (var reference in references.References)
        {
            var pages = reference.Urls.Where(HostManners.CanBeAsked).Select(PageUrl.Of).Distinct().ToList();
            if (pages.Count == 0)
            {
                rows.Add(new ReferenceReport(reference, Page: null, ReferenceState.NoPage));
            }

            foreach (var page in pages)
            {
                rows.Add(await RowAsync(references, reference, page, ledgers, options, cancellationToken));
            }
        }

        return Patched(new ArticleReport(references, rows), options);
    }

    private async Task<ReferenceReport> RowAsync(
        ArticleReferences article, Reference reference, Uri page, Dictionary<string, Ledger?> ledgers, ReportOptions options, CancellationToken cancellationToken)
    {
        var host = HostManners.HostOf(page);
        if (!ledgers.TryGetValue(host, out var ledger))
        {
            ledgers[host] = ledger = await OpenLedger.PeekAsync(state, host, cancellationToken);
        }

        var row = ledger?.Pages.GetValueOrDefault(page.AbsoluteUri);
        if (row?.Verdict is null)
        {
            return new ReferenceReport(reference, page, ReferenceState.NotChecked) { Row = row };
        }

        var read = row.Verdict.IsReadable ? SinceRead(row, article, reference) : null;
        var (change, changed) = read is not null ? (read.Drift, read.Now)
            : row.Verdict.IsReadable ? await ChangeAsync(article, reference, page, cancellationToken)
            : (Change.None, null);
        var report = new ReferenceReport(reference, page, StateOf(row, change))
        {
            Row = row,
            Change = change,
            Changed = changed,
            SinceRead = read,
            LinkedCopy = row.Mementos?.Linked.Find(copy => copy.Memento == reference.ArchiveUrl),
        };
        return RepairChoice.For(report, article, options, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
    }

    private ReferenceState StateOf(PageState row, Change change) => row.Verdict switch
    {
        { IsRot: true } => row.Incident is not null || (row.Trouble is { } trouble && rules.IsConfirmed(trouble)) ? ReferenceState.Rotted : ReferenceState.Suspected,
        { Kind: VerdictKind.Live or VerdictKind.Moved } => change.IsEmpty ? ReferenceState.Live : ReferenceState.Drifted,
        { Kind: VerdictKind.Paywalled } when !change.IsEmpty => ReferenceState.Drifted,
        _ => ReferenceState.Unclear,
    };

    private static ArticleReport Patched(ArticleReport report, ReportOptions options)
    {
        if (options.Wikitext is not { } source)
        {
            return report;
        }

        var wikitext = ArticleWikitext.Open(report.Article, source, options.Revision);
        var (rows, edits) = (new List<ReferenceReport>(), new List<TextEdit>());
        foreach (var row in report.References)
        {
            var patch = row.Repair is null ? null : wikitext.Patch(row.Reference, row.Repair);
            var added = patch?.Edits.Except(edits).ToList() ?? [];
            if (added.Exists(edit => edits.Exists(other => edit.Start < other.End && other.Start < edit.End)))
            {
                (patch, added) = (ReferencePatch.Refused("another repair changes the same place: make them one after the other"), []);
            }

            edits.AddRange(added);
            rows.Add(row with { Patch = patch, NoRepair = patch is { Refusal: null, Edits.Count: 0 } ? "the wikitext says so already" : patch?.Refusal ?? row.NoRepair });
        }

        // A footnote that names several pages is pasted once, with what all of them need.
        return report with
        {
            References = [.. rows.Select(row => row with { Patch = row.Patch?.With(edits, source) })],
            Diff = UnifiedDiff.Of(source, edits, "article"),
        };
    }

    /// <summary>What sentences resting on this reference lost since its editor read the page: with the claims that touch them alone.</summary>
    private static AccessBaseline? SinceRead(PageState row, ArticleReferences article, Reference reference) => (row.Mementos?.Baselines ?? [])
        .Where(static baseline => baseline.TouchesSupport)
        .Select(baseline => baseline with { Drift = baseline.Drift with { Claims = [.. baseline.Supporting.Claims.Where(claim => Touches(claim, article, reference))] } })
        .Where(static baseline => !baseline.Drift.IsEmpty)
        .MaxBy(static baseline => baseline.Drift.Claims.Count);

    /// <summary>The newest change that sentences resting on this reference rest on, unless it was taken back: what an editor who read the page then would miss now.</summary>
    private async Task<(Change Change, string? Time)> ChangeAsync(ArticleReferences article, Reference reference, Uri page, CancellationToken cancellationToken)
    {
        var captures = new List<CdxjLine>();
        await foreach (var line in archive.ListAsync(page.AbsoluteUri, cancellationToken))
        {
            captures.Add(line);
        }

        var restored = new HashSet<string>(StringComparer.Ordinal);
        foreach (var capture in captures.DistinctBy(static line => line.Filename).Reverse().Take(MostCaptures))
        {
            var notes = await archive.ReadNotesAsync(capture.Filename, cancellationToken);
            var claims = notes?.Change.Claims.Where(claim => Touches(claim, article, reference) && !restored.Contains(claim.Before!)).ToList() ?? [];
            if (claims.Count > 0)
            {
                return (new Change(claims) { IsSilentEdit = notes!.Change.IsSilentEdit }, capture.Timestamp);
            }

            restored.UnionWith(notes?.Change.Claims.Select(static claim => claim.After).OfType<string>() ?? []);
        }

        return (Change.None, null);
    }

    private static bool Touches(ClaimChange claim, ArticleReferences article, Reference reference) =>
        claim.Kind is ChangeKind.Factual or ChangeKind.Removed
        && claim.CitedBy.Any(cited => cited.Article == article.Article.AbsoluteUri && reference.Passage.Any(sentence => sentence.Text == cited.Sentence));
}

/// <summary>What a report shows and patches.</summary>
public sealed record ReportOptions
{
    /// <summary>The article's wikitext; null when it is not at hand.</summary>
    public string? Wikitext { get; init; }

    /// <summary>The revision that it is; null when that is not known.</summary>
    public string? Revision { get; init; }

    /// <summary>Also repair what looked rotten and is not confirmed yet.</summary>
    public bool Provisional { get; init; }

    /// <summary>Also give live references a copy where one was verified.</summary>
    public bool AlsoLive { get; init; }
}
