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
    IBlobStore state, HostRound round, ReferenceWatch referenceWatch, Archive archive, Inbox inbox, Calendar calendar, Outbox outbox, TimeProvider clock, VisitOptions options)
{
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
            end = await round.RunAsync(open, recovery, isForPerson: false, static (ledger, now) => ledger.BackOff > now ? [] : ledger.Due(now), cancellationToken);
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
        var end = await round.RunAsync(open, recovery: null, isForPerson: true, (ledger, now) => [.. mine.Select(demand => Demanded(ledger, demand, now)).Distinct()], cancellationToken);
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
                Telemetry.Alerted(alert.Kind);
            }

            page.Pending.Clear();
            isAny = true;
        }

        foreach (var alert in ledger.Pending)
        {
            await tellAsync(alert, cancellationToken);
            Telemetry.Alerted(alert.Kind);
            isAny = true;
        }

        ledger.Pending.Clear();
        return isAny;
    }
}
