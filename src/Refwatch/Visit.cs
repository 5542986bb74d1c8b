using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Archiving.Requisites;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>
/// The unit of work: one polite pass over one host's due pages, under the lease of the host's ledger. Everything it writes
/// before the ledger is idempotent; everything after it is derived from the ledger, and again by the next visit.
/// </summary>
public sealed class Visit(
    IBlobStore state, PageCheck check, MementoCheck mementoCheck, ErrandRun errandRun, ReferenceWatch referenceWatch,
    Archive archive, Inbox inbox, Calendar calendar, Outbox outbox, TimeProvider clock, VisitOptions options)
{
    public VisitEvents Events { get; init; } = new();

    /// <summary>Fetches what the pages load, where a list asks for it.</summary>
    public RequisiteCapture? Requisites { get; init; }

    /// <summary>Where a visit that could not do all that is due asks for the next one; null: the planner finds it in the calendar.</summary>
    public IVisitQueue? Queue { get; init; }

    /// <summary>The visit that a queue message asks for: whatever is due on the host.</summary>
    /// <param name="message">What the planner enqueued (<see cref="CalendarEntry.Message"/>).</param>
    /// <param name="cancellationToken">Ends the visit after the page in hand; what was decided is committed.</param>
    /// <exception cref="FormatException">It is no such message.</exception>
    public Task<VisitEnd> RunAsync(string message, CancellationToken cancellationToken) => RunAsync(message, deliveries: 1, cancellationToken);

    /// <inheritdoc cref="RunAsync(string, CancellationToken)"/>
    /// <param name="message">What the planner enqueued (<see cref="CalendarEntry.Message"/>).</param>
    /// <param name="deliveries">How often the queue handed the message out: more than once when a visit may have died of it.</param>
    /// <param name="cancellationToken">Ends the visit after the page in hand; what was decided is committed.</param>
    public async Task<VisitEnd> RunAsync(string message, long deliveries, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Start("visit", "server.address", Calendar.HostOf(message));
        VisitEnd end;
        CalendarEntry? next;
        await using (var open = await OpenLedger.TryOpenAsync(state, Calendar.HostOf(message), cancellationToken, options.MaxLedgerBytes))
        {
            var entry = await calendar.EntryOfAsync(message, cancellationToken);
            if (open is null)
            {
                return await PutOffAsync(entry, mayHaveDied: deliveries > 1, cancellationToken);
            }

            if (entry is not null)
            {
                Telemetry.Waited(clock.GetUtcNow() - (entry.Time - Planner.WatchdogAfter(options.Watchdog, entry.Attempts - 1)));
            }

            var recovery = entry is { Attempts: > 1 } || deliveries > 1 ? new Recovery(open, archive, clock) : null;
            var waiting = await inbox.ListAsync(open.Ledger.Manners.Host, options.MaxInboxItems, cancellationToken);
            await open.OpenShardAsync(open.Ledger.ShardToVisit(clock.GetUtcNow(), [.. waiting.Select(Inbox.KeyOf)]), cancellationToken);
            var folded = await CatchUpAsync(open, waiting, cancellationToken);
            end = await RunAsync(open, recovery, isForPerson: false, static (ledger, now) => ledger.BackOff > now ? [] : ledger.Due(now), cancellationToken);
            var isMoreWaiting = waiting.Count > folded.Count || waiting.Count >= options.MaxInboxItems;
            next = await CloseAsync(open, folded, isMoreWaiting, entry, goesOn: Queue is not null && !cancellationToken.IsCancellationRequested);
        }

        if (next is not null)
        {
            await Queue!.EnqueueAsync(next.Message, CancellationToken.None); // only now: the lease was given back
        }

        return end;
    }

    /// <summary>A visit that a person asked for: these pages now, due or not, and no others. Of a split ledger those in the first page's shard.</summary>
    public async Task<VisitEnd> CheckAsync(string host, IReadOnlyList<Demand> demands, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Start("visit", "server.address", host);
        await using var open = await OpenLedger.TryOpenAsync(state, host, cancellationToken, options.MaxLedgerBytes);
        if (open is null)
        {
            return VisitEnd.HeldByAnother;
        }

        await open.OpenShardAsync(open.Ledger.Shards.FirstOrDefault(shard => demands.Take(1).Any(demand => shard.Holds(PageUrl.Key(demand.Url)))), cancellationToken);
        var waiting = await inbox.ListAsync(host, options.MaxInboxItems, cancellationToken);
        var folded = await CatchUpAsync(open, waiting, cancellationToken);
        var mine = demands.Where(demand => open.Covers(demand.Url));
        var end = await RunAsync(open, recovery: null, isForPerson: true, (ledger, now) => [.. mine.Select(demand => Demanded(ledger, demand, now)).Distinct()], cancellationToken);
        await CloseAsync(open, folded, waiting.Count > folded.Count, entry: null, goesOn: false);
        return end;
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
        var (asked, unreachable) = (0, 0);

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

            var outcome = await CheckAsync(ledger, page, others, recovery, stop.Token);
            if (outcome is null)
            {
                break;
            }

            Events.Checked(outcome);
            asked++;
            unreachable = outcome.Verdict.Kind is Verdicts.VerdictKind.Unreachable ? unreachable + 1 : 0;
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

        if (asked > 0)
        {
            BackOff(ledger, isSilent: end is VisitEnd.HostSilent);
        }

        if (Requisites is not null && end is VisitEnd.Done && ledger.Pages.Values.Any(static page => page.MissingRequisites.Count > 0))
        {
            await open.CommitAsync(CancellationToken.None); // what was decided must not wait for pictures
            await Requisites.RunAsync(ledger, others.EnterAsync, () => cancellationToken.IsCancellationRequested || clock.GetElapsedTime(started) > options.Budget, stop.Token);
        }

        return end;
    }

    /// <summary>The pages that were not checked, but for which an answer came in.</summary>
    private async Task SettleAsync(Ledger ledger, CancellationToken stop)
    {
        foreach (var page in ledger.Pages.Values.Where(static page => page.Mementos is { HasNews: true }))
        {
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

    /// <summary>Another visit holds the host: this one comes up again soon, not only by its watchdog.</summary>
    private async Task<VisitEnd> PutOffAsync(CalendarEntry? entry, bool mayHaveDied, CancellationToken cancellationToken)
    {
        if (entry is not null)
        {
            // The planner counts it as asked for once more; it was not made, unless the holder is this message's own visit, dead.
            var attempts = mayHaveDied ? entry.Attempts : Math.Max(0, entry.Attempts - 1);
            await calendar.WriteAsync(clock.GetUtcNow() + options.PutOff, entry.Host, attempts, cancellationToken);
            await calendar.RemoveAsync(entry, cancellationToken);
        }

        return VisitEnd.HeldByAnother;
    }

    /// <summary>A Retry-After that is longer than a visit waits.</summary>
    private bool WantsNoRequest(Ledger ledger) => ledger.Manners.NotBefore > clock.GetUtcNow() + options.Budget;

    private void BackOff(Ledger ledger, bool isSilent)
    {
        ledger.SilentVisits = isSilent ? ledger.SilentVisits + 1 : 0;
        ledger.BackOff = isSilent ? clock.GetUtcNow() + (options.FirstBackOff * Math.Pow(2, Math.Min(ledger.SilentVisits - 1, 6))) : null;
    }

    /// <summary>One page; its own failure is a verdict with a back-off, never the visit's. Null when the visit must stop.</summary>
    private async Task<PageOutcome?> CheckAsync(Ledger ledger, PageState page, OtherHosts others, Recovery? recovery, CancellationToken stop)
    {
        using var span = Telemetry.Start("check", "url.full", page.Url);
        var due = page.NextCheck;
        var request = new FetchRequest(page.Url, ledger.Manners) { Validators = page.ValidatorsAt(clock.GetUtcNow()), EnterHost = others.EnterAsync };
        try
        {
            var orphan = recovery is null ? null : await recovery.OrphanOfAsync(page, stop);
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

    /// <summary>Commits, and does what follows from the commit. Returns the entry of the visit to ask for at once, if one is due.</summary>
    private async Task<CalendarEntry?> CloseAsync(OpenLedger open, IReadOnlyList<string> folded, bool isMoreWaiting, CalendarEntry? entry, bool goesOn)
    {
        // Not cancellable: what was decided is kept, also when the process is told to stop.
        var stop = CancellationToken.None;
        open.MarkVisited(clock.GetUtcNow());
        await open.CommitAsync(stop);
        await inbox.ClearAsync(folded, stop);
        if (await TellPendingAsync(open.Ledger, outbox.PutAsync, stop))
        {
            await open.CommitAsync(stop); // without them: a write, where telling them again would be one an alert
        }

        var now = clock.GetUtcNow();
        var next = isMoreWaiting ? now : open.Ledger.NextVisit;
        goesOn &= next <= now + options.LongestPause;
        var written = next is null ? null : await calendar.WriteAsync(goesOn ? now + options.Watchdog : next.Value, open.Ledger.Manners.Host, attempts: goesOn ? 1 : 0, stop);
        if (entry is not null && entry.Name != written?.Name)
        {
            await calendar.RemoveAsync(entry, stop);
        }

        return goesOn ? written : null;
    }

    /// <summary>Tells what a killed visit left untold, then takes in the inbox's items about open rows. Returns their names in the order of time.</summary>
    private async Task<IReadOnlyList<string>> CatchUpAsync(OpenLedger open, IReadOnlyList<string> waiting, CancellationToken cancellationToken)
    {
        await TellPendingAsync(open.Ledger, outbox.RaiseAsync, cancellationToken);
        var folded = new List<string>();
        foreach (var (name, item) in await inbox.ReadAsync(waiting.Where(name => Inbox.KeyOf(name) is "" || open.Covers(Inbox.KeyOf(name))), cancellationToken))
        {
            if (open.Ledger.HasNoRoomFor(item))
            {
                continue; // it waits in the inbox
            }

            folded.Add(name);
            if (!open.Covers(item.Url))
            {
                await inbox.LeaveAsync(item, cancellationToken); // of the first state: left anew, under a name that says whose it is
            }
            else if (open.Ledger.Fold(item, clock.GetUtcNow()))
            {
                await referenceWatch.LeaveAsync(item.Url, cancellationToken);
            }
        }

        return folded;
    }

    /// <summary>Puts out the alerts that were decided, and forgets them: the ledger in the store keeps them until its next commit.</summary>
    private static async Task<bool> TellPendingAsync(Ledger ledger, Func<Alert, CancellationToken, Task> tellAsync, CancellationToken cancellationToken)
    {
        var isAny = false;
        foreach (var page in ledger.Pages.Values.Where(static page => page.Pending.Count > 0))
        {
            foreach (var alert in page.Pending)
            {
                await tellAsync(alert, cancellationToken);
            }

            page.Pending.Clear();
            isAny = true;
        }

        return isAny;
    }
}
