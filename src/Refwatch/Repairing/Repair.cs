namespace Refwatch.Repairing;

/// <summary>What a reference should say from now on.</summary>
/// <param name="Page">The cited page.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Today">The day on which a tag says that it was set.</param>
public sealed record Repair(Uri Page, UrlStatus Status, DateOnly Today)
{
    /// <summary>The memento to link; null when none was found.</summary>
    public Uri? Memento { get; init; }

    /// <summary>The memento's time; with <see cref="Memento"/> alone.</summary>
    public DateTimeOffset MementoTime { get; init; }

    /// <summary>A copy was looked for: a tag may say so.</summary>
    public bool CopyWasSought { get; init; }

    /// <summary>The copy that the reference links already does not show the page: the memento takes its place.</summary>
    public bool ReplacesArchive { get; init; }
}
