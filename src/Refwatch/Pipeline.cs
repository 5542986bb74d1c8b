using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>The parts of the house, put together once: every host (command line, Functions, web) starts here.</summary>
public sealed class Pipeline : IDisposable
{
    private readonly PageCheck _check;
    private readonly ReferenceWatch _referenceWatch;
    private readonly HostAlerts _hostAlerts;
    private readonly VisitOptions _visitOptions;

    /// <param name="captures">Write-once captures.</param>
    /// <param name="state">Ledgers, calendar, indexes, outbox.</param>
    /// <param name="settings">How to fetch, visit and tell.</param>
    /// <param name="clock">The time of everything.</param>
    /// <param name="web">Stands for the network in tests.</param>
    public Pipeline(IBlobStore captures, IBlobStore state, PipelineSettings settings, TimeProvider clock, HttpMessageHandler? web = null)
    {
        (captures, state) = (new MeteredBlobStore(captures, "captures"), new MeteredBlobStore(state, "state"));
        (State, Clock, _visitOptions) = (state, clock, settings.Visit);
        Fetcher = new Fetcher(settings.Fetch, clock, web);
        Archive = new Archive(captures, state);
        Citing = new CitingIndex(state);
        Calendar = new Calendar(state);
        Inbox = new Inbox(state);
        Outbox = new Outbox(state, clock);
        WatchLists = new WatchLists(state, Inbox, Calendar, clock);
        _referenceWatch = new ReferenceWatch(Citing, Inbox, Calendar, clock);
        _hostAlerts = new HostAlerts(settings.Incidents);
        _check = new PageCheck(Fetcher, Archive, Citing, _referenceWatch, new AlertRules(settings.Incidents, Citing));
    }

    public IBlobStore State { get; }

    public TimeProvider Clock { get; }

    public Fetcher Fetcher { get; }

    public Archive Archive { get; }

    public CitingIndex Citing { get; }

    public Calendar Calendar { get; }

    public Inbox Inbox { get; }

    public Outbox Outbox { get; }

    public WatchLists WatchLists { get; }

    /// <summary>A visit that tells of each page as it is decided.</summary>
    public Visit NewVisit(Action<PageOutcome> whenChecked) =>
        new(State, _check, _referenceWatch, Archive, Inbox, Calendar, Outbox, _hostAlerts, Clock, _visitOptions) { Checked = whenChecked };

    /// <summary>The planner over a queue.</summary>
    public Planner NewPlanner(IVisitQueue queue) => new(Calendar, queue, Clock);

    /// <summary>A check that a person waits for.</summary>
    public CheckRun NewCheckRun() => new(NewVisit, Citing, Clock);

    /// <inheritdoc/>
    public void Dispose() => Fetcher.Dispose();
}

/// <summary>What a host of the pipeline decides.</summary>
public sealed record PipelineSettings
{
    public FetchOptions Fetch { get; init; } = new();

    public VisitOptions Visit { get; init; } = new();

    public IncidentRules Incidents { get; init; } = IncidentRules.Default;
}
