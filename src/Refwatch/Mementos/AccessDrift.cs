using System.Text;
using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Watching;

namespace Refwatch.Mementos;

/// <summary>What a page says otherwise than on the days when editors read it.</summary>
public sealed class AccessDrift(Archive archive, MementoSettings settings)
{
    /// <summary>Gives each day a baseline: our own capture where one is near, else an open place for a memento.</summary>
    public async Task FindAsync(PageState page, IReadOnlyList<string> days, CancellationToken cancellationToken)
    {
        var baselines = page.Mementos!.Baselines;
        baselines.RemoveAll(baseline => !days.Contains(baseline.Day));
        var own = new List<CdxjLine>();
        foreach (var day in days.Where(day => !baselines.Exists(baseline => baseline.Day == day)))
        {
            if (own.Count == 0)
            {
                own = await archive.ListAsync(page.Url.AbsoluteUri, cancellationToken).Where(static line => line.IsAnswer).ToListAsync(cancellationToken);
            }

            baselines.Add(await OwnAsync(day, own, cancellationToken) ?? new AccessBaseline(day));
        }

        baselines.Sort(static (one, other) => string.CompareOrdinal(one.Day, other.Day));
    }

    /// <summary>Compares what is not compared yet: once for each text of the page and each set of passages.</summary>
    public async Task CompareAsync(PageState page, IReadOnlyList<Citation> citations, CancellationToken cancellationToken)
    {
        if (!page.CanBeCompared())
        {
            return;
        }

        var current = page.Baseline!;
        var baselines = page.Mementos!.Baselines;
        PageContent? now = null;
        for (var i = 0; i < baselines.Count; i++)
        {
            var citing = citations.Where(citation => MementoDay.DayOf(citation) == baselines[i].Day).ToList();
            var with = $"{current.TextDigest} {ContentExtractor.Version} {DigestOf(citing)}";
            if (baselines[i] is not { Capture: { } capture } baseline || baseline.ComparedWith == with)
            {
                continue;
            }

            now ??= await ContentAsync(current.Capture.Blob, cancellationToken);
            var before = baseline.Memento is null ? await ContentAsync(capture.Blob, cancellationToken) : await MementoAsync(capture.Blob, page.Url, cancellationToken);
            var change = capture.Blob == current.Capture.Blob ? Change.None : ClaimDiff.Between(before, now);
            baselines[i] = baseline.Compared(change.IsEmpty ? change : CitedPassages.TouchedBy(change, citing), current.Capture.Timestamp, with);
        }
    }

    /// <summary>Our readable capture nearest the day, if it is near enough.</summary>
    private async Task<AccessBaseline?> OwnAsync(string day, List<CdxjLine> captures, CancellationToken cancellationToken)
    {
        var wanted = MementoDay.TimeOf(day)!.Value;
        foreach (var line in captures.Where(line => Distance(line) <= settings.Distance).OrderBy(Distance))
        {
            if (await ReadableAsync(line.Filename, cancellationToken))
            {
                var outcome = line.IsRevisit ? CaptureOutcome.Revisit : CaptureOutcome.New;
                return new AccessBaseline(day) { Time = line.Time, Capture = new StoredCapture(line.Timestamp, line.Digest, line.Filename, outcome) };
            }
        }

        return null;

        TimeSpan Distance(CdxjLine line) => (line.Time - wanted).Duration();
    }

    private async Task<bool> ReadableAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadNotesAsync(blob, cancellationToken) is { Verdict.IsReadable: true, TextDigest: not null };
        }
        catch (InvalidDataException)
        {
            return false; // damaged: `refwatch verify` tells
        }
    }

    private async Task<PageContent?> ContentAsync(string blob, CancellationToken cancellationToken) =>
        await ReadAsync(blob, cancellationToken) is { } capture && WebDocument.Open(capture) is { Html: not null } document ? ContentExtractor.Extract(document) : null;

    private async Task<PageContent?> MementoAsync(string blob, Uri page, CancellationToken cancellationToken) =>
        await ReadAsync(blob, cancellationToken) is { } capture ? ReadMemento.Open(capture, page)?.Content : null;

    private async Task<Capture?> ReadAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadAsync(blob, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string DigestOf(IEnumerable<Citation> citations)
    {
        var passages = citations.SelectMany(static citation => citation.Passage.Select(sentence => $"{citation.Article} {citation.Number} {sentence.Support} {sentence.Text}"));
        return Digest.Sha256(Encoding.UTF8.GetBytes(string.Join('\n', passages)))["sha256:".Length..][..16];
    }
}
