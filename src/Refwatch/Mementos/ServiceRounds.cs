using System.Collections.Concurrent;
using Refwatch.Fetching;
using Refwatch.Watching;

namespace Refwatch.Mementos;

/// <summary>
/// The second half of a check that a person waits for: visits to the archives of others, then to the hosts for whose pages they had
/// answers. What is not answered in time stays in the ledgers, and is carried out by the next run.
/// </summary>
internal sealed class ServiceRounds(Func<VisitEvents, Visit> newVisit, IReadOnlyList<Uri> services, VisitEvents events, TimeProvider clock)
{
    /// <summary>An aggregator may lead anywhere; the others are asked in the next runs.</summary>
    private const int MostServices = 12;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Returns what became of each service that something was asked of.</summary>
    public async Task<IReadOnlyList<ServiceNote>> RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var notes = new ConcurrentDictionary<string, ServiceNote>(StringComparer.Ordinal);
        var hosts = services.Select(HostManners.HostOf).Distinct(StringComparer.Ordinal).ToList();
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);

        // A service that has nothing leaves the question to the next one, or leads to one: as many rounds as there are services.
        for (var round = 0; round < hosts.Count; round++)
        {
            var (answered, elsewhere) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
            await Task.WhenAll(hosts.Select(host => AskAsync(host, notes, answered, elsewhere, either.Token)));
            hosts = [.. hosts.Union(elsewhere).Take(MostServices)];
            await Task.WhenAll(answered.Distinct(StringComparer.Ordinal).Select(host => FoldAsync(host, cancellationToken)));
            if (answered.IsEmpty || either.IsCancellationRequested)
            {
                break;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return [.. notes.Values.OrderBy(static note => note.Host, StringComparer.Ordinal)];
    }

    /// <summary>Visits to one service, until nothing that could be done at once is left.</summary>
    private async Task AskAsync(string host, ConcurrentDictionary<string, ServiceNote> notes, ConcurrentBag<string> answered, ConcurrentBag<string> elsewhere, CancellationToken stop)
    {
        ErrandReport? report = null;
        try
        {
            while (true)
            {
                report = null;
                var end = await newVisit(events with { Reported = ran => report = ran }).CheckAsync(host, [], stop);
                foreach (var page in report?.AnsweredHosts ?? (IReadOnlySet<string>)new HashSet<string>())
                {
                    answered.Add(page);
                }

                foreach (var service in report?.Elsewhere ?? new HashSet<string>())
                {
                    elsewhere.Add(service);
                }

                if (end is not VisitEnd.HeldByAnother && report is null or { Due: 0 } or { Trouble: not null })
                {
                    break;
                }

                stop.ThrowIfCancellationRequested();
                await Task.Delay(Pause, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            report = new ErrandReport(host, report?.AnsweredHosts ?? new HashSet<string>(), 0, report?.Waiting ?? 1, "it did not answer in time");
        }
        catch (Exception error)
        {
            report = new ErrandReport(host, new HashSet<string>(), 0, 1, error.Message); // a service's trouble is not the run's
        }

        if (report is { } last && (last.Waiting > 0 || last.Trouble is not null))
        {
            notes[host] = new ServiceNote(host, last.Trouble, last.Waiting);
        }
        else
        {
            notes.TryRemove(host, out _);
        }
    }

    /// <summary>A visit that asks the host nothing, and folds in what came for its pages.</summary>
    private async Task FoldAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            while (await newVisit(events).CheckAsync(host, [], cancellationToken) is VisitEnd.HeldByAnother)
            {
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
        catch (Exception error) when (error is IOException or LedgerLostException)
        {
            // The answer stays in the inbox: the host's next visit folds it in.
        }
    }
}

/// <summary>A service that could not answer all that was asked of it.</summary>
/// <param name="Host">The service.</param>
/// <param name="Trouble">Why it could not be asked; null when it was only too much for one run.</param>
/// <param name="Waiting">What is left for the next run.</param>
public sealed record ServiceNote(string Host, string? Trouble, int Waiting);
