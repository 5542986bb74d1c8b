namespace Refwatch.Watching;

/// <summary>Why a page is watched: a watch list names it, or a watched article cites it.</summary>
public sealed record Subscription
{
    /// <summary>Who asks: "list:NAME", or the URL of the citing article. One subscription a source and page.</summary>
    public required string Source { get; init; }

    /// <summary>A person named the page, by a watch list or on demand; else an article cites it.</summary>
    public bool IsOfList => Source.StartsWith("list:", StringComparison.Ordinal);

    /// <summary>What the source takes the page for.</summary>
    public PageRole Role { get; init; }

    /// <summary>The name a person gave the page.</summary>
    public string? Label { get; init; }

    /// <summary>Time between two checks; null when it is checked only on demand.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Which checks leave a capture.</summary>
    public ArchivePolicy Archive { get; init; }

    /// <summary>The page's style sheets and images are captured with it.</summary>
    public bool Requisites { get; init; }

    /// <summary>How long captures are kept that nothing rests on; null: for ever.</summary>
    public TimeSpan? Retention { get; init; }

    /// <summary>The watch lists whose channels receive the page's alerts.</summary>
    public IReadOnlyList<string> Lists { get; init; } = [];

    /// <summary>Since when this source asks for this archive policy and retention; null: since before that was noted.</summary>
    public DateTimeOffset? PolicySince { get; init; }

    public bool SaysTheSameAs(Subscription other) => this == other with { Lists = Lists, PolicySince = PolicySince } && Lists.SequenceEqual(other.Lists);

    public bool KeepsTheSameAs(Subscription other) => (Archive, Retention) == (other.Archive, other.Retention);
}

public enum PageRole
{
    /// <summary>A page whose claims are watched.</summary>
    Page,

    /// <summary>An article: what it cites is watched too.</summary>
    Article,

    /// <summary>An article if it has references, else a page.</summary>
    Either,
}
