using System.Runtime.CompilerServices;
using System.Text;

namespace Refwatch.Archiving.Importing;

/// <summary>
/// Puts the records of a file together that are one capture. A file of Refwatch's holds an answer for every redirect and then
/// a metadata record; in other files every answer is a capture of its own, with its request before or behind it.
/// </summary>
internal sealed class ImportedFile(ImportReport report)
{
    private readonly List<ImportedAnswer> _answers = [];
    private WarcRecord? _request;
    private bool _isGzippedAsAWhole;

    /// <summary>What the file's last warcinfo record says of its writer.</summary>
    public string? Writer { get; private set; }

    /// <param name="file">The file, plain or gzipped.</param>
    /// <param name="maxBlock">Longer records are reported and passed over.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ImportedGroup> ReadAsync(Stream file, int maxBlock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var entry in WarcReader.ReadAsync(file, maxBlock, cancellationToken))
        {
            number++;
            if (Examine(entry) is { } record)
            {
                foreach (var group in Take(record, entry.Offset, number))
                {
                    yield return group;
                }
            }
        }

        PassRequestOver();
        foreach (var group in Flush())
        {
            yield return group;
        }
    }

    private void PassRequestOver()
    {
        if (_request is not null)
        {
            report.PassOver("request without an answer");
            _request = null;
        }
    }

    /// <summary>The record, when it can be trusted; what is wrong with it or around it goes into the report.</summary>
    private WarcRecord? Examine(WarcEntry entry)
    {
        var what = string.Join("; ", entry.Problems.Where(static problem => problem != WarcProblem.NoMember));
        if (entry.Problems.Contains(WarcProblem.NoMember) && !_isGzippedAsAWhole)
        {
            _isGzippedAsAWhole = true;
            report.Fault(entry.Offset, "records share a gzip member from here on, against WARC 1.1, annex D: they are read through", isLost: false);
        }

        if (entry.IsSound && entry.Record is { } record)
        {
            if (record.Date is null)
            {
                report.Fault(entry.Offset, $"WARC-Date is no time: {record.Field("WARC-Date")}: not kept", isLost: true);
                return null;
            }

            if (what.Length > 0)
            {
                report.Fault(entry.Offset, what, isLost: false);
            }

            return record;
        }

        var name = entry.Record is { } damaged ? $"{damaged.Type} of {damaged.TargetUri ?? "nothing"}: " : "";
        report.Fault(entry.Offset, $"{name}{what}: not kept", isLost: true);
        return null;
    }

    private List<ImportedGroup> Take(WarcRecord record, long offset, int number)
    {
        switch (record.Type)
        {
            case "request" when _answers.Count > 0 && _answers[^1].WasAskedBy(record):
                _answers[^1].Request = record;
                return [];

            case "request":
                PassRequestOver();
                _request = record;
                return [];

            case "response" or "revisit" or "resource":
                var answer = new ImportedAnswer(offset, number, record);
                if (_request is not null && answer.WasAskedBy(_request))
                {
                    (answer.Request, _request) = (_request, null);
                }

                var before = answer.IsOwn && _answers is [.., { IsOwn: true }] ? [] : Flush();
                _answers.Add(answer);
                return before;

            case "metadata" when CaptureFacts.TryRead(record) is not null:
                var own = new ImportedGroup([.. _answers], record, offset);
                _answers.Clear();
                return [own];

            default:
                Writer = record.Type == "warcinfo" ? WriterOf(record) : Writer;
                report.PassOver(record.Type);
                return Flush();
        }
    }

    private List<ImportedGroup> Flush()
    {
        List<ImportedGroup> groups = [.. _answers.Select(static answer => new ImportedGroup([answer], Facts: null, answer.Offset))];
        _answers.Clear();
        return groups;
    }

    private static string? WriterOf(WarcRecord info) => Encoding.UTF8.GetString(info.Block.Span[..Math.Min(info.Block.Length, 4096)]).Split('\n')
        .Where(static line => line.StartsWith("software:", StringComparison.OrdinalIgnoreCase))
        .Select(static line => line["software:".Length..].Trim())
        .FirstOrDefault();
}

/// <summary>The records of one capture.</summary>
/// <param name="Answers">Its answers in order; none for a fetch of ours that failed.</param>
/// <param name="Facts">Refwatch's own metadata record; null in other programs' files.</param>
/// <param name="Offset">Where the first record begins.</param>
internal sealed record ImportedGroup(IReadOnlyList<ImportedAnswer> Answers, WarcRecord? Facts, long Offset);
