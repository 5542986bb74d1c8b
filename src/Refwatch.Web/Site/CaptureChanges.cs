using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Verdicts;

namespace Refwatch.Web.Site;

/// <summary>What two captures of a page say differently, read from the archive anew.</summary>
/// <param name="Url">The page.</param>
/// <param name="Before">The one capture.</param>
/// <param name="After">The other.</param>
/// <param name="NotCompared">Why they can't be compared; null when they were.</param>
/// <param name="Change">The claims that differ.</param>
public sealed record CaptureChanges(Uri Url, CdxjLine Before, CdxjLine After, string? NotCompared, Change Change)
{
    /// <summary>Null when one of them is not held.</summary>
    /// <exception cref="InvalidDataException">A record is damaged.</exception>
    public static async Task<CaptureChanges?> ReadAsync(Pipeline pipeline, Uri url, DateTimeOffset before, DateTimeOffset after, CancellationToken cancellationToken)
    {
        var mementos = await pipeline.Archive.MementosOfAsync(url.AbsoluteUri, cancellationToken);
        if (await mementos.SelectAsync(before, cancellationToken) is not { Selected: var first } || await mementos.SelectAsync(after, cancellationToken) is not { Selected: var second})
        {
            return null;
        }

        var (left, noLeft) = await ContentAsync(pipeline.Archive, first, cancellationToken);
        var (right, noRight) = await ContentAsync(pipeline.Archive, second, cancellationToken);
        var change = ClaimDiff.Between(left, right);
        if (!change.IsEmpty)
        {
            change = CitedPassages.TouchedBy(change, await pipeline.Citing.CitationsOfAsync(PageUrl.Of(url), cancellationToken));
        }

        return new CaptureChanges(url, first, second, noLeft ?? noRight, change);
    }

    public PageOutcome AsOutcome() => new()
    {
        Url = Url,
        FinalUrl = Url,
        Time = After.Time,
        Verdict = new Verdict(VerdictKind.Live, []),
        Capture = new StoredCapture(After.Timestamp, After.Digest, After.Filename, CaptureOutcome.New),
        Change = Change,
        ComparedWith = Before.Timestamp,
    };

    private static async Task<(PageContent? Content, string? NotCompared)> ContentAsync(Archive archive, CdxjLine line, CancellationToken cancellationToken)
    {
        if (await archive.ReadAnswerAsync(line, cancellationToken) is not { } answer)
        {
            return (null, "a capture is not held any more");
        }

        var document = WebDocument.Open(new Capture { Url = answer.Url, Time = answer.Time, Exchanges = [answer] });
        var content = document?.Html is null ? null : ContentExtractor.Extract(document);
        return answer.Status is >= 300
            ? (content, $"HTTP {answer.Status} at {line.Timestamp} is not the page")
            : (content, Extracting.NotCompared.Reason(new Verdict(VerdictKind.Live, []), document, content, before: null));
    }
}
