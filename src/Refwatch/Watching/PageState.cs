using System.Text.Json.Serialization;
using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Archiving.Requisites;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Repairing;
using Refwatch.Verdicts;

namespace Refwatch.Watching;

/// <summary>All that is known of one watched page between two checks: a row of its host's ledger.</summary>
public sealed class PageState
{
    private static readonly TimeSpan FullCaptureEvery = TimeSpan.FromDays(365);

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

    /// <summary>What it said before the baseline, to recognise what is put back.</summary>
    public EarlierTexts Earlier { get; set; } = EarlierTexts.None;

    /// <summary>Sentences of articles of which it said nothing when it was last read whole.</summary>
    public IReadOnlyList<CitedBy> NotFound { get; set; } = [];

    /// <summary>The newest capture stored, readable or not.</summary>
    public StoredCapture? LastCapture { get; set; }

    /// <summary>A soft 404 was suspected at the last check and could be neither proved nor ruled out: the same answer is judged anew.</summary>
    public bool IsSuspect { get; set; }

    /// <summary>The day (UTC) on which its host was last asked for an address that cannot exist.</summary>
    public DateOnly? Probed { get; set; }

    /// <summary>The checks so far, the newest last, shortened to spans of equal verdicts.</summary>
    public List<VerdictSpan> History { get; init; } = [];

    /// <summary>When its whole body was stored last.</summary>
    public DateTimeOffset? LastFullCapture { get; set; }

    /// <summary>The checks since then that stored nothing; null when there were none.</summary>
    public UnchangedChecks? Unchanged { get; set; }

    /// <summary>Style sheets and images of its newest capture that are still to be fetched.</summary>
    public IReadOnlyList<MissingRequisite> MissingRequisites { get; set; } = [];

    public Trouble? Trouble { get; set; }

    public Incident? Incident { get; set; }

    /// <summary>Public mementos that were verified for a reference which rotted or drifted, the best first.</summary>
    public List<MementoCandidate> Candidates { get; init; } = [];

    /// <summary>What other archives hold of it, and what was asked of them; null until that was looked through.</summary>
    public MementoState? Mementos { get; set; }

    /// <summary>Since when no check reached it; null when the last one did.</summary>
    public DateTimeOffset? UnreachableSince { get; set; }

    /// <summary>Alerts decided with this row; the outbox follows from them.</summary>
    public List<Alert> Pending { get; init; } = [];

    /// <summary>References were found on it and one of its subscriptions takes it for an article.</summary>
    public bool IsArticle { get; set; }

    /// <summary>As what an article subscribed to the pages that it cites; null when it is to tell them all anew.</summary>
    public Subscription? FollowedAs { get; set; }

    /// <summary>How often a visit died while this page was in hand.</summary>
    public int TimesInHand { get; set; }

    /// <summary>Checks in a row that ended in an error of our own.</summary>
    public int Failures { get; set; }

    [JsonIgnore]
    public string? Label => Subscriptions.Select(static subscription => subscription.Label).FirstOrDefault(static label => label is not null);

    [JsonIgnore]
    public IReadOnlyList<string> Lists => [.. Subscriptions.SelectMany(static subscription => subscription.Lists).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The shortest interval that anyone asked for wins.</summary>
    [JsonIgnore]
    public TimeSpan? Interval => Subscriptions.Min(static subscription => subscription.Interval);

    /// <summary>A watched article cites it.</summary>
    [JsonIgnore]
    public bool IsCited => Subscriptions.Exists(static subscription => !subscription.IsOfList);

    /// <summary>The fullest policy that anyone asked for wins.</summary>
    [JsonIgnore]
    public ArchivePolicy Archive => Subscriptions.Select(static subscription => subscription.Archive).DefaultIfEmpty().Max();

    [JsonIgnore]
    public bool WantsRequisites => Subscriptions.Exists(static subscription => subscription.Requisites);

    /// <summary>The longest retention wins; null, for ever, when anyone asked for none, or when nobody watches it any more.</summary>
    [JsonIgnore]
    public TimeSpan? Retention => Subscriptions.TrueForAll(static subscription => subscription.Retention is not null)
        ? Subscriptions.Max(static subscription => subscription.Retention)
        : null;

    /// <summary>A page that stays as it is is fetched and stored whole once a year, held payload or not: no archive rests on one copy.</summary>
    public bool IsFullCaptureDue(DateTimeOffset now) => LastCapture is not null && now - LastFullCapture >= FullCaptureEvery;

    /// <summary>What a request at that time may send to be spared the whole body.</summary>
    public Validators? ValidatorsAt(DateTimeOffset now) => IsFullCaptureDue(now) ? null : Validators;

    [JsonIgnore]
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
        Subscriptions.Add(subscription with { PolicySince = known is not null && known.KeepsTheSameAs(subscription) ? known.PolicySince : now });
        NextCheck = Interval is { } interval ? Sooner(NextCheck, (LastCheck + interval) ?? now) : null;
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

    /// <summary>Takes in what another host's visit found out for it. Repeating it is harmless.</summary>
    public void Take(ErrandAnswer answer)
    {
        (Mementos ??= new MementoState()).Take(answer);
        if (answer is { Kind: ErrandKind.Repair, Candidates.Count: > 0 } && !Candidates.Exists(static candidate => candidate.Refusal is null))
        {
            Candidates.Clear();
            Candidates.AddRange(answer.Candidates);
        }
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
        NotFound = finding.NotFound ?? NotFound;
        Pending.AddRange(alerts);
        UnreachableSince = finding.Verdict.Kind is VerdictKind.Unreachable ? UnreachableSince ?? LastCheck : null;

        if (stored.Outcome is CaptureOutcome.New or CaptureOutcome.Revisit)
        {
            LastCapture = stored;
            LastFullCapture = stored.Outcome is CaptureOutcome.New && !finding.Capture.IsNotModified ? finding.Capture.Time : LastFullCapture;
            Unchanged = null;
            MissingRequisites = WantsRequisites && finding is { Verdict.IsReadable: true, Document: { } page }
                ? [.. PageRequisites.Of(page).Select(static url => new MissingRequisite(url, Depth: 0, Tries: 0))]
                : MissingRequisites;
            if (MayReplaceBaseline(finding))
            {
                Baseline = new Baseline(stored, finding.TextDigest, ContentExtractor.Version);
                Earlier = finding.Earlier ?? Earlier;
            }
        }
        else if (stored.Outcome is CaptureOutcome.Unchanged)
        {
            Unchanged = UnchangedChecks.After(Unchanged, finding.Capture.Time);
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

    /// <summary>Its newest readable capture is a text, and stands for what the page says now.</summary>
    public bool CanBeCompared() => Verdict is { IsReadable: true } && NotCompared is null && Baseline is { TextDigest.Length: > 0 };

    /// <summary>A shell or a file that was served for a day must not take the place of a text to compare with.</summary>
    private bool MayReplaceBaseline(Finding finding) =>
        finding is { IsNew: true, Verdict.IsReadable: true } && (finding.NotCompared is null || Baseline is null || Baseline.TextDigest.Length == 0);

    private static DateTimeOffset Sooner(DateTimeOffset? left, DateTimeOffset right) => left < right ? left.Value : right;
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
public sealed record Baseline(StoredCapture Capture, string TextDigest, int ExtractorVersion)
{
    /// <summary>The text is word for word the baseline's: then the archive need not be asked what that said.</summary>
    public bool Says(PageContent? content) =>
        content is not null && ExtractorVersion == ContentExtractor.Version && TextDigest == Finding.DigestOf(content);
}

/// <summary>A verdict of rot that waits for confirmation: a single 404 is no news.</summary>
public sealed record Trouble(VerdictKind Kind, DateTimeOffset First, DateTimeOffset Last, int Visits)
{
    /// <summary>Counts another sighting. Gone, Soft404 and Usurped are one trouble: servers change their mind how to say it.</summary>
    public static Trouble Seen(Trouble? before, VerdictKind kind, DateTimeOffset time) =>
        before is null ? new Trouble(kind, time, time, 1) : before with { Kind = kind, Last = time, Visits = before.Visits + 1 };
}

/// <summary>A condition that was confirmed and told; it ends when the page is readable again.</summary>
public sealed record Incident(string Id, VerdictKind Kind, DateTimeOffset Opened);
