using Refwatch.Citing;
using Refwatch.Mementos;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch.Repairing;

/// <summary>What a reference should say, by what became of its page and of the copies of it.</summary>
internal static class RepairChoice
{
    /// <param name="report">The reference's state and its page's row.</param>
    /// <param name="article">The article it stands in.</param>
    /// <param name="options">How much is asked for.</param>
    /// <param name="today">What a tag is dated with.</param>
    public static ReferenceReport For(ReferenceReport report, ArticleReferences article, ReportOptions options, DateOnly today)
    {
        var linked = report.LinkedCopy ?? report.Row!.Candidates.Find(candidate => candidate.Memento.AbsoluteUri == report.Reference.ArchiveUrl?.AbsoluteUri);
        var copy = Verified(report);
        var known = report with { LinkedCopy = linked, Copy = copy };
        if (StatusFor(known, options) is not { } status)
        {
            return known with { NoRepair = WhyLeftAlone(known) };
        }

        if (copy is null && linked is null && report.Row!.Candidates.Find(static candidate => candidate.MustBeSeen) is { } unseen)
        {
            return known with { NoRepair = $"a copy is held that could not be verified; {unseen.Refusal}: {unseen.Memento.AbsoluteUri}" };
        }

        var repair = new Repair(report.Page!, status, today)
        {
            Memento = copy?.Memento,
            MementoTime = copy is null ? default : MementoUrl.Read(copy.Memento)?.Time ?? copy.Time, // CS1 compares archive-date with the address
            CopyWasSought = WasSoughtInVain(report.Row!),
            ReplacesArchive = linked is { IsBad: true } && (copy is not null || !linked.Verdict.IsReadable),
        };
        var paste = PasteText.Of(report.Reference, repair, article.Language);
        return known with { Repair = repair, Paste = paste, NoRepair = paste is null ? WhyNothing(report.Reference, repair) : null };
    }

    /// <summary>Of those that were verified the memento nearest the day on which this reference's editor read it; without such a day the best.</summary>
    private static MementoCandidate? Verified(ReferenceReport report)
    {
        var days = report.Row!.Mementos?.Baselines.Select(static baseline => baseline.Memento) ?? [];
        var verified = new[] { report.SinceRead?.Memento }.Concat(report.Row.Candidates).Concat(days).OfType<MementoCandidate>().Where(static candidate => candidate.Refusal is null);
        return MementoDay.TimeOf(report.Reference.AccessDate ?? "") is { } read ? verified.MinBy(candidate => (candidate.Time - read).Duration()) : verified.FirstOrDefault();
    }

    private static UrlStatus? StatusFor(ReferenceReport report, ReportOptions options) => report.State switch
    {
        ReferenceState.Rotted => StatusOf(report.Row!.Verdict!),
        ReferenceState.Suspected when options.Provisional => StatusOf(report.Row!.Verdict!),
        ReferenceState.Drifted => UrlStatus.Deviated,
        ReferenceState.Live when report is { LinkedCopy.IsBad: true, Copy: not null } => report.Reference.UrlStatus == "dead" ? UrlStatus.Dead : UrlStatus.Live,
        ReferenceState.Live when options.AlsoLive && report is { Copy: not null, Reference.ArchiveUrl: null } => UrlStatus.Live,
        _ => null,
    };

    private static UrlStatus StatusOf(Verdict verdict) => verdict.Kind is VerdictKind.Usurped ? UrlStatus.Usurped : UrlStatus.Dead;

    private static string? WhyLeftAlone(ReferenceReport report) =>
        report.State is ReferenceState.Suspected ? "more visits must say so before it is called dead"
        : report.LinkedCopy is { IsBad: true } ? "the copy that it links is no good, and no other was verified: look for one by hand, or save the page (refwatch save-now)"
        : null;

    /// <summary>
    /// Every archive that is to be asked was asked for a repair since the page looked rotten, has answered, and held nothing that shows it:
    /// what {{dead link|fix-attempted=yes}} says (Template:Dead link: "tried unsuccessfully to find an archived copy").
    /// </summary>
    private static bool WasSoughtInVain(PageState row)
    {
        var since = row.Trouble?.First ?? row.Incident?.Opened;
        var searches = row.Mementos?.Asked.FindAll(asked => asked.Kind is ErrandKind.Repair && asked.Time >= since) ?? [];
        return searches.Count > 0 && searches.TrueForAll(static asked => asked.IsAnswered) && !row.Candidates.Exists(static candidate => candidate.Verdict.IsReadable || candidate.MustBeSeen);
    }

    private static string WhyNothing(Reference reference, Repair repair) =>
        reference.ArchiveUrl is not null && !repair.ReplacesArchive ? "the article links a copy already and says what became of the page"
        : reference.ArchiveUrl is not null ? "the copy that it links does not show the page, and no other was found"
        : repair.Status is UrlStatus.Deviated ? "no copy of what the editor read was found"
        : "no copy was found, and what to do with the address is an editor's decision";
}
