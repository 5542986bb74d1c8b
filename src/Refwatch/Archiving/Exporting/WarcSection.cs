using System.Text;
using Refwatch.Storage;

namespace Refwatch.Archiving.Exporting;

/// <summary>
/// The WARC data of an export with its index and its list of pages: the captures' blobs one behind the other, each behind
/// what its revisits refer to. Memory is bounded by the longest record, and the names of originals that were drawn forward.
/// </summary>
internal sealed class WarcSection(IBlobStore captures, Archive archive, SelectedCaptures selected, MeteredStream warc, string filename) : IDisposable
{
    private readonly HashSet<string> _drawnForward = new(StringComparer.Ordinal);
    private readonly List<string> _leftOut = [];
    private int _captures;
    private int _originals;

    /// <summary>The CDXJ lines, with file name and offsets of this file.</summary>
    public SortedLines Index { get; } = new();

    /// <summary>The captures that a reader would open: what they are sorted by, a tab, and a line of WACZ's pages.jsonl (section 5.2.3).</summary>
    public SortedLines Pages { get; } = new();

    public ExportReport Report => new(_captures, _originals, warc.Position, _leftOut);

    public async Task WriteAsync(WarcRecord info, IProgress<long> progress, CancellationToken cancellationToken)
    {
        WarcWriter.Write(warc, info);
        await foreach (var blob in selected.ListAsync(cancellationToken))
        {
            if (!_drawnForward.Contains(blob))
            {
                await AddAsync(blob, blob, depth: 0, cancellationToken);
                progress.Report(warc.Position);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Index.Dispose();
        Pages.Dispose();
    }

    /// <param name="blob">The capture to add.</param>
    /// <param name="turn">The capture whose turn it is: the selected ones before it are in the file already.</param>
    /// <param name="depth">An original is a response: chains are short, whatever a hostile import says.</param>
    /// <param name="cancellationToken">Ends the export.</param>
    private async Task AddAsync(string blob, string turn, int depth, CancellationToken cancellationToken)
    {
        if (await ExamineAsync(blob, cancellationToken) is not { } capture)
        {
            return;
        }

        foreach (var original in capture.Originals.Where(original => original != blob && depth < 8))
        {
            var isWritten = selected.Contains(original) && string.CompareOrdinal(original, turn) < 0;
            if (!isWritten && _drawnForward.Add(original))
            {
                await AddAsync(original, turn, depth + 1, cancellationToken);
            }
        }

        var start = warc.Position;
        await using (var file = await captures.OpenAsync(blob, 0, null, cancellationToken))
        {
            await file!.CopyToAsync(warc, cancellationToken);
        }

        foreach (var line in capture.Lines)
        {
            Index.Add((line with { Filename = filename, Offset = $"{start + long.Parse(line.Offset)}" }).ToString());
        }

        if (capture.Page is { } page && selected.Contains(blob))
        {
            Pages.Add(page);
        }

        _captures += selected.Contains(blob) ? 1 : 0;
        _originals += selected.Contains(blob) ? 0 : 1;
    }

    /// <summary>Reads a blob through; null, and a line in the report, when not all of it is sound.</summary>
    private async Task<Examined?> ExamineAsync(string blob, CancellationToken cancellationToken)
    {
        await using var file = await captures.OpenAsync(blob, 0, null, cancellationToken);
        if (file is null)
        {
            _leftOut.Add($"{blob}: not held");
            return null;
        }

        var examined = new Examined();
        await foreach (var entry in WarcReader.ReadAsync(file, cancellationToken: cancellationToken))
        {
            if (entry.Record is not { } record || entry.Problems.Count > 0)
            {
                _leftOut.Add($"{blob}: damaged at byte {entry.Offset}: {string.Join("; ", entry.Problems)}");
                return null;
            }

            if (CdxjLine.Of(entry, blob) is { } line)
            {
                examined.Lines.Add(line);
            }

            if (record.Type == "revisit" && await archive.OriginalOfAsync(record, cancellationToken) is { } original)
            {
                examined.Originals.Add(original);
            }

            if (CaptureFacts.TryRead(record) is { Failure: null, Notes.RequisiteOf: null } facts && examined.Lines is [var first, ..])
            {
                // Captures of one URL stand together in the order of time: every one is listed, by its own time.
                var page = new WaczPage(record.Id.Trim('<', '>')["urn:uuid:".Length..], first.Url, WarcRecord.WriteDate(record.Date ?? default), facts.Notes.Title);
                examined.Page = $"{Surt.KeyOf(page.Url)} {page.Ts}\t{Encoding.UTF8.GetString(Json.Write(page))}";
            }
        }

        return examined;
    }

    private sealed class Examined
    {
        public List<CdxjLine> Lines { get; } = [];

        public List<string> Originals { get; } = [];

        public string? Page { get; set; }
    }

    private sealed record WaczPage(string Id, string Url, string Ts, string? Title);
}
