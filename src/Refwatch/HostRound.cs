using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Archiving.Requisites;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Storage;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>What a visit asks its host for, while it holds the ledger: the pages, then what other hosts' pages need of it, then what the pages load.</summary>
public sealed class HostRound(
    IBlobStore state, PageCheck check, MementoCheck mementoCheck, ErrandRun errandRun, RequisiteCapture requisites, HostAlerts hostAlerts, TimeProvider clock, VisitOptions options)
{
    public VisitEvents Events { get; init; } = new();

    /// <summary>Asks for the pages. They change rows of the ledger, which the visit commits.</summary>
    /// <param name="open">The ledger; it is committed in between when the round is long.</param>
    /// <param name="recovery">Of a visit that died before; null when none did.</param>
    /// <param name="isForPerson">Somebody waits: errands are carried out though their back-off is not over.</param>
    /// <param name="select">The pages to ask for.</param>
    /// <param name="cancellationToken">Ends the round after the page in hand.</param>
    public async Task<VisitEnd> RunAsync(
        OpenLedger open, Recovery? recovery, bool isForPerson, Func<Ledger, DateTimeOffset, IReadOnlyList<PageState>> select, CancellationToken cancellationToken)
    {
        var ledger = open.Ledger;
        var started = clock.GetTimestamp();
        await (recovery?.PrepareAsync(cancellationToken) ?? Task.CompletedTask);

        // Told to stop, it finishes the page in hand, if that takes no longer than the grace.
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var stopping = cancellationToken.Register(() => grace.CancelAfter(options.Grace));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, open.Lost);
        await using var others = new OtherHosts(state, options.MaxLedgerBytes);
        var committed = clock.GetTimestamp();
        var (asked, unreachable) = (new List<PageOutcome>(), 0);

        foreach (var page in select(ledger, clock.GetUtcNow()))
        {
            if (cancellationToken.IsCancellationRequested || stop.IsCancellationRequested || clock.GetElapsedTime(started) > options.Budget
                || unreachable == options.MaxUnreachable || WantsNoRequest(ledger))
            {
                break;
            }

            if (recovery is not null && !await recovery.TakeInHandAsync(page))
            {
                Events.Checked(PageOutcome.Undecided(page, clock.GetUtcNow(), "visits died twice with this page in hand: skipped for a day"));
                continue;
            }

            var outcome = await CheckAsync(ledger, page, others, recovery, cancellationToken, stop.Token);
            if (outcome is null)
            {
                break;
            }

            Events.Checked(outcome);
            asked.Add(outcome);
            unreachable = outcome.Verdict.Kind is VerdictKind.Unreachable ? unreachable + 1 : 0;
            if (clock.GetElapsedTime(committed) > options.CommitEvery)
            {
                await open.CommitAsync(CancellationToken.None);
                committed = clock.GetTimestamp();
            }
        }

        var end = unreachable == options.MaxUnreachable ? VisitEnd.HostSilent : WantsNoRequest(ledger) ? VisitEnd.HostClosed : VisitEnd.Done;
        await SettleAsync(ledger, stop.Token);
        if (isForPerson || ledger.ErrandBackOff is null || ledger.ErrandBackOff <= clock.GetUtcNow())
        {
            bool MustStop() => cancellationToken.IsCancellationRequested || clock.GetElapsedTime(started) > options.Budget || WantsNoRequest(ledger);
            Events.Reported(await errandRun.RunAsync(open, recovery is not null, MustStop, stop.Token));
        }

        ListenTo(ledger, asked, end);

        if (end is VisitEnd.Done && ledger.Pages.Values.Any(static page => page.MissingRequisites.Count > 0))
        {
            await open.CommitAsync(CancellationToken.None); // what was decided must not wait for pictures
            await requisites.RunAsync(ledger, others.EnterAsync, () => cancellationToken.IsCancellationRequested || clock.GetElapsedTime(started) > options.Budget, stop.Token);
        }

        return end;
    }

    /// <summary>The pages that were not checked, but for which an answer came in.</summary>
    private async Task SettleAsync(Ledger ledger, CancellationToken stop)
    {
        foreach (var page in ledger.Pages.Values.Where(static page => page.Mementos is { HasNews: true }))
        {
            using var span = Telemetry.Start("settle", "url.full", page.Url);
            try
            {
                Events.Settled(page, await mementoCheck.SettleAsync(page, [], isNew: false, stop));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return; // the next visit settles it
            }
            catch (Exception error) when (error is not LedgerLostException)
            {
                page.Failures++; // its own failure, not the visit's: the news stays, and the next visit tries again
            }
        }
    }

    /// <summary>A Retry-After that is longer than a visit waits.</summary>
    private bool WantsNoRequest(Ledger ledger) => ledger.Manners.NotBefore > clock.GetUtcNow() + options.Budget;

    /// <summary>Did the host answer at all? One slow page is that page's trouble; a host without an answer is left alone for longer each time.</summary>
    private void ListenTo(Ledger ledger, List<PageOutcome> asked, VisitEnd end)
    {
        var reached = asked.Where(static outcome => !outcome.IsPutOff && outcome.Error is null).ToList();
        if (reached.Count == 0)
        {
            return;
        }

        if (reached.Exists(static outcome => outcome is not { Verdict.Kind: VerdictKind.Unreachable, Status: null }))
        {
            hostAlerts.Decide(ledger, evidence: null, clock.GetUtcNow());
        }
        else if (end is VisitEnd.HostSilent || SeemsSilent(ledger))
        {
            hostAlerts.Decide(ledger, reached[^1].Verdict.Evidence, clock.GetUtcNow());
        }

        var silences = ledger.Silence?.Visits ?? (end is VisitEnd.HostSilent ? 1 : 0);
        ledger.BackOff = silences > 0 ? clock.GetUtcNow() + (options.FirstBackOff * Math.Pow(2, Math.Min(silences - 1, 6))) : null;
    }

    /// <summary>Since the host's last answer several pages got none, be it in visits that asked for one page each; or its only page.</summary>
    private static bool SeemsSilent(Ledger ledger)
    {
        var lastAnswer = ledger.Pages.Values.Max(static page => page.UnreachableSince is null ? page.LastCheck : null);
        var unanswered = ledger.Pages.Values.Count(page => page.UnreachableSince is not null && (lastAnswer is null || page.LastCheck > lastAnswer));
        return unanswered > 1 || ledger.PageCount == 1;
    }

    /// <summary>One page; its own failure is a verdict with a back-off, never the visit's. Null when the visit must stop.</summary>
    private async Task<PageOutcome?> CheckAsync(Ledger ledger, PageState page, OtherHosts others, Recovery? recovery, CancellationToken stopping, CancellationToken stop)
    {
        using var span = Telemetry.Start("check", "url.full", page.Url);
        var due = page.NextCheck;
        var request = new FetchRequest(page.Url, ledger.Manners) { Validators = page.ValidatorsAt(clock.GetUtcNow()), EnterHost = others.EnterAsync };
        try
        {
            var orphan = recovery is null ? null : await recovery.OrphanOfAsync(page, stop);
            var outcome = await check.RunAsync(page, request, orphan, stopping, stop);
            Telemetry.Checked(outcome, due);
            span?.SetTag("refwatch.verdict", outcome.Verdict.Kind);
            if (outcome.IsPutOff)
            {
                page.NextCheck = page.Interval is null ? null : clock.GetUtcNow() + options.PutOff;
            }
            else if (outcome.Capture.Outcome is CaptureOutcome.New or CaptureOutcome.Revisit)
            {
                ledger.LastCapture = string.CompareOrdinal(ledger.LastCapture, outcome.Capture.Blob) < 0 ? outcome.Capture.Blob : ledger.LastCapture;
            }

            var isNew = outcome.Capture.Outcome is CaptureOutcome.New or CaptureOutcome.Revisit;
            var more = outcome.IsPutOff ? [] : await mementoCheck.SettleAsync(page, outcome.Alerts, isNew, stop);
            return outcome.WithMementos(page, more);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception error) when (error is not LedgerLostException)
        {
            page.Failures++;
            page.NextCheck = page.Interval is null ? null : clock.GetUtcNow() + (options.PutOff * Math.Pow(2, Math.Min(page.Failures, 10)));
            return PageOutcome.Undecided(page, clock.GetUtcNow(), $"the check failed: {error.Message}") with { Error = error };
        }
        finally
        {
            page.TimesInHand = 0; // whatever came of it, it killed nobody
        }
    }
}
