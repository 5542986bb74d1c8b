using System.Text;
using Refwatch.Archiving;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>What a check found out about a page, before anything is stored or told.</summary>
/// <param name="Capture">The fetch.</param>
/// <param name="Verdict">What it means for the reference.</param>
/// <param name="NotCompared">What the page is that its claims cannot be compared ("PDF", "listing"); null when they can.</param>
/// <param name="Change">The claims that changed since the baseline, with the passages that rest on them.</param>
public sealed record Finding(Capture Capture, Verdict Verdict, string? NotCompared, Change Change)
{
    /// <summary>The answer, opened; null without one.</summary>
    public WebDocument? Document { get; init; }

    /// <summary>The main text; null when the answer is not HTML.</summary>
    public PageContent? Content { get; init; }

    /// <summary>There was no readable text to compare with: this one becomes the baseline.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Why the baseline that should have been compared could not be read; null when it could.</summary>
    public string? BaselineLost { get; init; }

    /// <summary>The sentences of articles that the page, read whole, says nothing of; null when it was not read anew, or not whole.</summary>
    public IReadOnlyList<CitedBy>? NotFound { get; init; }

    /// <summary>What is to be remembered of earlier texts if this one becomes the baseline; null when nothing changed.</summary>
    public EarlierTexts? Earlier { get; init; }

    /// <summary>The server gave another answer than at the last check.</summary>
    public bool IsNew { get; init; } = true;

    /// <summary>The HTTP status that the server answered last, before a redirect that led nowhere too; null when it answered nothing.</summary>
    public int? Status => Capture.Exchanges.Count > 0 ? Capture.Exchanges[^1].Status : null;

    /// <summary>SHA-256 of headline and main text; empty when there is none that can be compared.</summary>
    public string TextDigest => _textDigest ??=
        Content is null || NotCompared is not null ? "" : DigestOf(Content);

    private string? _textDigest;

    public static string DigestOf(PageContent content) => Digest.Sha256(Encoding.UTF8.GetBytes($"{content.Title}\n{content.Text}"));

    /// <summary>The same answer as at the last check: what was found then still holds.</summary>
    public static Finding Repeated(PageState page, Capture capture) =>
        new(capture, page.Verdict!, page.NotCompared, Change.None) { IsNew = false };

    /// <summary>What the page's policy wants captured; anything less is a note in the ledger.</summary>
    public bool IsWorthStoring(PageState page) =>
        page.LastCapture is null
        || page.Archive is ArchivePolicy.Always
        || (Verdict.IsReadable && page.IsFullCaptureDue(Capture.Time))
        || (IsNew && (Verdict.Kind != page.Verdict?.Kind || (Verdict.IsReadable && SaysOtherThan(page.Baseline, page.Archive))));

    /// <summary>The metadata record that is stored beside the capture.</summary>
    public CaptureNotes NotesFor(PageState page) => new()
    {
        Url = page.Url.AbsoluteUri,
        Verdict = Verdict,
        Title = Content?.Title is { Length: > 0 } title ? title : null,
        ContentDigest = Document?.ContentDigest,
        TextDigest = TextDigest.Length == 0 ? null : TextDigest,
        ExtractorVersion = ContentExtractor.Version,
        Baseline = page.Baseline?.Capture.Blob,
        Change = Change,
        Unchanged = page.Unchanged,
        IsFull = page.IsFullCaptureDue(Capture.Time),
    };

    private bool SaysOtherThan(Baseline? baseline, ArchivePolicy policy) =>
        baseline is null
        || TextDigest.Length == 0 // no text to compare: other bytes say something else
        || (policy is ArchivePolicy.OnClaimChange ? IsFirst || !Change.IsEmpty : HasOtherTextThan(baseline));

    private bool HasOtherTextThan(Baseline baseline) =>
        baseline.ExtractorVersion != ContentExtractor.Version
        || baseline.TextDigest != TextDigest;
}
