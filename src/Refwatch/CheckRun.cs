using System.Collections.Concurrent;
using Refwatch.Alerting;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>
/// A check that a person waits for: the named articles and pages, then everything the articles cite, each once, the hosts
/// side by side.
/// </summary>
public sealed class CheckRun(Func<VisitEvents, Visit> newVisit, CitingIndex citing, TimeProvider clock)
{
    /// <summary>Hosts visited at once.</summary>
    public int Parallel { get; init; } = 16;

    /// <summary>How long the run waits for hosts that are busy, without a page decided, before it gives up on them.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The archives of others that are asked after the pages; empty: none.</summary>
    public IReadOnlyList<Uri> TimeGates { get; init; } = [];

    /// <summary>How long the run waits for them: they are optional, and what they did not answer waits for the next run.</summary>
    public TimeSpan ServicePatience { get; init; } = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Checks the pages and reports each as it is decided.</summary>
    public async Task<CheckResult> RunAsync(IReadOnlyList<Demand> demands, IProgress<CheckProgress> progress, CancellationToken cancellationToken)
    {
        var outcomes = new ConcurrentDictionary<Uri, PageOutcome>();
        var articles = new List<ArticleReferences>();
        try
        {
            await RunAsync(demands, outcomes, articles, progress, cancellationToken);
            var services = await AskServicesAsync(outcomes, articles, cancellationToken);
            return new CheckResult(articles, [.. outcomes.Values]) { Services = services };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new CheckResult(articles, [.. outcomes.Values]) { IsStopped = true };
        }
    }

    private async Task RunAsync(
        IReadOnlyList<Demand> demands,
        ConcurrentDictionary<Uri, PageOutcome> outcomes,
        List<ArticleReferences> articles,
        IProgress<CheckProgress> progress,
        CancellationToken cancellationToken)
    {
        await VisitAllAsync([.. demands.Select(static demand => demand with { Url = PageUrl.Of(demand.Url) })], outcomes, progress, cancellationToken);

        foreach (var article in outcomes.Values.Where(static outcome => outcome.IsArticle).OrderBy(static outcome => outcome.Url.AbsoluteUri, StringComparer.Ordinal))
        {
            if (await citing.ReferencesOfAsync(article.Url, cancellationToken) is { } references)
            {
                articles.Add(references);
            }
        }

        var cited = articles.SelectMany(CitingIndex.PagesCitedBy).Distinct().Where(page => !outcomes.ContainsKey(page));
        await VisitAllAsync([.. cited.Select(static page => new Demand(page, Subscription: null))], outcomes, progress, cancellationToken);
    }

    private Task<IReadOnlyList<ServiceNote>> AskServicesAsync(
        ConcurrentDictionary<Uri, PageOutcome> outcomes, List<ArticleReferences> articles, CancellationToken cancellationToken)
    {
        var events = new VisitEvents { Settled = (page, alerts) => Settle(outcomes, page, alerts) };
        var linked = articles.SelectMany(static article => article.References).Select(static reference => reference.ArchiveUrl).OfType<Uri>()
            .Select(ErrandPlan.LinkedService).OfType<Uri>();
        IReadOnlyList<Uri> services = TimeGates.Count == 0 ? [] : [.. TimeGates.Concat(linked).DistinctBy(HostManners.HostOf)];
        return new ServiceRounds(newVisit, services, events, clock).RunAsync(ServicePatience, cancellationToken);
    }

    private static void Settle(ConcurrentDictionary<Uri, PageOutcome> outcomes, PageState page, IReadOnlyList<Alert> alerts)
    {
        if (outcomes.TryGetValue(page.Url, out var outcome))
        {
            outcomes[page.Url] = outcome.WithMementos(page, alerts);
        }
    }

    private async Task VisitAllAsync(
        IReadOnlyList<Demand> demands, ConcurrentDictionary<Uri, PageOutcome> outcomes, IProgress<CheckProgress> progress, CancellationToken cancellationToken)
    {
        var total = outcomes.Count + demands.Count;
        var lastProgress = clock.GetTimestamp();
        var open = demands;
        var givenUp = new ConcurrentDictionary<string, (string Why, Exception? Error)>(StringComparer.Ordinal);
        bool IsOpen(Demand demand) => !outcomes.TryGetValue(demand.Url, out var outcome) || outcome.IsPutOff;

        while (true)
        {
            var byHost = open.GroupBy(static demand => HostManners.HostOf(demand.Url));
            var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
            await System.Threading.Tasks.Parallel.ForEachAsync(byHost, options, async (host, stop) =>
            {
                var visit = newVisit(new VisitEvents
                {
                    Checked = outcome =>
                    {
                        outcomes[outcome.Url] = outcome;
                        progress.Report(new CheckProgress(outcomes.Values.Count(static done => !done.IsPutOff), total, outcome));
                    },
                });
                try
                {
                    if (await visit.CheckAsync(host.Key, [.. host], stop) is var end and (VisitEnd.HostSilent or VisitEnd.HostClosed))
                    {
                        givenUp.TryAdd(host.Key, (end is VisitEnd.HostSilent ? "other pages of it did not answer" : "it wants no request for now", null));
                    }
                }
                catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
                {
                    givenUp.TryAdd(host.Key, ($"the visit failed: {error.Message}", error)); // one host's trouble is not the run's
                }
            });

            var before = open.Count;
            open = [.. open.Where(demand => !givenUp.ContainsKey(HostManners.HostOf(demand.Url)) && IsOpen(demand))];
            lastProgress = open.Count < before ? clock.GetTimestamp() : lastProgress;
            if (open.Count == 0 || clock.GetElapsedTime(lastProgress) > Patience)
            {
                break;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }

        foreach (var demand in demands.Where(demand => !outcomes.ContainsKey(demand.Url)))
        {
            var host = HostManners.HostOf(demand.Url);
            var (why, error) = givenUp.GetValueOrDefault(host, ("another visit to it did not end in time", null));
            outcomes[demand.Url] = PageOutcome.Undecided(new PageState { Url = demand.Url }, clock.GetUtcNow(), $"{host} was not asked: {why}") with { Error = error };
        }
    }
}

/// <summary>How far a run is.</summary>
/// <param name="Done">Pages decided.</param>
/// <param name="Total">Pages known so far: an article's references are known only once it is read.</param>
/// <param name="Last">The page decided last.</param>
public sealed record CheckProgress(int Done, int Total, PageOutcome Last);

/// <summary>What a run found.</summary>
/// <param name="Articles">The articles with their references, in the articles' order.</param>
/// <param name="Pages">Every page that was checked, the articles among them.</param>
public sealed record CheckResult(IReadOnlyList<ArticleReferences> Articles, IReadOnlyList<PageOutcome> Pages)
{
    /// <summary>It was told to stop: these are the pages decided until then; the rest is asked by the next run.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Archives of others that could not answer: what they were asked waits for the next run.</summary>
    public IReadOnlyList<ServiceNote> Services { get; init; } = [];
}
