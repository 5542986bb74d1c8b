using System.Globalization;
using System.Runtime.CompilerServices;
using Refwatch.Archiving.Fixity;
using Refwatch.Archiving.Custody;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>The captures as WARC in one container, their CDXJ index in another.</summary>
/// <remarks>
/// A capture is stored in this order: its blob, the digests of its payloads, its index lines. A kill in between leaves a
/// capture that is whole and not yet found; <see cref="IndexAsync"/> finishes it. No digest or line ever names a blob that
/// is not there. Both indexes follow from the blobs alone.
/// </remarks>
public sealed class Archive(IBlobStore captures, IBlobStore state, string software = "Refwatch/0.1")
{
    private readonly CdxjIndex _index = new(state);
    private readonly PayloadIndex _payloads = new(state);

    /// <summary>Stores a capture durably, as a revisit when the payload is held already, and indexes it. Repeating it is harmless.</summary>
    public async Task<StoredCapture> StoreAsync(Capture capture, CaptureNotes notes, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Start("archive", "url.full", capture.Url);
        var blob = CaptureRecords.NameOf(capture);
        var originals = new List<PayloadOrigin?>();
        foreach (var exchange in capture.Exchanges)
        {
            originals.Add(notes.IsFull ? null : await OriginalOfAsync(exchange, cancellationToken));
        }

        using var warc = new MemoryStream();
        foreach (var record in CaptureRecords.Of(capture, notes, originals))
        {
            WarcWriter.Write(warc, record);
        }

        var isNew = await captures.WriteAsync(blob, warc.ToArray(), WriteCondition.Absent, cancellationToken) is not null;
        warc.Position = 0;
        var entries = isNew ? await EntriesAsync(blob, warc, cancellationToken) : await EntriesAsync(blob, cancellationToken);
        var answer = (await AddToIndexesAsync(blob, entries, cancellationToken))[^1];
        return new StoredCapture(answer.Timestamp, answer.Digest, blob, answer.IsRevisit ? CaptureOutcome.Revisit : CaptureOutcome.New);
    }

    /// <summary>Whether the same capture is stored, whatever was noted in it.</summary>
    public async Task<bool> HoldsAsync(Capture capture, CancellationToken cancellationToken)
    {
        await using var blob = await captures.OpenAsync(CaptureRecords.NameOf(capture), 0, 1, cancellationToken);
        return blob is not null;
    }

    /// <summary>Enters a stored capture into the indexes, or finishes that after a kill; returns its lines. Repeating it is harmless.</summary>
    /// <exception cref="InvalidDataException">The blob is damaged or gone.</exception>
    public async Task<IReadOnlyList<CdxjLine>> IndexAsync(string blob, CancellationToken cancellationToken) =>
        await AddToIndexesAsync(blob, await EntriesAsync(blob, cancellationToken), cancellationToken);

    /// <summary>Reads a capture back, following revisit records; null when there is no such blob.</summary>
    /// <exception cref="InvalidDataException">The blob, or one that it refers to, is damaged or gone.</exception>
    public async Task<Capture?> ReadAsync(string blob, CancellationToken cancellationToken) =>
        await ReadAsync(blob, revisit => PayloadAsync(revisit, cancellationToken), cancellationToken) is { } read ? read.Capture : null;

    /// <summary>Reads what was found in a capture; null when there is no such blob.</summary>
    /// <exception cref="InvalidDataException">The blob is damaged.</exception>
    public async Task<CaptureNotes?> ReadNotesAsync(string blob, CancellationToken cancellationToken) =>
        await ReadAsync(blob, static _ => Task.FromResult<byte[]>([]), cancellationToken) is { } read ? read.Notes : null;

    /// <summary>Reads a capture with what was found in it, both at once; null when there is no such blob.</summary>
    /// <exception cref="InvalidDataException">The blob, or one that it refers to, is damaged or gone.</exception>
    public async Task<(Capture Capture, CaptureNotes? Notes)?> ReadWithNotesAsync(string blob, CancellationToken cancellationToken) =>
        await ReadAsync(blob, revisit => PayloadAsync(revisit, cancellationToken), cancellationToken) is { } read ? (read.Capture!, read.Notes) : null;

    /// <summary>A URL's captures in the order of time: its answers, the redirects at it, and the fetches that failed.</summary>
    public async IAsyncEnumerable<CdxjLine> ListAsync(string url, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var exact = Surt.ExactKeyOf(url);
        await foreach (var line in _index.ListAsync(Surt.KeyOf(url), cancellationToken))
        {
            if (Surt.ExactKeyOf(line.Url) == exact)
            {
                yield return line;
            }
        }
    }

    /// <summary>The mementos of a URL: for each time the one nearest to it, and their list.</summary>
    public async Task<UrlMementos> MementosOfAsync(string url, CancellationToken cancellationToken) =>
        new(url, await _index.OpenAsync(Surt.KeyOf(url), cancellationToken));

    /// <summary>All that is known of a URL up to a timestamp of 14 digits, gaps included, the latest first: its lines, a capture at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<CdxjLine>> HistoryAsync(string url, string until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var exact = Surt.ExactKeyOf(url);
        var history = await _index.OpenAsync(Surt.KeyOf(url), cancellationToken);
        var capture = new List<CdxjLine>();
        await foreach (var line in history.UntilAsync(until, cancellationToken).Where(line => Surt.ExactKeyOf(line.Url) == exact))
        {
            if (capture.Count > 0 && capture[0].Filename != line.Filename)
            {
                yield return capture;
                capture = [];
            }

            capture.Add(line);
        }

        if (capture.Count > 0)
        {
            yield return capture;
        }
    }

    /// <summary>Searches the index as a CDX server does.</summary>
    public CdxSearch Search(CdxQuery query) => new(query, _index, _payloads);

    /// <summary>Reads the one answer that a line of the index stands for; null when it has none, or its blob is gone.</summary>
    /// <exception cref="InvalidDataException">The record, or the one that it refers to, is damaged or gone.</exception>
    public Task<Exchange?> ReadAnswerAsync(CdxjLine line, CancellationToken cancellationToken) => Answers(cancellationToken).ReadAsync(line, cancellationToken);

    /// <summary>Reads why and by whom a capture was taken down; null when the line is of none that was.</summary>
    /// <exception cref="InvalidDataException">The record is damaged.</exception>
    public Task<Tombstone?> ReadTombstoneAsync(CdxjLine line, CancellationToken cancellationToken) => Answers(cancellationToken).ReadTombstoneAsync(line, cancellationToken);

    /// <summary>The blobs of a host's captures that are newer than that one (null: all), oldest first.</summary>
    public IAsyncEnumerable<string> CapturesAfterAsync(string host, string? blob, CancellationToken cancellationToken) =>
        captures.ListAsync(BlobName.OfHost(host) + "/", blob, cancellationToken).Where(static name => CaptureContainer.KindOf(name) is BlobKind.Capture);

    /// <summary>Name and version of what writes the captures, e.g. "Refwatch/0.1".</summary>
    public string Software => software;

    /// <summary>The record that begins every file made of captures: who wrote them, and how.</summary>
    /// <param name="date">When the file is written.</param>
    /// <param name="contact">Whose archive it is: a mail address or a URL.</param>
    /// <param name="filename">The file's name.</param>
    public WarcRecord Info(DateTimeOffset date, string? contact = null, string? filename = null)
    {
        HeaderField[] who = contact is null ? [] : [new("operator", contact)];
        return WarcWriter.Info(date, filename, [new("software", software), .. who, new("robots", "obeyed (RFC 9309)")]);
    }

    /// <summary>The blob that holds the payload a revisit stands for, or, of a 304, the answer that it repeats; null when none is held.</summary>
    internal async Task<string?> OriginalOfAsync(WarcRecord revisit, CancellationToken cancellationToken)
    {
        if (revisit.Field("WARC-Profile") != WarcRecord.NotModified)
        {
            return revisit.Field("WARC-Payload-Digest") is { } digest ? (await _payloads.FindAsync(digest, cancellationToken))?.Blob : null;
        }

        var time = WarcRecord.ParseDate(revisit.Field("WARC-Refers-To-Date"))?.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        await foreach (var line in ListAsync(revisit.Field("WARC-Refers-To-Target-URI") ?? "", cancellationToken))
        {
            if (line is { IsAnswer: true, IsRevisit: false } && line.Timestamp == time)
            {
                return line.Filename;
            }
        }

        return null;
    }

    private async Task<List<CdxjLine>> AddToIndexesAsync(string blob, List<WarcEntry> entries, CancellationToken cancellationToken)
    {
        var lines = new List<CdxjLine>();
        foreach (var entry in entries)
        {
            if (CdxjLine.Of(entry, blob) is { } line)
            {
                lines.Add(line);
            }

            if (entry.Record is { Type: "response" } response)
            {
                await _payloads.AddAsync(response, blob, cancellationToken);
            }
        }

        await _index.AddAsync(lines, cancellationToken);
        return lines;
    }

    private async Task<CaptureReader?> ReadAsync(string blob, Func<WarcRecord, Task<byte[]>> payloadOf, CancellationToken cancellationToken)
    {
        if (await captures.OpenAsync(blob, 0, null, cancellationToken) is not { } file)
        {
            return null;
        }

        await using (file)
        {
            var entries = await EntriesAsync(blob, file, cancellationToken);
            var read = await CaptureReader.ReadAsync(entries.Select(static entry => entry.Record!), payloadOf);
            return read.Capture is null ? throw new InvalidDataException($"{blob} holds no metadata record of a capture.") : read;
        }
    }

    // An empty payload is no saving, and a 304 says itself what it repeats.
    private async Task<PayloadOrigin?> OriginalOfAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (exchange.IsResource)
        {
            return null;
        }

        if (exchange.Status == 304)
        {
            return await LastAnswerAsync(exchange, cancellationToken);
        }

        return exchange.Body.Length == 0 ? null : await _payloads.FindAsync(exchange.PayloadDigest, cancellationToken);
    }

    private AnswerReader Answers(CancellationToken cancellationToken) => new(captures, _index, revisit => PayloadAsync(revisit, cancellationToken));

    private async Task<PayloadOrigin?> LastAnswerAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        CdxjLine? last = null;
        var now = exchange.Time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        await foreach (var line in ListAsync(exchange.Url.AbsoluteUri, cancellationToken))
        {
            if (line is { Status: "200", IsRevisit: false } && string.CompareOrdinal(line.Timestamp, now) < 0)
            {
                last = line;
            }
        }

        return last is null ? null : await _payloads.FindAsync(last.Digest, cancellationToken);
    }

    private async Task<byte[]> PayloadAsync(WarcRecord revisit, CancellationToken cancellationToken)
    {
        var digest = revisit.Field("WARC-Payload-Digest") ?? "";
        if (await _payloads.FindAsync(digest, cancellationToken) is { } origin)
        {
            foreach (var entry in await EntriesAsync(origin.Blob, cancellationToken))
            {
                if (entry.Record is { Type: "response" } response && response.Field("WARC-Payload-Digest") == digest)
                {
                    return HttpBlock.Parse(response.Block)?.Body.ToArray() ?? [];
                }
            }
        }

        throw new InvalidDataException(
            $"The payload {digest} of {revisit.Field("WARC-Refers-To-Target-URI")} at {revisit.Field("WARC-Refers-To-Date")} is not held.");
    }

    private async Task<List<WarcEntry>> EntriesAsync(string blob, CancellationToken cancellationToken)
    {
        await using var file = await captures.OpenAsync(blob, 0, null, cancellationToken)
            ?? throw new InvalidDataException($"{blob} is not held.");
        return await EntriesAsync(blob, file, cancellationToken);
    }

    private static async Task<List<WarcEntry>> EntriesAsync(string blob, Stream file, CancellationToken cancellationToken)
    {
        var entries = new List<WarcEntry>();
        await foreach (var entry in WarcReader.ReadAsync(file, cancellationToken: cancellationToken))
        {
            entries.Add(entry.Problems.Count == 0
                ? entry
                : throw new InvalidDataException($"{blob} is damaged at byte {entry.Offset}: {string.Join("; ", entry.Problems)}."));
        }

        return entries;
    }
}
