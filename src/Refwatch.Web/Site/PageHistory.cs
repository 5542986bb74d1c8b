using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Archiving.Custody;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch.Web.Site;

/// <summary>All that is known of one page.</summary>
/// <param name="Url">The page.</param>
/// <param name="Row">Its row in the ledger; null when nobody watches it.</param>
/// <param name="CitedBy">The articles that cite it, with their references.</param>
/// <param name="Captures">The latest first.</param>
/// <param name="Next">The timestamp that further captures begin with; null when these are the last.</param>
public sealed record PageHistory(Uri Url, PageState? Row, IReadOnlyList<IGrouping<Uri, Citation>> CitedBy, IReadOnlyList<HistoryCapture> Captures, string? Next)
{
    /// <summary>Each costs a read.</summary>
    private const int PageSize = 25;

    public string Name => DisplayText.Clean(Row?.Label ?? Row?.Title ?? DisplayText.Address(Url), 300);

    public static async Task<PageHistory> ReadAsync(Pipeline pipeline, Uri url, string until, CancellationToken cancellationToken)
    {
        var page = PageUrl.Of(url);
        var ledger = await OpenLedger.PeekAsync(pipeline.State, HostManners.HostOf(page), cancellationToken);
        var citations = await pipeline.Citing.CitationsOfAsync(page, cancellationToken);
        var captures = new List<HistoryCapture>();
        string? next = null;
        IReadOnlyList<CdxjLine>? later = null;
        await foreach (var lines in pipeline.Archive.HistoryAsync(page.AbsoluteUri, until, cancellationToken))
        {
            if (later is not null)
            {
                captures.Add(await ReadAsync(pipeline.Archive, later, lines, cancellationToken));
            }

            later = lines;
            if (captures.Count == PageSize)
            {
                next = lines[0].Timestamp;
                later = null;
                break;
            }
        }

        if (later is not null)
        {
            captures.Add(await ReadAsync(pipeline.Archive, later, before: [], cancellationToken));
        }

        return new PageHistory(page, ledger?.Pages.GetValueOrDefault(page.AbsoluteUri), [.. citations.GroupBy(static citation => new Uri(citation.Article))], captures, next);
    }

    private static async Task<HistoryCapture> ReadAsync(Archive archive, IReadOnlyList<CdxjLine> lines, IReadOnlyList<CdxjLine> before, CancellationToken cancellationToken)
    {
        if (lines[0].IsTakenDown)
        {
            return new HistoryCapture(lines, Notes: null) { Tombstone = await archive.ReadTombstoneAsync(lines[0], cancellationToken) };
        }

        CaptureNotes? notes = null;
        try
        {
            notes = await archive.ReadNotesAsync(lines[0].Filename, cancellationToken);
        }
        catch (InvalidDataException)
        {
            // It is shown as damaged.
        }

        return new HistoryCapture(lines, notes) { Before = before.FirstOrDefault(static line => line.IsAnswer) };
    }
}

/// <summary>One capture of a page, or a visit that brought no answer.</summary>
/// <param name="Lines">Its lines in the index, the last first.</param>
/// <param name="Notes">What was found; null when the record can't be read.</param>
public sealed record HistoryCapture(IReadOnlyList<CdxjLine> Lines, CaptureNotes? Notes)
{
    public string Timestamp => (Memento ?? Lines[0]).Timestamp;

    /// <summary>The answer; null for a visit that brought none.</summary>
    public CdxjLine? Memento => Lines.FirstOrDefault(static line => line.IsAnswer);

    /// <summary>The capture before it.</summary>
    public CdxjLine? Before { get; init; }

    /// <summary>Why it is not to be had any more; null when it was not taken down.</summary>
    public Tombstone? Tombstone { get; init; }

    /// <summary>The page was not to be had: no answer, or a refusal, an error, another page in its place.</summary>
    public bool IsGap => Memento is null || Notes is { Verdict.IsReadable: false };

    /// <summary>It was made on a visit to another page, which led here.</summary>
    public bool IsOfOther(Uri url) => Notes is not null && Surt.KeyOf(Notes.Url) != Surt.KeyOf(url);

    /// <summary>As the views of a check read it.</summary>
    public PageOutcome AsOutcome(Uri url) => new()
    {
        Url = url,
        FinalUrl = url,
        Time = (Memento ?? Lines[0]).Time,
        Verdict = Notes?.Verdict ?? new Verdict(VerdictKind.Unknown, []),
        Capture = new StoredCapture(Timestamp, (Memento ?? Lines[0]).Digest, Lines[0].Filename, CaptureOutcome.New),
        Change = Notes?.Change ?? Claims.Change.None,
        ComparedWith = Notes?.BaselineTimestamp,
    };
}
