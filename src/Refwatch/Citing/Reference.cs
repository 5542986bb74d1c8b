using System.Text.Json.Serialization;

namespace Refwatch.Citing;

/// <summary>What an article cites, read from one revision of it.</summary>
public sealed record ArticleReferences
{
    public required Uri Article { get; init; }

    /// <summary>The article's title as displayed.</summary>
    public string? Title { get; init; }

    /// <summary>The revision that was read (MediaWiki's oldid); null when the page does not say.</summary>
    public string? Revision { get; init; }

    /// <summary>BCP 47 tag, e.g. "en", "ru", "kk".</summary>
    public string? Language { get; init; }

    public required IReadOnlyList<Reference> References { get; init; }
}

/// <summary>One footnote of an article; identified by its URLs and <see cref="Name"/>, its number is for display.</summary>
public sealed record Reference
{
    /// <summary>Position in its list of references, from 1, as readers see it; notes of a group ("note 2") are a list of their own.</summary>
    public required int Number { get; init; }

    /// <summary>The ref name where it has one: stable across revisions. The legacy rendering keeps its spaces as underscores.</summary>
    public string? Name { get; init; }

    /// <summary>The marker's text, e.g. "5", "a", "note 2".</summary>
    public string Label { get; init; } = "";

    public string? Title { get; init; }

    public string? Publisher { get; init; }

    /// <summary>
    /// The cited pages' addresses in order. Archived copies stand for their originals where those are not given; a DOI or another
    /// identifier counts only where there is no other address. A short note has those of its item in the bibliography.
    /// </summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    public Uri? ArchiveUrl { get; init; }

    /// <summary>ISO 8601 date.</summary>
    public string? ArchiveDate { get; init; }

    /// <summary>ISO 8601 date: the day the editor read the page.</summary>
    public string? AccessDate { get; init; }

    /// <summary>CS1's url-status: live, dead, usurped, unfit, deviated; null when it does not show.</summary>
    public string? UrlStatus { get; init; }

    /// <summary>The article's sentences that rest on this reference, over all its markers.</summary>
    public IReadOnlyList<PassageSentence> Passage { get; init; } = [];
}

/// <summary>One sentence of a cited passage.</summary>
public readonly record struct PassageSentence(string Text, Support Support);

public enum Support
{
    /// <summary>The sentence bears the marker.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,

    /// <summary>The sentence stands before it, after the previous marker or the paragraph's start.</summary>
    [JsonStringEnumMemberName("inherited")]
    Inherited,
}
