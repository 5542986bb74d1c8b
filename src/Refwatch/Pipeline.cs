using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Exporting;
using Refwatch.Archiving.Fixity;
using Refwatch.Archiving.Importing;
using Refwatch.Archiving.Requisites;
using Refwatch.Archiving.Retention;
using Refwatch.Bisecting;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Repairing;
using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>The parts of the house, put together once: every host (command line, Functions, web) starts here.</summary>
public sealed class Pipeline : IDisposable
{
    private readonly PageCheck _check;
    private readonly ReferenceWatch _referenceWatch;
    private readonly MementoCheck _mementoCheck;
    private readonly ErrandRun _errandRun;
    private readonly PipelineSettings _settings;
    private readonly HostAlerts _hostAlerts;

    /// <param name="captures">Write-once captures.</param>
    /// <param name="state">Ledgers, calendar, indexes, outbox.</param>
    /// <param name="settings">How to fetch, visit and tell.</param>
    /// <param name="clock">The time of everything.</param>
    /// <param name="web">Stands for the network in tests.</param>
    public Pipeline(IBlobStore captures, IBlobStore state, PipelineSettings settings, TimeProvider clock, HttpMessageHandler? web = null)
    {
        (captures, state) = (new MeteredBlobStore(captures, "captures"), new MeteredBlobStore(state, "state"));
        (Captures, State, Clock, _settings) = (captures, state, clock, settings);
        Fetcher = new Fetcher(settings.Fetch, clock, web);
        Archive = new Archive(captures, state);
        Journal = new Journal(captures);
        Takedown = new Takedown(captures, state, clock);
        Citing = new CitingIndex(state);
        Calendar = new Calendar(state);
        Inbox = new Inbox(state);
        Outbox = new Outbox(state, clock);
        WatchLists = new WatchLists(state, Inbox, Calendar, clock);
        Reports = new ReportReader(state, Citing, Archive, settings.Incidents, clock);
        _referenceWatch = new ReferenceWatch(Citing, Inbox, Calendar, clock);
        _hostAlerts = new HostAlerts(settings.Incidents);
        _check = new PageCheck(Fetcher, new Inquiry(Fetcher), Archive, Citing, _referenceWatch, new AlertRules(settings.Incidents, Citing));
        _mementoCheck = new MementoCheck(Citing, new AccessDrift(Archive, settings.Mementos), Inbox, Calendar, clock, settings.Mementos);
        _errandRun = new ErrandRun(new MementoSearch(Fetcher, Archive, Citing, settings.Mementos), Inbox, Calendar, clock);
    }

    public IBlobStore Captures { get; }

    public IBlobStore State { get; }

    public TimeProvider Clock { get; }

    public Fetcher Fetcher { get; }

    public Archive Archive { get; }

    public Journal Journal { get; }

    public Takedown Takedown { get; }

    public Bisection Bisection => new(Archive);

    public CitingIndex Citing { get; }

    public Calendar Calendar { get; }

    public Inbox Inbox { get; }

    public Outbox Outbox { get; }

    public WatchLists WatchLists { get; }

    public ReportReader Reports { get; }

    /// <summary>A visit that tells of each page as it is decided, and asks a queue for the next visit when it can't do all that is due.</summary>
    public Visit NewVisit(Action<PageOutcome> whenChecked, IVisitQueue? queue = null) => NewVisit(new VisitEvents { Checked = whenChecked }, queue);

    /// <summary>A visit that tells what it does.</summary>
    public Visit NewVisit(VisitEvents events, IVisitQueue? queue = null) =>
        new(State, NewRound(events), _referenceWatch, Archive, Inbox, Calendar, Outbox, Clock, _settings.Visit) { Queue = queue };

    /// <summary>The planner over a queue.</summary>
    public Planner NewPlanner(IVisitQueue queue) => new(Calendar, queue, Clock) { FirstWatchdog = _settings.Visit.Watchdog };

    /// <summary>A check that a person waits for.</summary>
    public CheckRun NewCheckRun() => new(events => NewVisit(events), Citing, Clock) { TimeGates = _settings.Mementos.TimeGates };

    /// <summary>Which pages have no public memento.</summary>
    public SavePlan NewSavePlan() => new(State, Citing, Fetcher, Clock);

    /// <summary>The watch lists in force.</summary>
    public Task<IReadOnlyList<WatchList>> ListsInForceAsync(CancellationToken cancellationToken) => Watching.WatchLists.InForceAsync(State, cancellationToken);

    /// <summary>Writes a part of the archive to a file.</summary>
    /// <param name="contact">Whose archive it is.</param>
    public ArchiveExport NewExport(string? contact) => new(Captures, Archive, Citing, Clock) { Operator = contact };

    /// <summary>What the retention rules in force let go of.</summary>
    public RetentionPlan NewRetentionPlan() => new(Archive, Captures, State, Citing, Clock);

    /// <summary>Takes other archives' files in.</summary>
    public ArchiveImport NewImport(string actor) => new(Archive, Journal, actor, Clock);

    /// <summary>Reads the whole archive again.</summary>
    public Verification NewVerification(VerificationOptions options, Action<FixityProblem> found) => new(Captures, State, options, found);

    /// <summary>Rebuilds the indexes from the captures.</summary>
    public Reindex NewReindex(Action<string> whenRead) => new(Captures, State) { Read = whenRead };

    /// <summary>Rebuilds ledgers that are gone.</summary>
    public LedgerRebuild NewLedgerRebuild() => new(Captures, State, Citing, Calendar, Clock);

    /// <summary>The day's manifest.</summary>
    /// <param name="signers">Who seals it.</param>
    /// <param name="backlog">How old a manifest may be to be sealed; null: a week.</param>
    public ManifestWriter NewManifestWriter(IReadOnlyList<IManifestSigner> signers, TimeSpan? backlog = null) =>
        new(Captures, signers, Clock) { Backlog = backlog ?? ManifestWriter.DefaultBacklog };

    /// <summary>Custody sheets.</summary>
    public CustodyReader NewCustodyReader(Seals seals) => new(Captures, State, seals);

    private HostRound NewRound(VisitEvents events) =>
        new(State, _check, _mementoCheck, _errandRun, new RequisiteCapture(Fetcher, Archive, Clock), _hostAlerts, Clock, _settings.Visit) { Events = events };

    /// <inheritdoc/>
    public void Dispose() => Fetcher.Dispose();
}

/// <summary>What a host of the pipeline decides.</summary>
public sealed record PipelineSettings
{
    public FetchOptions Fetch { get; init; } = new();

    public VisitOptions Visit { get; init; } = new();

    /// <summary>Which archives of others are asked; none unless a host says so.</summary>
    public MementoSettings Mementos { get; init; } = new();

    public IncidentRules Incidents { get; init; } = IncidentRules.Default;
}
