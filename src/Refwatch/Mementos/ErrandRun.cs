using Refwatch.Fetching;
using Refwatch.Watching;

namespace Refwatch.Mementos;

/// <summary>Carries out, in a host's own visit, what pages of other hosts need of it.</summary>
public sealed class ErrandRun(MementoSearch search, Inbox inbox, Calendar calendar, TimeProvider clock)
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastBackOff = TimeSpan.FromDays(1);

    /// <summary>Carries out what is due until the visit must stop.</summary>
    /// <param name="open">The host's ledger.</param>
    /// <param name="isAfterDeath">An earlier visit died: an errand that was in hand is put off, lest it starve the others.</param>
    /// <param name="mustStop">The visit's budget is used up, or the host wants peace.</param>
    /// <param name="cancellationToken">Stops the run; the errand in hand stays.</param>
    public async Task<ErrandReport> RunAsync(OpenLedger open, bool isAfterDeath, Func<bool> mustStop, CancellationToken cancellationToken)
    {
        var ledger = open.Ledger;
        var (hosts, elsewhere) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var known = new KnownMementos();
        string? trouble = null;
        foreach (var errand in ledger.DueErrands(clock.GetUtcNow()))
        {
            if (cancellationToken.IsCancellationRequested || mustStop())
            {
                break;
            }

            using var span = Telemetry.Continue("errand", errand.TraceParent)?.SetTag("url.full", errand.Page).SetTag("server.address", ledger.Manners.Host);
            if (isAfterDeath)
            {
                ledger.Errands[errand.Id] = PutOff(errand, clock.GetUtcNow()); // whatever comes of it now, it is not in the way again
                await open.CommitAsync(CancellationToken.None);
            }

            try
            {
                var (answer, couldNotAsk) = await search.CarryOutAsync(errand, ledger.Manners, known, cancellationToken);
                if (answer is null)
                {
                    trouble = couldNotAsk;
                    ledger.Errands[errand.Id] = errand with { Tries = errand.Tries + 1 };
                    break; // it is the host: the other errands would fare no better
                }

                await AnswerAsync(errand, answer, cancellationToken);
                hosts.Add(HostManners.HostOf(errand.Page));
                elsewhere.UnionWith(answer.Elsewhere.Select(HostManners.HostOf));
                ledger.Errands.Remove(errand.Id);
                ledger.ErrandFailures = 0;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error) when (error is not LedgerLostException)
            {
                trouble = $"an errand for {errand.Page} failed: {error.Message}"; // its own failure: put off, and the others go on
                ledger.Errands[errand.Id] = PutOff(errand, clock.GetUtcNow());
            }
        }

        if (trouble is not null || hosts.Count > 0)
        {
            BackOff(ledger, isTroubled: hosts.Count == 0);
        }

        var due = ledger.DueErrands(clock.GetUtcNow()).Count;
        if (due > 0 && hosts.Count == 0 && ledger.Manners.NotBefore > clock.GetUtcNow() + FirstBackOff)
        {
            trouble ??= $"{ledger.Manners.Host} wants no request before {ledger.Manners.NotBefore.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
        }

        return new ErrandReport(ledger.Manners.Host, hosts, due, ledger.Errands.Count, trouble) { Elsewhere = elsewhere };
    }

    /// <summary>Before the ledger drops the errand: a kill in between leaves the answer twice, which is one.</summary>
    private async Task AnswerAsync(Errand errand, ErrandAnswer answer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await inbox.LeaveAsync(new InboxItem { Url = errand.Page, Answer = answer, Time = now }, cancellationToken);
        if (errand.IsScheduled)
        {
            await calendar.WriteAsync(now, HostManners.HostOf(errand.Page), attempts: 0, cancellationToken);
        }
    }

    private void BackOff(Ledger ledger, bool isTroubled)
    {
        ledger.ErrandFailures = isTroubled ? ledger.ErrandFailures + 1 : 0;
        ledger.ErrandBackOff = isTroubled ? clock.GetUtcNow() + Doubled(ledger.ErrandFailures) : null;
    }

    private static Errand PutOff(Errand errand, DateTimeOffset now) => errand with { Tries = errand.Tries + 1, NotBefore = now + Doubled(errand.Tries + 1) };

    private static TimeSpan Doubled(int times)
    {
        var doubled = FirstBackOff * Math.Pow(2, Math.Min(times - 1, 16));
        return doubled < LastBackOff ? doubled : LastBackOff;
    }
}

/// <summary>What a visit did for pages of other hosts.</summary>
/// <param name="Host">The host that was asked.</param>
/// <param name="AnsweredHosts">The hosts in whose inboxes answers lie.</param>
/// <param name="Due">Errands that could be carried out at once by another visit.</param>
/// <param name="Waiting">All that are left.</param>
/// <param name="Trouble">Why the host could not be asked; null when it could.</param>
public sealed record ErrandReport(string Host, IReadOnlySet<string> AnsweredHosts, int Due, int Waiting, string? Trouble)
{
    /// <summary>Other hosts that it led to, which are to be asked next.</summary>
    public IReadOnlySet<string> Elsewhere { get; init; } = new HashSet<string>();
}
