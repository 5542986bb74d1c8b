using Refwatch.Archiving.Custody;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>Reads one answer by its place in a blob, without the rest of the capture.</summary>
internal sealed class AnswerReader(IBlobStore captures, CdxjIndex index, Func<WarcRecord, Task<byte[]>> payloadOf)
{
    public async Task<Exchange?> ReadAsync(CdxjLine line, CancellationToken cancellationToken)
    {
        if (!line.IsAnswer || await RecordAsync(line, cancellationToken) is not { } record)
        {
            return null;
        }

        // A 304 stands for the answer that it says is still good (WARC 1.1, section 6.7.3).
        if (record.Type == "revisit" && record.Field("WARC-Profile") == WarcRecord.NotModified)
        {
            return await ReferredAsync(record, cancellationToken) is { } referred && await RecordAsync(referred, cancellationToken) is { } original
                ? await AnswerAsync(original)
                : throw new InvalidDataException($"What {record.Field("WARC-Refers-To-Target-URI")} answered at {record.Field("WARC-Refers-To-Date")} is not held.");
        }

        return await AnswerAsync(record);
    }

    /// <summary>What stands for a capture that was taken down; null when the line is of something else.</summary>
    public async Task<Tombstone?> ReadTombstoneAsync(CdxjLine line, CancellationToken cancellationToken) =>
        line.IsTakenDown && await RecordAsync(line, cancellationToken) is { } record ? Tombstone.TryRead(record) : null;

    private Task<Exchange?> AnswerAsync(WarcRecord record) => CaptureReader.AnswerOfAsync(record, payloadOf);

    private async Task<CdxjLine?> ReferredAsync(WarcRecord revisit, CancellationToken cancellationToken)
    {
        if (revisit.Field("WARC-Refers-To-Target-URI") is { } url && WarcRecord.ParseDate(revisit.Field("WARC-Refers-To-Date")) is { } date)
        {
            var timestamp = CdxjLine.TimestampOf(date);
            var history = await index.OpenAsync(Surt.KeyOf(url), cancellationToken);
            await foreach (var line in history.FromAsync(timestamp, cancellationToken))
            {
                if (line.Timestamp != timestamp)
                {
                    break;
                }

                if (line.Url == url && line.Status != "304")
                {
                    return line;
                }
            }
        }

        return null;
    }

    private async Task<WarcRecord?> RecordAsync(CdxjLine line, CancellationToken cancellationToken)
    {
        if (!long.TryParse(line.Offset, out var offset) || !long.TryParse(line.Length, out var length)
            || await captures.OpenAsync(line.Filename, offset, length, cancellationToken) is not { } part)
        {
            return null;
        }

        await using (part)
        {
            await foreach (var entry in WarcReader.ReadAsync(part, cancellationToken: cancellationToken))
            {
                return entry.Problems.Count == 0
                    ? entry.Record
                    : throw new InvalidDataException($"{line.Filename} is damaged at byte {offset}: {string.Join("; ", entry.Problems)}.");
            }
        }

        return null;
    }
}
