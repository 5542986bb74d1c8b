namespace Refwatch.Citing;

/// <summary>One article's use of one page: what a change of the page may touch.</summary>
/// <param name="Article">The article's URL.</param>
/// <param name="Revision">The revision that the passage was read from.</param>
/// <param name="Name">The ref name where it has one.</param>
/// <param name="Number">The reference's number, for display.</param>
/// <param name="Passage">The sentences that rest on the page.</param>
public sealed record Citation(string Article, string? Revision, string? Name, int Number, IReadOnlyList<PassageSentence> Passage)
{
    /// <summary>BCP 47 tag of the article.</summary>
    public string? Language { get; init; }

    /// <summary>ISO 8601: the day the editor read the page.</summary>
    public string? AccessDate { get; init; }

    /// <summary>The archived copy that the article links.</summary>
    public Uri? ArchiveUrl { get; init; }

    /// <summary>ISO 8601: the day of that copy.</summary>
    public string? ArchiveDate { get; init; }
}
