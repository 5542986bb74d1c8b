using System.Globalization;
using System.Runtime.CompilerServices;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Fixity;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch.Archiving.Retention;

/// <summary>
/// Which captures the watch lists' retention rules let go of. Only what is older than the longest rule of a page, and only
/// what nothing rests on: never the first capture, the newest, the baseline, the one nearest to a day on which an editor read
/// the page, anything held, evidence for a repair, a year's full capture, anything that was imported, a capture that shows a change of claims or
/// of verdict (an alert may name it), nor one that such a capture or a revisit refers to.
/// </summary>
public sealed class RetentionPlan(Archive archive, IBlobStore captures, IBlobStore state, CitingIndex citing, TimeProvider clock)
{
    /// <summary>Every capture that is older than its page's rule, page by page in the order of time.</summary>
    public async IAsyncEnumerable<RetainedCapture> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var holds = await LegalHolds.ReadAsync(new Journal(captures), cancellationToken);
        await foreach (var host in OpenLedger.HostsAsync(state, after: null, cancellationToken))
        {
            await foreach (var page in OpenLedger.RowsAsync(state, host, cancellationToken).Where(static page => page.Retention is not null))
            {
                foreach (var capture in await OfPageAsync(page, holds, cancellationToken))
                {
                    yield return capture;
                }
            }
        }
    }

    private async Task<List<RetainedCapture>> OfPageAsync(PageState page, LegalHolds holds, CancellationToken cancellationToken)
    {
        var lines = await LinesOfAsync(page, cancellationToken);
        var blobs = lines.Select(static line => line.Filename).Distinct(StringComparer.Ordinal).ToList();
        var limit = (clock.GetUtcNow() - page.Retention!.Value).UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var reasons = await OutsideReasonsAsync(page, blobs, cancellationToken);
        var old = new List<string>();
        VerdictKind? before = null;
        foreach (var blob in blobs.Where(blob => holds.On(blob, [page.Url.AbsoluteUri]) is not null))
        {
            reasons[blob] = "a legal hold";
        }

        for (var i = 0; i < blobs.Count; i++)
        {
            var notes = await NotesAsync(blobs[i], cancellationToken);
            if (notes is null)
            {
                reasons.TryAdd(blobs[i], "it can't be read");
                continue;
            }

            if (ReasonIn(notes, before) is { } reason)
            {
                reasons.TryAdd(blobs[i], reason);
                Keep(notes.Change.IsEmpty ? null : notes.Baseline, "a change was found against it");
                Keep(i > 0 ? blobs[i - 1] : null, "the last one before a change");
            }

            before = notes.Verdict.Kind;
            if (string.CompareOrdinal(TimeOf(blobs[i]), limit) < 0)
            {
                old.Add(blobs[i]);
            }
        }

        foreach (var revisit in lines.Where(line => line.IsRevisit))
        {
            Keep(lines.Find(line => line is { IsAnswer: true, IsRevisit: false } && line.Digest == revisit.Digest)?.Filename, "a revisit refers to its payload");
        }

        return [.. await Task.WhenAll(old.Select(async blob => new RetainedCapture(page.Url, blob, await LengthAsync(blob, cancellationToken), reasons.GetValueOrDefault(blob))))];

        void Keep(string? blob, string reason)
        {
            if (blob is not null)
            {
                reasons.TryAdd(blob, reason);
            }
        }
    }

    /// <summary>The lines of the page's own captures: not of those of other pages that redirect to it.</summary>
    private async Task<List<CdxjLine>> LinesOfAsync(PageState page, CancellationToken cancellationToken)
    {
        var folder = BlobName.OfHost(HostManners.HostOf(page.Url)) + "/";
        return await archive.ListAsync(page.Url.AbsoluteUri, cancellationToken)
            .Where(line => line.Filename.StartsWith(folder, StringComparison.Ordinal) && CaptureContainer.KindOf(line.Filename) is BlobKind.Capture)
            .ToListAsync(cancellationToken);
    }

    /// <summary>What rests on the page's captures from outside of them.</summary>
    private async Task<Dictionary<string, string>> OutsideReasonsAsync(PageState page, List<string> blobs, CancellationToken cancellationToken)
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        if (blobs.Count == 0)
        {
            return reasons;
        }

        reasons.TryAdd(blobs[0], "the first capture");
        reasons.TryAdd(blobs[^1], "the newest capture");
        reasons.TryAdd(page.Baseline?.Capture.Blob ?? "", "the baseline");
        reasons.TryAdd(page.LastCapture?.Blob ?? "", "the newest capture");
        foreach (var candidate in page.Candidates)
        {
            reasons.TryAdd(candidate.Evidence?.Blob ?? "", "evidence for a repair");
        }

        foreach (var citation in await citing.CitationsOfAsync(page.Url, cancellationToken))
        {
            if (DateTime.TryParseExact(citation.AccessDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
            {
                reasons.TryAdd(blobs.MinBy(blob => Distance(blob, read.AddHours(12)))!, $"the nearest to {citation.AccessDate}, when an editor read it");
            }
        }

        return reasons;
    }

    private static string? ReasonIn(CaptureNotes notes, VerdictKind? before) =>
        notes.Provenance is not null ? "it was imported"
        : notes.IsFull ? "a year's full capture"
        : before is not null && before != notes.Verdict.Kind ? "the verdict changed"
        : notes.Change.Claims.Any(static claim => claim.Kind is ChangeKind.Factual or ChangeKind.Added or ChangeKind.Removed) ? "it shows a change that an alert may name"
        : null;

    private async Task<CaptureNotes?> NotesAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadNotesAsync(blob, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private async Task<long> LengthAsync(string blob, CancellationToken cancellationToken) =>
        (await captures.ReadAsync(blob, cancellationToken))?.Content.Length ?? 0;

    private static string TimeOf(string blob) => blob.AsSpan(blob.LastIndexOf('/') + 1)[..14].ToString();

    private static TimeSpan Distance(string blob, DateTime time) =>
        (DateTime.ParseExact(TimeOf(blob), "yyyyMMddHHmmss", CultureInfo.InvariantCulture) - time).Duration();
}
