using Refwatch.Claims;

namespace Refwatch.Alerting;

/// <summary>A message to a maintainer, complete in itself: channels only render it.</summary>
public sealed record Alert
{
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Digest of what it is about: the same event always has the same id.</summary>
    public required string Id { get; init; }

    public required AlertKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>The watched page.</summary>
    public required string Page { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The verdict of the check that raised it, in the verdicts' words.</summary>
    public string? Verdict { get; init; }

    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The changed claims with the cited passages that rest on them, the most significant first.</summary>
    public IReadOnlyList<ClaimChange> Changes { get; init; } = [];

    /// <summary>Changed claims beyond <see cref="Changes"/>, of less weight.</summary>
    public int MoreChanges { get; init; }

    /// <summary>Of an alert about the page as a whole (link rot): the articles' sentences that rest on it.</summary>
    public IReadOnlyList<CitedBy> CitedBy { get; init; } = [];

    /// <summary>A fact changed without a correction notice and without a modified-date that moved on.</summary>
    public bool IsSilentEdit { get; init; }

    /// <summary>Timestamp (14 digits) of an earlier capture whose text the page has again; null when its text is a new one.</summary>
    public string? RestoredTo { get; init; }

    /// <summary>A watched article cites the page; else a list alone names it.</summary>
    public bool IsCited { get; init; }

    /// <summary>Timestamp (14 digits) of the capture that the page was compared with.</summary>
    public string? Before { get; init; }

    /// <summary>Timestamp (14 digits) of the capture that shows the change.</summary>
    public string? After { get; init; }

    /// <summary>The day on which an editor read the page, when that is what it was compared with (ISO 8601).</summary>
    public string? AccessDate { get; init; }

    /// <summary>The public memento of that day; null when the capture is our own.</summary>
    public string? Memento { get; init; }

    /// <summary>The watch lists whose channels receive it.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];
}

public enum AlertKind
{
    /// <summary>A claim changed, was added or removed.</summary>
    ContentDrift,

    /// <summary>The reference is gone, usurped or a soft 404, confirmed over several visits.</summary>
    LinkRot,

    /// <summary>An incident is over.</summary>
    Recovered,

    /// <summary>A host could not be asked for several visits.</summary>
    HostUnreachable,
}
