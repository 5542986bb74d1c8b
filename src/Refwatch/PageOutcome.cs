using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Claims;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Repairing;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>What one check of one page found: data for every view of it.</summary>
public sealed record PageOutcome
{
    /// <summary>The watched page.</summary>
    public required Uri Url { get; init; }

    /// <summary>Where the redirects ended.</summary>
    public required Uri FinalUrl { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The HTTP status of the last answer, a redirect's when it led nowhere; null when there was none.</summary>
    public int? Status { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Why its claims were not compared ("PDF", "first check", …); null when they were.</summary>
    public string? NotCompared { get; init; }

    /// <summary>The archive lost what the page would have been compared with.</summary>
    public bool IsBaselineLost { get; init; }

    public required StoredCapture Capture { get; init; }

    public Change Change { get; init; } = Change.None;

    /// <summary>What it said on the days when editors read it, and what it says otherwise now.</summary>
    public IReadOnlyList<AccessBaseline> SinceRead { get; init; } = [];

    /// <summary>Public mementos that were verified for a repair, the best first; those that are refused say why.</summary>
    public IReadOnlyList<MementoCandidate> Candidates { get; init; } = [];

    /// <summary>The mementos that articles link already, judged; those that are no good say why.</summary>
    public IReadOnlyList<MementoCandidate> LinkedCopies { get; init; } = [];

    /// <summary>The timestamp of the capture that the change counts from; null where the alerts say it.</summary>
    public string? ComparedWith { get; init; }

    /// <summary>Sentences that cite the page and of which it said nothing when it was last read whole. Absence is not contradiction.</summary>
    public IReadOnlyList<CitedBy> NotFound { get; init; } = [];

    /// <summary>What this check has to tell maintainers.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];

    /// <summary>The checks so far, this one included, the newest last, shortened to spans of equal verdicts.</summary>
    public IReadOnlyList<VerdictSpan> History { get; init; } = [];

    /// <summary>How far rot is confirmed; null when none is seen.</summary>
    public Standing? Standing { get; init; }

    public string? Label { get; init; }

    /// <summary>The page's headline; null when its text was not read anew.</summary>
    public string? Title { get; init; }

    /// <summary>BCP 47 tag of the page's main text; null when its text was not read anew, or the language could not be told.</summary>
    public string? Language { get; init; }

    /// <summary>It is an article whose references are watched.</summary>
    public bool IsArticle { get; init; }

    /// <summary>The host was busy or wants no request yet: nothing was decided, ask again later.</summary>
    public bool IsPutOff { get; init; }

    /// <summary>The error of our own that kept the check from ending.</summary>
    public Exception? Error { get; init; }

    /// <summary>A person should look at it: it is not simply live, it says something else, or it raised an alert.</summary>
    public bool NeedsAttention =>
        Verdict.Kind is not VerdictKind.Live || !Change.IsEmpty || Alerts.Count > 0 || IsBaselineLost || SinceRead.Any(static baseline => baseline.TouchesSupport)
        || LinkedCopies.Any(static copy => copy.IsBad);

    /// <summary>With what other archives' mementos say of the page, and the alerts that follow.</summary>
    public PageOutcome WithMementos(PageState page, IReadOnlyList<Alert> alerts) => this with
    {
        SinceRead = [.. page.Mementos?.Baselines ?? []],
        Candidates = [.. page.Candidates],
        LinkedCopies = [.. page.Mementos?.Linked ?? []],
        Alerts = [.. Alerts, .. alerts],
    };

    public static PageOutcome Of(PageState page, Finding finding, StoredCapture stored, IReadOnlyList<Alert> alerts, IncidentRules rules) => new()
    {
        Url = page.Url,
        FinalUrl = finding.Capture.FinalUrl,
        Time = finding.Capture.Time,
        Status = finding.Status,
        Verdict = finding.Verdict,
        NotCompared = finding.BaselineLost ?? finding.NotCompared ?? (finding.IsFirst ? "first check" : null),
        IsBaselineLost = finding.BaselineLost is not null,
        Capture = stored,
        Change = finding.Change,
        NotFound = page.NotFound,
        Alerts = alerts,
        History = [.. page.History],
        Standing = page.Trouble is { } trouble ? new Standing(trouble.Visits, trouble.First, page.Incident is not null, rules) : null,
        Label = page.Label,
        Title = page.Title,
        Language = finding.Content?.Language,
        IsArticle = page.IsArticle,
    };

    /// <summary>The page was not asked: nothing was decided.</summary>
    public static PageOutcome PutOff(PageState page, Capture capture) => Undecided(page, capture.Time, capture.Failure?.Detail ?? "put off") with
    {
        IsPutOff = true,
    };

    /// <summary>The check itself failed, or the page was not reached: "could not ask" is never "gone".</summary>
    public static PageOutcome Undecided(PageState page, DateTimeOffset time, string why) => new()
    {
        Url = page.Url,
        FinalUrl = page.Url,
        Time = time,
        Verdict = new Verdict(VerdictKind.Unknown, [why]),
        NotCompared = "not asked",
        Capture = (page.LastCapture ?? new StoredCapture("", "", "", CaptureOutcome.None)) with { Outcome = CaptureOutcome.None },
        Label = page.Label,
        IsArticle = page.IsArticle,
    };
}

/// <summary>A verdict of rot on its way from provisional to told.</summary>
/// <param name="Visits">Visits that saw it.</param>
/// <param name="Since">The first of them.</param>
/// <param name="IsConfirmed">An incident is open: maintainers were told.</param>
/// <param name="Rules">What confirms it.</param>
public sealed record Standing(int Visits, DateTimeOffset Since, bool IsConfirmed, IncidentRules Rules);
