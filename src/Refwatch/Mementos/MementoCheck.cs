using Refwatch.Alerting;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Repairing;
using Refwatch.Watching;

namespace Refwatch.Mementos;

/// <summary>
/// What follows for a page from other archives' mementos: the comparison with what editors read, the candidates for a repair, and the
/// next errand. It asks no other host itself; it changes the page's row alone, and repeating it is harmless.
/// </summary>
public sealed class MementoCheck(CitingIndex citing, AccessDrift drift, Inbox inbox, Calendar calendar, TimeProvider clock, MementoSettings settings)
{
    /// <summary>Time between two looks at an unchanged page that still lacks a memento.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromDays(7);

    /// <summary>Settles a page's row after a check, or after an answer came in.</summary>
    /// <param name="page">The row; its alerts are appended to it.</param>
    /// <param name="told">The alerts of the same check.</param>
    /// <param name="isNew">The check found something new.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>At most one alert.</returns>
    public async Task<IReadOnlyList<Alert>> SettleAsync(PageState page, IReadOnlyList<Alert> told, bool isNew, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (page.IsArticle || (!isNew && told.Count == 0 && !IsDue(page, now)))
        {
            return [];
        }

        IReadOnlyList<Citation> citations = page.IsCited ? await citing.CitationsOfAsync(page.Url, cancellationToken) : [];
        if (citations.Count == 0)
        {
            page.Mementos = null; // no article cites it: nobody read it for one
            page.Candidates.Clear();
            return [];
        }

        var state = page.Mementos ??= new MementoState();
        state.RememberTold(told.Where(static alert => alert.Kind is AlertKind.ContentDrift).SelectMany(static alert => alert.Changes));
        await drift.FindAsync(page, MementoDay.Of(citations, now), cancellationToken);
        await drift.CompareAsync(page, citations, cancellationToken);
        Nominate(page, citations, now);
        state.Linked.RemoveAll(copy => !citations.Any(citation => citation.ArchiveUrl == copy.Memento));
        List<Errand> toJudge = [.. ErrandPlan.ToJudge(page, citations, settings, now)];
        foreach (var errand in ErrandPlan.Next(page, citations, settings, now) is { } next ? [next, .. toJudge] : toJudge)
        {
            await LeaveAsync(page, errand, now, cancellationToken);
        }

        (state.Settled, state.HasNews) = (now, false);
        return AccessAlert.Of(page, told, now) is { } alert ? Tell(page, alert) : [];
    }

    /// <summary>An unchanged page costs no storage operation: only one that lacks something is looked at again.</summary>
    private bool IsDue(PageState page, DateTimeOffset now) =>
        page.Mementos is not { } state ? page.IsCited
        : state.HasNews
        || (state.Linked.Count > 0 && now - state.Settled >= settings.JudgeLinkedAgain)
        || (page.UnreachableSince is { } since && state.Settled < since + settings.LongSilence && now >= since + settings.LongSilence)
        || ((page.Verdict is { IsReadable: false } || state.Baselines.Exists(static baseline => baseline.Capture is null)) && now - state.Settled >= Rest);

    /// <summary>
    /// The mementos of the editors' days serve a repair as well, and so does what articles link: those that were verified first, a copy that
    /// an article links before others.
    /// </summary>
    private void Nominate(PageState page, IReadOnlyList<Citation> citations, DateTimeOffset now)
    {
        var baselines = page.Mementos!.Baselines;
        var isRepairWanted = ErrandPlan.IsRepairWanted(page, settings, now);
        if (!isRepairWanted && !baselines.Exists(static baseline => baseline.TouchesSupport))
        {
            page.Candidates.Clear();
            return;
        }

        var linked = citations.Select(static citation => citation.ArchiveUrl).OfType<Uri>().ToHashSet();
        var nominated = baselines.Select(static baseline => baseline.Memento).OfType<MementoCandidate>()
            .Concat(isRepairWanted ? page.Mementos.Linked : [])
            .Where(candidate => !isRepairWanted || candidate.Refusal is null)
            .DistinctBy(static candidate => candidate.Memento)
            .OrderBy(static candidate => candidate.Refusal is null ? 0 : 1)
            .ThenBy(candidate => linked.Contains(candidate.Memento) ? 0 : 1)
            .ToList();
        if (nominated.Count > 0 || !isRepairWanted)
        {
            page.Candidates.Clear();
            page.Candidates.AddRange(nominated);
        }
    }

    /// <summary>The item before the row's commit: a kill in between leaves the same errand twice, which is one.</summary>
    private async Task LeaveAsync(PageState page, Errand errand, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await inbox.LeaveAsync(new InboxItem { Url = errand.TimeGate, Errand = errand with { TraceParent = Telemetry.TraceParent }, Time = now }, cancellationToken);
        if (errand.IsScheduled)
        {
            await calendar.WriteAsync(now, HostManners.HostOf(errand.TimeGate), attempts: 0, cancellationToken);
        }

        page.Mementos!.Remember(new AskedErrand(errand.Id, now) { Kind = errand.Kind });
    }

    private static Alert[] Tell(PageState page, Alert alert)
    {
        page.Pending.Add(alert);
        page.Mementos!.RememberTold(alert.Changes);
        return [alert];
    }
}
