using System.Runtime.CompilerServices;
using System.Text;
using Refwatch.Fetching;

namespace Refwatch.Archiving;

/// <summary>What stands at one place of a WARC file.</summary>
/// <param name="Offset">Where it begins, in bytes of the file as stored.</param>
/// <param name="Length">Its length there; 0 for a record that shares a gzip member with the next one.</param>
/// <param name="Record">The record; null when none could be read.</param>
/// <param name="Problems">What is wrong with it, a line each; empty for a sound record.</param>
public sealed record WarcEntry(long Offset, long Length, WarcRecord? Record, IReadOnlyList<string> Problems)
{
    /// <summary>The record can be trusted: what is wrong, if anything, lies around it.</summary>
    public bool IsSound => Record is not null && WarcProblem.SparesRecord(Record, Problems);
}

/// <summary>
/// Reads WARC files as a stream: plain, or gzipped in whole or by record. What is broken is reported with its offset, and
/// the reader goes on at the next place where a record can begin.
/// </summary>
public sealed class WarcReader : IDisposable
{
    /// <summary>Longer blocks are passed over with a report.</summary>
    public const int DefaultMaxBlock = 256 * 1024 * 1024;

    private static readonly ReadOnlyMemory<byte> Version = "WARC/"u8.ToArray();

    private readonly ByteWindow _raw;
    private readonly int _maxBlock;
    private GzipRun? _run;
    private ByteWindow? _inside;
    private bool _isShared;
    private bool _isLost;

    private WarcReader(Stream file, int maxBlock) => (_raw, _maxBlock) = (new ByteWindow(file), maxBlock);

    /// <summary>All entries of a file in order; memory is bounded by the longest block.</summary>
    public static async IAsyncEnumerable<WarcEntry> ReadAsync(
        Stream file,
        int maxBlock = DefaultMaxBlock,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = new WarcReader(file, maxBlock);
        while (reader._run is not null || await reader._raw.FillAsync(1, cancellationToken))
        {
            if (await reader.NextAsync(cancellationToken) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run?.Next?.Dispose();
        _run?.Dispose();
    }

    /// <summary>The next entry; null when there is nothing to say of the bytes that were passed.</summary>
    private async ValueTask<WarcEntry?> NextAsync(CancellationToken cancellationToken)
    {
        if (_run is not null)
        {
            return await NextInRunAsync(_run, _inside!, cancellationToken);
        }

        var start = _raw.Position;
        if (await IsAtRecordAsync(_raw, cancellationToken))
        {
            var (record, problems) = await WarcParser.ReadAsync(_raw, _maxBlock, cancellationToken);
            await _raw.SkipEmptyLinesAsync(cancellationToken);
            return Seen(new WarcEntry(start, _raw.Position - start, record, problems), isDamaged: false);
        }

        if (await GzipMember.OpenAsync(_raw, cancellationToken) is { } member)
        {
            BeginRun(member, start);
            return null;
        }

        return await PassOverAsync(start, cancellationToken);
    }

    private async ValueTask<WarcEntry?> NextInRunAsync(GzipRun run, ByteWindow inside, CancellationToken cancellationToken)
    {
        try
        {
            var isAtRecord = await IsAtRecordAsync(inside, cancellationToken);
            var found = isAtRecord || await inside.SkipToAsync([Version], cancellationToken);
            run.MayContinue = found;
            var (record, problems) = found ? await WarcParser.ReadAsync(inside, _maxBlock, cancellationToken) : (null, ["a gzip member without a record"]);
            run.MayContinue = false;
            var isLast = !await inside.SkipEmptyLinesAsync(cancellationToken);
            if (!isLast && !await IsAtRecordAsync(inside, cancellationToken))
            {
                problems.Add(WarcProblem.BytesBehind);
                isLast = !await inside.SkipToAsync([Version], cancellationToken);
            }

            _isShared |= !isLast;
            if (_isShared || !isAtRecord)
            {
                problems.Add(WarcProblem.NoMember);
            }

            if (run.IsDamaged)
            {
                problems.Add(WarcProblem.Checksum);
            }

            var entry = new WarcEntry(run.Start, isLast && !_isShared ? run.End - run.Start : 0, record, problems);
            if (isLast)
            {
                EndRun();
            }

            return found || !_isLost ? Seen(entry, run.IsDamaged) : null;
        }
        catch (InvalidDataException)
        {
            run.Abandon();
            EndRun();
            return _isLost ? null : Seen(new WarcEntry(run.Start, run.End - run.Start, null, ["the gzip data are damaged"]), isDamaged: true);
        }
    }

    // After damage every three bytes that look like a member's beginning are tried: those that are none are not reported.
    private WarcEntry Seen(WarcEntry entry, bool isDamaged)
    {
        _isLost = isDamaged || entry.Record is null;
        return entry;
    }

    private async ValueTask<WarcEntry?> PassOverAsync(long start, CancellationToken cancellationToken)
    {
        if (_raw.Position == start)
        {
            _raw.Take(1);
        }

        await _raw.SkipToAsync([Version, GzipMember.Magic], cancellationToken);
        return _isLost ? null : Seen(new WarcEntry(start, _raw.Position - start, null, [$"{_raw.Position - start} bytes that are no record"]), isDamaged: true);
    }

    private static async ValueTask<bool> IsAtRecordAsync(ByteWindow window, CancellationToken cancellationToken) =>
        await window.FillAsync(Version.Length, cancellationToken) && window.Ahead.Span.StartsWith(Version.Span);

    private void BeginRun(GzipMember member, long start)
    {
        _run = new GzipRun(_raw, member, start, Version);
        _inside = new ByteWindow(_run);
        _isShared = false;
    }

    private void EndRun()
    {
        var ended = _run;
        _run = null;
        if (ended?.Next is { } next)
        {
            BeginRun(next, ended.End);
        }

        ended?.Dispose();
    }
}
