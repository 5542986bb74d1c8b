using Refwatch.Archiving.Custody;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Verdicts;

namespace Refwatch.Archiving.Importing;

/// <summary>
/// Takes other archives' WARC files in: every answer becomes a capture of its own time, written once, with a note where it
/// comes from. What is there already stays as it is, so that a file can be imported again after a crash, or after more of
/// its kind have come. Records that are damaged are reported and left out; the file itself is never changed.
/// </summary>
/// <param name="archive">Where the captures go.</param>
/// <param name="journal">Where it is told who imported which file.</param>
/// <param name="actor">Who imports.</param>
/// <param name="clock">The time.</param>
public sealed class ArchiveImport(Archive archive, Journal journal, string actor, TimeProvider clock)
{
    private readonly ImportActs _acts = new(journal, actor, clock);

    /// <summary>Longer records are reported and left out: a record is held in memory while it is stored.</summary>
    public int MaxRecordBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Imports files together: a revisit may refer to a payload of any of them, before or behind it.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    public async Task<IReadOnlyList<ImportReport>> ImportAsync(IReadOnlyList<FileInfo> files, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var payloads = new ImportedPayloads(archive);
        var reports = files.Select(static _ => new ImportReport()).ToList();
        var waiting = files.Select(static _ => new HashSet<int>()).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            await PassAsync(files[i], reports[i], waiting[i], isLast: false, payloads, progress, cancellationToken);
        }

        for (var i = 0; i < files.Count; i++)
        {
            if (waiting[i].Count > 0)
            {
                await PassAsync(files[i], reports[i], waiting[i], isLast: true, payloads, progress, cancellationToken);
            }
        }

        for (var i = 0; i < files.Count; i++)
        {
            await _acts.EndAsync(files[i], reports[i], cancellationToken);
        }

        return reports;
    }

    /// <param name="file">The file.</param>
    /// <param name="report">Where to tell.</param>
    /// <param name="waiting">The numbers of the answers whose payload is not held: filled by the first pass, all that the last one looks at.</param>
    /// <param name="isLast">What is not held now is reported.</param>
    /// <param name="payloads">Finds them.</param>
    /// <param name="progress">Bytes read.</param>
    /// <param name="cancellationToken">Ends the import; what is stored stays.</param>
    private async Task PassAsync(
        FileInfo file, ImportReport report, HashSet<int> waiting, bool isLast, ImportedPayloads payloads, IProgress<long> progress, CancellationToken cancellationToken)
    {
        await using var stream = file.OpenRead();
        var records = new ImportedFile(isLast ? new ImportReport() : report);
        await foreach (var group in records.ReadAsync(stream, MaxRecordBytes, cancellationToken))
        {
            progress.Report(stream.Position);
            if (isLast && !group.Answers.Any(answer => waiting.Contains(answer.Number)))
            {
                continue;
            }

            var missing = await StoreAsync(group, new Source(file, records.Writer), report, payloads, cancellationToken);
            if (missing is not null && isLast)
            {
                report.Fault(missing.Offset, $"the payload that a revisit of {missing.Record.TargetUri} refers to is in none of the files: import the one that holds it, then this one again", isLost: true);
            }
            else if (missing is not null)
            {
                waiting.Add(missing.Number);
            }
        }
    }

    /// <summary>Stores a capture; or returns the revisit in it whose payload is not held.</summary>
    private async Task<ImportedAnswer?> StoreAsync(
        ImportedGroup group, Source source, ImportReport report, ImportedPayloads payloads, CancellationToken cancellationToken)
    {
        var facts = group.Facts is null ? null : CaptureFacts.TryRead(group.Facts);
        var exchanges = new List<Exchange>();
        foreach (var answer in group.Answers)
        {
            var payload = answer.NeedsPayload ? await payloads.FindAsync(answer.Record, cancellationToken) : null;
            if (answer.NeedsPayload && payload is null)
            {
                return answer;
            }

            var (exchange, whyNot) = answer.Read(payload);
            if (exchange is null)
            {
                report.PassOver(whyNot!);
                return null;
            }

            exchanges.Add(facts is null ? exchange : CaptureReader.Reached(exchange, facts));
        }

        if (!Uri.TryCreate(facts?.Url ?? exchanges[0].Url.OriginalString, UriKind.Absolute, out var watched) || !HostManners.CanBeAsked(watched))
        {
            report.PassOver("capture of no web address");
            return null;
        }

        var capture = new Capture
        {
            Url = watched,
            Time = group.Facts?.Date ?? exchanges[0].Time,
            Exchanges = exchanges,
            Failure = facts?.Failure,
        };
        if (await archive.HoldsAsync(capture, cancellationToken))
        {
            report.Held++;
        }
        else
        {
            await _acts.BeginAsync(source.File, cancellationToken);
            report.Kept++;
        }

        // Also where it is held: a killed import may have left it without its index lines.
        var notes = (facts?.Notes ?? Judged(capture)) with { Provenance = facts?.Notes.Provenance ?? ProvenanceOf(group, source) };
        await archive.StoreAsync(capture, notes, cancellationToken);
        return null;
    }

    private Provenance ProvenanceOf(ImportedGroup group, Source source)
    {
        var record = group.Answers.Count > 0 ? group.Answers[^1].Record : group.Facts!;
        return new Provenance(source.File.Name, group.Offset, record.Id, record.Field("WARC-Payload-Digest"), source.Writer, archive.Software, clock.GetUtcNow());
    }

    /// <summary>Judged as a fetch would be that has nothing to compare with: so that a history shows walls and errors as what they are.</summary>
    private static CaptureNotes Judged(Capture capture)
    {
        var document = WebDocument.Open(capture);
        var content = document?.Html is null ? null : ContentExtractor.Extract(document);
        var verdict = Judge.Decide(capture, document, content, lastGood: null);
        return new Finding(capture, verdict, NotCompared.Reason(verdict, document, content, before: null), Claims.Change.None)
        {
            Document = document, Content = content, IsFirst = true,
        }.NotesFor(new Watching.PageState { Url = capture.Url });
    }

    private sealed record Source(FileInfo File, string? Writer);
}
