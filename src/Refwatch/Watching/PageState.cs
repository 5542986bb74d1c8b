using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Repairing;
using Refwatch.Verdicts;

namespace Refwatch.Watching;

/// <summary>All that is known of one watched page between two checks: a row of its host's ledger.</summary>
public sealed class PageState
{
    public required Uri Url { get; init; }

    /// <summary>Who watches it; empty only until the row is dropped.</summary>
    public List<Subscription> Subscriptions { get; init; } = [];

    /// <summary>Null when it is checked only on demand.</summary>
    public DateTimeOffset? NextCheck { get; set; }

    public DateTimeOffset? LastCheck { get; set; }

    public Validators? Validators { get; set; }

    /// <summary>What the last answer was, to recognise the same answer without opening the archive.</summary>
    public SeenAnswer? Seen { get; set; }

    public Verdict? Verdict { get; set; }

    /// <summary>The headline when it was last read.</summary>
    public string? Title { get; set; }

    /// <summary>Why its claims were not compared at the last check; null when they were.</summary>
    public string? NotCompared { get; set; }

    /// <summary>The capture that it is compared with: the newest readable one.</summary>
    public Baseline? Baseline { get; set; }

    /// <summary>The newest capture stored, readable or not.</summary>
    public StoredCapture? LastCapture { get; set; }

    /// <summary>A soft 404 was suspected at the last check and could be neither proved nor ruled out: the same answer is judged anew.</summary>
    public bool IsSuspect { get; set; }

    /// <summary>The day (UTC) on which its host was last asked for an address that cannot exist.</summary>
    public DateOnly? Probed { get; set; }

    /// <summary>The checks so far, the newest last, shortened to spans of equal verdicts.</summary>
    public List<VerdictSpan> History { get; init; } = [];

    public Trouble? Trouble { get; set; }

    public Incident? Incident { get; set; }

    /// <summary>Public mementos that were verified for a reference which rotted or drifted, the best first.</summary>
    public List<MementoCandidate> Candidates { get; init; } = [];

    /// <summary>Alerts decided with this row; the outbox follows from them.</summary>
    public List<Alert> Pending { get; init; } = [];

    /// <summary>References were found on it and one of its subscriptions takes it for an article.</summary>
    public bool IsArticle { get; set; }

    /// <summary>How often a visit died while this page was in hand.</summary>
    public int TimesInHand { get; set; }

    /// <summary>Checks in a row that ended in an error of our own.</summary>
    public int Failures { get; set; }

    public string? Label => Subscriptions.Select(static subscription => subscription.Label).FirstOrDefault(static label => label is not null);

    public IReadOnlyList<string> Lists => [.. Subscriptions.SelectMany(static subscription => subscription.Lists).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The shortest interval that anyone asked for wins.</summary>
    public TimeSpan? Interval => Subscriptions.Min(static subscription => subscription.Interval);

    public bool MayBeArticle => Subscriptions.Exists(static subscription => subscription.Role is not PageRole.Page);

    /// <summary>Adds a subscription in place of an earlier one of the same source.</summary>
    public void Subscribe(Subscription subscription, DateTimeOffset now)
    {
        var known = Subscriptions.Find(other => other.Source == subscription.Source);
        if (known is not null && known.SaysTheSameAs(subscription))
        {
            return;
        }

        Subscriptions.Remove(known!);
        Subscriptions.Add(subscription);
        NextCheck = Interval is { } interval ? Earlier(NextCheck, (LastCheck + interval) ?? now) : null;
        if (subscription.Role is not PageRole.Page)
        {
            (Seen, Validators) = (null, null); // its references must be read again: ask for the whole page
        }
    }

    public void Unsubscribe(string source)
    {
        if (Subscriptions.RemoveAll(subscription => subscription.Source == source) > 0 && IsArticle)
        {
            (Seen, Validators) = (null, null); // what it cites is watched as it is: tell them
        }

        NextCheck = Interval is null ? null : NextCheck;
    }

    /// <summary>The server gave the same answer as at the last check: 304, or the same bytes from the same place.</summary>
    public bool Recognises(Capture capture, WebDocument? document) =>
        Verdict is not null
        && !IsSuspect
        && LastCapture is not null
        && (capture.IsNotModified || (document is not null && Seen == SeenAnswer.Of(capture, document)));

    /// <summary>Takes in what a check found; the ledger's next write makes it count.</summary>
    public void Accept(Finding finding, StoredCapture stored, IReadOnlyList<Alert> alerts)
    {
        LastCheck = finding.Capture.Time;
        NextCheck = finding.Capture.Time + Interval;
        Failures = 0;
        TimesInHand = 0;
        VerdictSpan.Add(History, finding.Verdict.Kind, finding.Status, finding.Capture.Time, stored.Timestamp.Length > 0 ? stored.Timestamp : null);
        Verdict = finding.Verdict;
        IsSuspect = finding.Verdict.IsSuspect;
        NotCompared = finding.NotCompared;
        Title = finding.Content?.Title is { Length: > 0 } title ? title : Title;
        Pending.AddRange(alerts);

        if (stored.Outcome is CaptureOutcome.New or CaptureOutcome.Revisit)
        {
            LastCapture = stored;
            Baseline = MayReplaceBaseline(finding) ? new Baseline(stored, finding.TextDigest, ContentExtractor.Version) : Baseline;
        }

        if (finding is { IsNew: true, Capture.Answer: { } answer, Document: { } document })
        {
            Seen = SeenAnswer.Of(finding.Capture, document);
            Validators = finding.Verdict is { IsReadable: true, IsSuspect: false } ? new Validators(answer.Header("ETag"), answer.Header("Last-Modified")) : null;
        }
        else if (finding.IsNew)
        {
            (Seen, Validators) = (null, null); // no answer: the next one is new, whatever it says
        }
    }

    /// <summary>A shell or a file that was served for a day must not take the place of a text to compare with.</summary>
    private bool MayReplaceBaseline(Finding finding) =>
        finding.Verdict.IsReadable && (finding.NotCompared is null || Baseline is null || Baseline.TextDigest.Length == 0);

    private static DateTimeOffset Earlier(DateTimeOffset? left, DateTimeOffset right) => left < right ? left.Value : right;
}

/// <summary>What an answer is recognised by.</summary>
public sealed record SeenAnswer(int Status, string FinalUrl, string ContentDigest)
{
    public static SeenAnswer Of(Capture capture, WebDocument document) =>
        new(capture.Answer?.Status ?? 0, capture.FinalUrl.AbsoluteUri, document.ContentDigest);
}

/// <summary>The capture that later ones are compared with.</summary>
/// <param name="Capture">Where it lies in the archive.</param>
/// <param name="TextDigest">SHA-256 of its main text, as that extractor version read it.</param>
/// <param name="ExtractorVersion">Another version reads the text again from the archive before it compares.</param>
public sealed record Baseline(StoredCapture Capture, string TextDigest, int ExtractorVersion);

/// <summary>A verdict of rot that waits for confirmation: a single 404 is no news.</summary>
public sealed record Trouble(VerdictKind Kind, DateTimeOffset First, DateTimeOffset Last, int Visits)
{
    /// <summary>Counts another sighting. Gone, Soft404 and Usurped are one trouble: servers change their mind how to say it.</summary>
    public static Trouble Seen(Trouble? before, VerdictKind kind, DateTimeOffset time) =>
        before is null ? new Trouble(kind, time, time, 1) : before with { Kind = kind, Last = time, Visits = before.Visits + 1 };
}

/// <summary>A condition that was confirmed and told; it ends when the page is readable again.</summary>
public sealed record Incident(string Id, VerdictKind Kind, DateTimeOffset Opened);
