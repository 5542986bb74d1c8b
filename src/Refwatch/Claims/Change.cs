using System.Text.Json.Serialization;
using Refwatch.Citing;

namespace Refwatch.Claims;

/// <summary>The claim-level difference of two captures of one page; empty when only noise moved.</summary>
public sealed record Change(IReadOnlyList<ClaimChange> Claims)
{
    public static Change None { get; } = new([]);

    public bool IsEmpty => Claims.Count == 0;

    /// <summary>A fact changed without a correction notice and without a modified-date that moved on.</summary>
    public bool IsSilentEdit { get; init; }

    /// <summary>Timestamp (14 digits) of an earlier capture whose text the page has again, cosmetics aside; null when it is a new one.</summary>
    public string? RestoredTo { get; init; }
}

/// <summary>What became of one claim.</summary>
public sealed record ClaimChange
{
    public required ChangeKind Kind { get; init; }

    /// <summary>The claim in the baseline; null when it was added.</summary>
    public string? Before { get; init; }

    /// <summary>The claim now; null when it was removed.</summary>
    public string? After { get; init; }

    /// <summary>The facts that differ; of an added or removed claim, the facts it brought or took away.</summary>
    public IReadOnlyList<FactChange> Facts { get; init; } = [];

    /// <summary>The sentences of watched articles that rest on this claim.</summary>
    public IReadOnlyList<CitedBy> CitedBy { get; init; } = [];

    /// <summary>The claim is the page's headline.</summary>
    public bool IsHeadline { get; init; }

    /// <summary>Timestamp (14 digits) of an earlier capture, before the baseline, that made the claim as it is now; null when none is known.</summary>
    public string? RestoredTo { get; init; }

    /// <summary>What puts it before or behind the page's other changes.</summary>
    public Significance Significance { get; init; } = Significance.None;
}

public enum ChangeKind
{
    Added,
    Removed,

    /// <summary>Other words, the same facts.</summary>
    Reworded,

    /// <summary>A fact changed.</summary>
    Factual,

    /// <summary>The same claim at another place.</summary>
    Moved,
}

/// <summary>One fact before and after, as the texts have it; null on the side where it is absent.</summary>
public sealed record FactChange(FactType Type, string? Before, string? After);

/// <summary>A sentence of an article that rests on a changed claim.</summary>
/// <param name="Article">The article's URL.</param>
/// <param name="Reference">The reference's number, for display.</param>
/// <param name="Sentence">The article's sentence.</param>
/// <param name="Support">How close the sentence stands to the reference's marker.</param>
/// <param name="Effect">What the change does to the sentence's support; null when it is not clear.</param>
public sealed record CitedBy(string Article, int Reference, string Sentence, Support Support, SupportEffect? Effect)
{
    /// <summary>The article's revision that the sentence was read from.</summary>
    public string? Revision { get; init; }
}

public enum SupportEffect
{
    /// <summary>The source now says it differently.</summary>
    [JsonStringEnumMemberName("support changed")]
    SupportChanged,

    /// <summary>The source no longer says it.</summary>
    [JsonStringEnumMemberName("support lost")]
    SupportLost,
}
