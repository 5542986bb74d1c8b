using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>
/// The unit of work: one polite pass over one host's due pages, under the lease of the host's ledger. Everything it writes
/// before the ledger is idempotent; everything after it is derived from the ledger, and again by the next visit.
/// </summary>
public sealed class Visit(
    IBlobStore state, PageCheck check, ReferenceWatch referenceWatch, Archive archive, Inbox inbox, Calendar calendar, Outbox outbox, HostAlerts hostAlerts, TimeProvider clock, VisitOptions options)
{
    /// <summary>Told of each page as soon as it is decided; the ledger may not hold it yet.</summary>
    public Action<PageOutcome> Checked { get; init; } = static _ => { };

    /// <summary>The visit that a queue message asks for: whatever is due on the host.</summary>
    /// <param name="message">The name of the calendar entry that the planner wrote.</param>
    /// <param name="cancellationToken">Ends the visit; what was decided is committed, the page in hand stays due.</param>
    public async Task<VisitEnd> RunAsync(string message, CancellationToken cancellationToken)
    {
        await using var open = await OpenLedger.TryOpenAsync(state, Calendar.HostOf(message), cancellationToken);
        if (open is null)
        {
            return VisitEnd.HeldByAnother; // the other visit deletes its own entry; this one's watchdog stays
        }

        var entry = await calendar.ReadAsync(message, cancellationToken);
        if (entry is not null)
        {
            Telemetry.Waited(clock.GetUtcNow() - Planner.EnqueuedAt(entry));
        }

        return await RunAsync(open, entry, static (ledger, now) => ledger.BackOff > now ? [] : ledger.Due(now), cancellationToken);
    }

    /// <summary>A visit that a person asked for: these pages now, whether due or not, and no others.</summary>
    public async Task<VisitEnd> CheckAsync(string host, IReadOnlyList<Demand> demands, CancellationToken cancellationToken)
    {
        await using var open = await OpenLedger.TryOpenAsync(state, host, cancellationToken);
        return open is null
            ? VisitEnd.HeldByAnother
            : await RunAsync(open, entry: null, (ledger, now) => [.. demands.Select(demand => Demanded(ledger, demand, now)).Distinct()], cancellationToken);
    }

    private static PageState Demanded(Ledger ledger, Demand demand, DateTimeOffset now)
    {
        var page = ledger.Row(demand.Url);
        if (demand.Subscription is { } subscription)
        {
            var known = page.Subscriptions.Find(other => other.Source == subscription.Source);
            page.Subscribe(subscription with { Interval = known?.Interval }, now); // a check on demand changes no schedule
        }

        return page;
    }

    private async Task<VisitEnd> RunAsync(
        OpenLedger open, CalendarEntry? entry, Func<Ledger, DateTimeOffset, IReadOnlyList<PageState>> select, CancellationToken cancellationToken)
    {
        var ledger = open.Ledger;
        var started = clock.GetTimestamp();
        using var span = Telemetry.Start("visit", "server.address", ledger.Manners.Host);
        await TellPendingAsync(ledger, cancellationToken);
        var folded = await FoldInboxAsync(ledger, cancellationToken);
        ledger.Pending.Clear(); // told; the ledger on disk keeps them until the next commit
        foreach (var page in ledger.Pages.Values)
        {
            page.Pending.Clear();
        }

        var orphans = entry is { Attempts: > 1 } ? await OrphansAsync(ledger, cancellationToken) : [];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, open.Lost);
        var committed = clock.GetTimestamp();
        var (asked, unreachable) = (new List<PageOutcome>(), 0);

        foreach (var page in select(ledger, clock.GetUtcNow()))
        {
            if (stop.IsCancellationRequested || clock.GetElapsedTime(started) > options.Budget
                || unreachable == options.MaxUnreachable || WantsNoRequest(ledger))
            {
                break;
            }

            if (entry is { Attempts: > 1 } && !await TakeInHandAsync(open, page))
            {
                continue;
            }

            var outcome = await CheckAsync(ledger, page, orphans.GetValueOrDefault(page.Url), stop.Token);
            if (outcome is null)
            {
                break;
            }

            Checked(outcome);
            asked.Add(outcome);
            unreachable = outcome.Verdict.Kind is Verdicts.VerdictKind.Unreachable ? unreachable + 1 : 0;
            if (clock.GetElapsedTime(committed) > options.CommitEvery)
            {
                await open.CommitAsync(CancellationToken.None);
                committed = clock.GetTimestamp();
            }
        }

        var end = unreachable == options.MaxUnreachable ? VisitEnd.HostSilent : WantsNoRequest(ledger) ? VisitEnd.HostClosed : VisitEnd.Done;
        ListenTo(ledger, asked, end);

        await CloseAsync(open, entry, folded);
        return end;
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

        var silent = reached.FindAll(static outcome => outcome is { Verdict.Kind: Verdicts.VerdictKind.Unreachable, Status: null });
        var isSilent = silent.Count == reached.Count && (end is VisitEnd.HostSilent || silent.Count > 1 || ledger.Pages.Count == 1);
        hostAlerts.Decide(ledger, isSilent ? silent[^1].Verdict.Evidence : null, clock.GetUtcNow());
        var silences = ledger.Silence?.Visits ?? (end is VisitEnd.HostSilent ? 1 : 0);
        ledger.BackOff = silences > 0 ? clock.GetUtcNow() + (options.FirstBackOff * Math.Pow(2, Math.Min(silences - 1, 6))) : null;
    }

    /// <summary>One page; its own failure is a verdict with a back-off, never the visit's. Null when the visit must stop.</summary>
    private async Task<PageOutcome?> CheckAsync(Ledger ledger, PageState page, Capture? orphan, CancellationToken stop)
    {
        using var span = Telemetry.Start("check", "url.full", page.Url);
        var due = page.NextCheck;
        var request = new FetchRequest(page.Url, ledger.Manners) { Validators = page.Validators, EnterHost = EnterHostAsync };
        try
        {
            var outcome = await check.RunAsync(page, request, orphan, stop);
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

            return outcome;
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

    /// <summary>A redirect to another host goes on under that host's lease, without waiting for it.</summary>
    private async Task<HostAdmission?> EnterHostAsync(string host, CancellationToken cancellationToken)
    {
        var open = await OpenLedger.TryOpenAsync(state, host, cancellationToken);
        return open is null ? null : new LedgerAdmission(open);
    }

    private async Task CloseAsync(OpenLedger open, CalendarEntry? entry, List<string> folded)
    {
        // Not cancellable: what was decided is kept, also when the process is told to stop.
        await open.CommitAsync(CancellationToken.None);
        await inbox.ClearAsync(folded, CancellationToken.None);
        await TellPendingAsync(open.Ledger, CancellationToken.None);
        if (open.Ledger.NextVisit is { } next)
        {
            await calendar.WriteAsync(next, open.Ledger.Manners.Host, attempts: 0, CancellationToken.None);
        }

        if (entry is not null)
        {
            await calendar.RemoveAsync(entry, CancellationToken.None);
        }
    }

    private async Task<List<string>> FoldInboxAsync(Ledger ledger, CancellationToken cancellationToken)
    {
        // In the order of time, here and when they are cleared: an old wish must not outlive a newer one.
        var items = await inbox.ReadAsync(ledger.Manners.Host, cancellationToken).OrderBy(static item => item.Item.Time).ToListAsync(cancellationToken);
        foreach (var (_, item) in items)
        {
            if (ledger.Fold(item, clock.GetUtcNow()))
            {
                await referenceWatch.LeaveAsync(item.Url, cancellationToken);
            }
        }

        return [.. items.Select(static item => item.Name)];
    }

    private async Task TellPendingAsync(Ledger ledger, CancellationToken cancellationToken)
    {
        foreach (var alert in ledger.Pages.Values.SelectMany(static page => page.Pending).Concat(ledger.Pending))
        {
            await outbox.RaiseAsync(alert, cancellationToken);
        }
    }

    /// <summary>Captures that a killed visit stored after its last commit, by watched page.</summary>
    private async Task<Dictionary<Uri, Capture>> OrphansAsync(Ledger ledger, CancellationToken cancellationToken)
    {
        var orphans = new Dictionary<Uri, Capture>();
        await foreach (var blob in archive.CapturesAfterAsync(ledger.Manners.Host, ledger.LastCapture, cancellationToken))
        {
            try
            {
                if (await archive.ReadAsync(blob, cancellationToken) is { } capture)
                {
                    orphans[capture.Url] = capture;
                }
            }
            catch (InvalidDataException)
            {
                // Damaged: the page is fetched anew, and the blob is left to be looked into.
            }
        }

        return orphans;
    }

    /// <summary>After a visit died: a page that was in hand twice then is skipped for a day, so that it can't starve its host.</summary>
    private async Task<bool> TakeInHandAsync(OpenLedger open, PageState page)
    {
        page.TimesInHand++;
        if (page.TimesInHand > 2)
        {
            page.TimesInHand = 0;
            page.NextCheck = clock.GetUtcNow().AddDays(1);
            Checked(PageOutcome.Undecided(page, clock.GetUtcNow(), "visits died twice with this page in hand: skipped for a day"));
            return false;
        }

        await open.CommitAsync(CancellationToken.None);
        return true;
    }
}
