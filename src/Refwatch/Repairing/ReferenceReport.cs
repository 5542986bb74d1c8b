using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Mementos;
using Refwatch.Watching;

namespace Refwatch.Repairing;

/// <summary>What is known of one reference since the last check, and what an editor may paste.</summary>
/// <param name="Reference">As the article had it when it was checked.</param>
/// <param name="Page">The page that it leads to; null when it leads to none.</param>
/// <param name="State">What became of it.</param>
public sealed record ReferenceReport(Reference Reference, Uri? Page, ReferenceState State)
{
    /// <summary>The page's row in its host's ledger; null when it was never asked.</summary>
    public PageState? Row { get; init; }

    /// <summary>The claims that changed since they were first archived and that the reference's passage rests on.</summary>
    public Change Change { get; init; } = Change.None;

    /// <summary>Timestamp (14 digits) of the capture that shows the change.</summary>
    public string? Changed { get; init; }

    /// <summary>The day on which the editor read the page, where <see cref="Change"/> counts from it; null where it counts from a later check.</summary>
    public AccessBaseline? SinceRead { get; init; }

    /// <summary>The memento that the reference links already, judged; null when it links none, or none that was judged yet.</summary>
    public MementoCandidate? LinkedCopy { get; init; }

    /// <summary>The memento to paste, the best of those that were verified.</summary>
    public MementoCandidate? Copy { get; init; }

    /// <summary>What the reference should say; null when it is to be left alone.</summary>
    public Repair? Repair { get; init; }

    /// <summary>The reference before and after, in the wikitext at hand; null without wikitext.</summary>
    public ReferencePatch? Patch { get; init; }

    /// <summary>What to paste, for an editor who has the article open: parameters of the citation, or a template behind it.</summary>
    public PasteText? Paste { get; init; }

    /// <summary>Why there is nothing to paste although somebody should look.</summary>
    public string? NoRepair { get; init; }

    /// <summary>An editor should look at it.</summary>
    public bool NeedsAttention => State is ReferenceState.Rotted or ReferenceState.Suspected or ReferenceState.Drifted || LinkedCopy is { IsBad: true };
}

/// <summary>What became of a reference, in the order in which an editor should look at them.</summary>
public enum ReferenceState
{
    /// <summary>It no longer leads to what was cited, as several visits over days saw.</summary>
    Rotted,

    /// <summary>A fact that the article rests on is no longer there, or otherwise.</summary>
    Drifted,

    /// <summary>It looked rotten, and more visits must say so.</summary>
    Suspected,

    /// <summary>It could not be asked or judged: a bot wall, a paywall, an error of the server. That is not "gone".</summary>
    Unclear,

    /// <summary>It leads to a page that was not asked yet.</summary>
    NotChecked,

    Live,

    /// <summary>It leads to no page on the web.</summary>
    NoPage,
}
