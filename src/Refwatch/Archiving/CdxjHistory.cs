using System.Runtime.CompilerServices;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>The index lines of one URL, read segment by segment from any time on, forwards or backwards.</summary>
internal sealed class CdxjHistory
{
    /// <summary>Before every timestamp.</summary>
    public const string Beginning = "00000000000000";

    /// <summary>After every timestamp.</summary>
    public const string End = "99999999999999";

    private const int MaxTries = 10;

    private readonly IBlobStore? _state;
    private readonly List<List<CdxjSegment>> _runs = [];
    private string? _key;
    private (int Run, List<CdxjLine> Lines) _last = (-1, []);

    /// <param name="state">Where the segments lie.</param>
    /// <param name="segments">Those of one folder, by name.</param>
    public CdxjHistory(IBlobStore? state, IEnumerable<CdxjSegment> segments)
    {
        _state = state;
        foreach (var segment in segments)
        {
            // A segment beside its own parts: it is being split, and all of them are read as one.
            if (_runs.Count > 0 && segment.IsPartOf(_runs[^1][0]))
            {
                _runs[^1].Add(segment);
            }
            else
            {
                _runs.Add([segment]);
            }
        }
    }

    public static CdxjHistory Empty { get; } = new(state: null, []);

    /// <summary>The URL's folder, without its last "/"; empty when there is none.</summary>
    public string Folder => _runs.Count == 0 ? "" : _runs[0][0].Folder.TrimEnd('/');

    /// <summary>Leaves out other keys: two whose digests begin alike share a folder.</summary>
    public CdxjHistory Only(string key)
    {
        _key = key;
        return this;
    }

    /// <summary>The URL's key, as its first line has it; empty when there is none.</summary>
    public async Task<string> KeyAsync(CancellationToken cancellationToken) =>
        _runs.Count > 0 && await ReadAsync(_runs[0], cancellationToken) is [var first, ..] ? first.UrlKey : "";

    /// <summary>The lines from a timestamp of 14 digits on, in the order of time.</summary>
    public async IAsyncEnumerable<CdxjLine> FromAsync(string timestamp, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var run = 0; run < _runs.Count; run++)
        {
            if (string.CompareOrdinal(_runs[run][0].Until, timestamp) < 0)
            {
                continue;
            }

            foreach (var line in await LinesAsync(run, cancellationToken))
            {
                if (string.CompareOrdinal(line.Timestamp, timestamp) >= 0)
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>The lines up to a timestamp of 14 digits, the latest first.</summary>
    public async IAsyncEnumerable<CdxjLine> UntilAsync(string timestamp, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var run = _runs.Count - 1; run >= 0; run--)
        {
            if (string.CompareOrdinal(_runs[run][0].Digits, timestamp) > 0)
            {
                continue;
            }

            var lines = await LinesAsync(run, cancellationToken);
            for (var i = lines.Count - 1; i >= 0; i--)
            {
                if (string.CompareOrdinal(lines[i].Timestamp, timestamp) <= 0)
                {
                    yield return lines[i];
                }
            }
        }
    }

    private async Task<List<CdxjLine>> LinesAsync(int run, CancellationToken cancellationToken)
    {
        if (_last.Run != run)
        {
            _last = (run, await ReadAsync(_runs[run], cancellationToken));
        }

        return _last.Lines;
    }

    private async Task<List<CdxjLine>> ReadAsync(List<CdxjSegment> run, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await TryReadAsync(run, cancellationToken) is { } lines)
            {
                return lines;
            }

            // It was split after it was listed: its parts are there now.
            var whole = run[0];
            run = [];
            await foreach (var name in _state!.ListAsync(whole.Folder + whole.Digits, after: null, cancellationToken))
            {
                if (CdxjSegment.Parse(name) is { } segment)
                {
                    run.Add(segment);
                }
            }

            if (run.Count == 0)
            {
                return [];
            }
        }

        throw new IOException($"The index segment {run[0].Name} was split {MaxTries} times while it was read.");
    }

    private async Task<List<CdxjLine>?> TryReadAsync(List<CdxjSegment> run, CancellationToken cancellationToken)
    {
        var lines = new List<CdxjLine>();
        foreach (var segment in run)
        {
            if (await _state!.ReadAsync(segment.Name, cancellationToken) is not { } blob)
            {
                return null;
            }

            lines.AddRange(CdxjSegment.ReadLines(blob).Where(line => _key is null || line.UrlKey == _key));
        }

        return run.Count == 1 ? lines : [.. new SortedSet<CdxjLine>(lines, CdxjLine.Order)];
    }
}
