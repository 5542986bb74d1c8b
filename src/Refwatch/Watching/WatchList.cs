using Refwatch.Alerting;

namespace Refwatch.Watching;

/// <summary>What a maintainer wants watched, and how to tell them.</summary>
public sealed record WatchList
{
    /// <summary>Names the list in alerts and subscriptions; the file's name without extension unless the file says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>Articles whose references are all watched.</summary>
    public IReadOnlyList<WatchedTarget> Articles { get; init; } = [];

    /// <summary>Pages watched for themselves.</summary>
    public IReadOnlyList<WatchedTarget> Pages { get; init; } = [];

    /// <summary>Where alerts go; empty when nobody is to be told.</summary>
    public IReadOnlyList<ChannelSettings> Channels { get; init; } = [];

    /// <summary>How a site's operator reaches the maintainer: a mail address or a URL, sent in the User-Agent.</summary>
    public string? Contact { get; init; }

    /// <summary>Pause between two requests to one host; null: the fetcher's own.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Most requests to one host in a UTC day; null: the fetcher's own.</summary>
    public int? RequestsPerDay { get; init; }

    /// <summary>TimeGates of the archives that are asked what pages said before; empty: none; null: the default.</summary>
    public IReadOnlyList<Uri>? TimeGates { get; init; }

    /// <summary>Visits that must see rot, or a silent host, before it is told; null: as the program does by default.</summary>
    public int? ConfirmVisits { get; init; }

    /// <summary>Time from the first of these visits to the last; null: as the program does by default.</summary>
    public TimeSpan? ConfirmAfter { get; init; }
}

/// <summary>One line of a watch list.</summary>
/// <param name="Url">An absolute http or https URL without a fragment.</param>
/// <param name="Label">The maintainer's own name for it.</param>
/// <param name="Interval">Time from one check to the next.</param>
public sealed record WatchedTarget(Uri Url, string? Label, TimeSpan Interval)
{
    /// <summary>Which checks leave a capture.</summary>
    public ArchivePolicy Archive { get; init; }

    /// <summary>Style sheets and images are captured with the page.</summary>
    public bool Requisites { get; init; }

    /// <summary>How long captures are kept that nothing rests on; null: for ever.</summary>
    public TimeSpan? Retention { get; init; }
}
