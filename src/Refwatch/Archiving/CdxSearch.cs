using System.Runtime.CompilerServices;

namespace Refwatch.Archiving;

/// <summary>
/// Answers a CDX query from the index as a stream: what is in memory at once is one segment, or the last captures that a
/// negative limit asks for. Captures come in the order of their URLs' keys (SURT) and of time, as CDX clients merge them.
/// </summary>
public sealed class CdxSearch
{
    private readonly CdxQuery _query;
    private readonly CdxjIndex _index;
    private readonly PayloadIndex _payloads;
    private readonly string _key;
    private readonly string _host;
    private CdxjLine? _original;

    internal CdxSearch(CdxQuery query, CdxjIndex index, PayloadIndex payloads)
    {
        (_query, _index, _payloads) = (query, index, payloads);
        _key = Surt.KeyOf(query.Url);
        _host = Surt.HostOf(_key);
        if (query.Match is CdxMatch.Prefix && query.Url.EndsWith('/') && !_key.EndsWith('/'))
        {
            _key += "/"; // the key of a page drops its last slash, a prefix means it
        }
    }

    /// <summary>What goes on where the limit cut; null when that was all. Known when the results have been read.</summary>
    public string? ResumeKey { get; private set; }

    /// <summary>The captures that were asked for.</summary>
    public async IAsyncEnumerable<CdxResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = SelectAsync(cancellationToken).Skip(_query.Offset);
        lines = _query.Limit is < 0 and var last ? TakeLastAsync(lines, -last, cancellationToken) : lines;
        var count = 0;
        CdxjLine? before = null;
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            if (count++ == _query.Limit)
            {
                ResumeKey = _query.Sort is CdxSort.Ascending ? CdxResumeKey.Of(before!) : null;
                yield break;
            }

            before = line;
            yield return new CdxResult(line, _query.ResolveRevisits && line.IsRevisit ? await OriginalAsync(line, cancellationToken) : null);
        }
    }

    private async IAsyncEnumerable<CdxjLine> SelectAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new string?[_query.Collapses.Count];
        await foreach (var line in LinesAsync(cancellationToken))
        {
            // The line that was answered last is not answered again, but the next one is collapsed with it.
            var isKnown = _query.Resume is { } resume && CdxjLine.Order.Compare(line, resume) <= 0;
            if (line.IsAnswer && Matches(line) && _query.Filters.All(filter => filter.Admits(line)) && !IsCollapsed(line, seen) && !isKnown)
            {
                yield return line;
            }
        }
    }

    private static async IAsyncEnumerable<CdxjLine> TakeLastAsync(IAsyncEnumerable<CdxjLine> lines, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = new Queue<CdxjLine>();
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            last.Enqueue(line);
            if (last.Count > count)
            {
                last.Dequeue();
            }
        }

        foreach (var line in last)
        {
            yield return line;
        }
    }

    private bool IsCollapsed(CdxjLine line, string?[] seen)
    {
        foreach (var (place, collapse) in _query.Collapses.Index())
        {
            var key = collapse.KeyOf(line);
            if (seen[place] == key)
            {
                return true;
            }

            seen[place] = key;
        }

        return false;
    }

    private bool Matches(CdxjLine line) => _query.Match switch
    {
        CdxMatch.Exact => true,
        CdxMatch.Prefix => line.UrlKey.StartsWith(_key, StringComparison.Ordinal),
        CdxMatch.Host => Surt.HostOf(line.UrlKey) == _host,
        _ => Surt.HostOf(line.UrlKey) is var host && (host == _host || host.StartsWith(_host + ",", StringComparison.Ordinal) || host.StartsWith(_host + ":", StringComparison.Ordinal)),
    };

    private async IAsyncEnumerable<CdxjLine> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_query.Match is CdxMatch.Exact)
        {
            await foreach (var line in SortedAsync(await _index.OpenAsync(_key, cancellationToken), cancellationToken))
            {
                yield return line;
            }

            yield break;
        }

        await foreach (var prefix in FolderPrefixesAsync(cancellationToken))
        {
            var first = _query.Resume is { } resume ? CdxjSegment.FolderPrefixOf(resume.UrlKey) : null;
            await foreach (var history in _index.WalkAsync(prefix, first?.StartsWith(prefix, StringComparison.Ordinal) == true ? first : null, cancellationToken))
            {
                await foreach (var line in BetweenAsync(history, cancellationToken))
                {
                    yield return line;
                }
            }
        }
    }

    /// <summary>Where the URLs lie that may match, in the order of their keys.</summary>
    private async IAsyncEnumerable<string> FolderPrefixesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_query.Match is not CdxMatch.Domain)
        {
            yield return _query.Match is CdxMatch.Prefix ? CdxjSegment.FolderPrefixOf(_key) : CdxjSegment.HostFolderOf(_host);
            yield break;
        }

        var known = _query.Resume is { } resume ? CdxjSegment.OrderOf(CdxjSegment.HostFolderOf(Surt.HostOf(resume.UrlKey))) : "";
        foreach (var folder in await _index.HostFoldersAsync(_host, cancellationToken))
        {
            if (string.CompareOrdinal(CdxjSegment.OrderOf(folder), known) >= 0)
            {
                yield return folder;
            }
        }
    }

    private IAsyncEnumerable<CdxjLine> SortedAsync(CdxjHistory history, CancellationToken cancellationToken) => _query switch
    {
        { Sort: CdxSort.Reverse } => BackwardsAsync(history, _query.To, cancellationToken),
        { Sort: CdxSort.Closest } => ClosestAsync(history, cancellationToken),
        { Limit: < 0, Offset: 0, Collapses.Count: 0 } => LastAsync(history, -_query.Limit.Value, cancellationToken),
        _ => BetweenAsync(history, cancellationToken),
    };

    private IAsyncEnumerable<CdxjLine> BetweenAsync(CdxjHistory history, CancellationToken cancellationToken)
    {
        var resumed = _query.Resume is { } resume && history.Folder == CdxjSegment.FolderOf(resume.UrlKey).TrimEnd('/') ? resume.Timestamp : "";
        return history.FromAsync(string.CompareOrdinal(resumed, _query.From) > 0 ? resumed : _query.From, cancellationToken)
            .TakeWhile(line => string.CompareOrdinal(line.Timestamp, _query.To) <= 0);
    }

    private IAsyncEnumerable<CdxjLine> BackwardsAsync(CdxjHistory history, string until, CancellationToken cancellationToken) =>
        history.UntilAsync(until, cancellationToken).TakeWhile(line => string.CompareOrdinal(line.Timestamp, _query.From) >= 0);

    /// <summary>The last ones without reading those before them.</summary>
    private async IAsyncEnumerable<CdxjLine> LastAsync(CdxjHistory history, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await BackwardsAsync(history, _query.To, cancellationToken)
            .Where(line => line.IsAnswer && _query.Filters.All(filter => filter.Admits(line)))
            .Take(count).ToListAsync(cancellationToken);
        for (var i = last.Count - 1; i >= 0; i--)
        {
            yield return last[i];
        }
    }

    /// <summary>From the wanted time outwards, in both directions at once.</summary>
    private async IAsyncEnumerable<CdxjLine> ClosestAsync(CdxjHistory history, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wanted = CdxjLine.TimestampOf(_query.Closest);
        var from = string.CompareOrdinal(wanted, _query.From) < 0 ? _query.From : wanted;
        var until = (_query.Closest < DateTimeOffset.MinValue.AddSeconds(1) ? CdxjHistory.Beginning : CdxjLine.TimestampOf(_query.Closest.AddSeconds(-1))) is var before && string.CompareOrdinal(before, _query.To) > 0 ? _query.To : before;
        await using var later = history.FromAsync(from, cancellationToken)
            .TakeWhile(line => string.CompareOrdinal(line.Timestamp, _query.To) <= 0).GetAsyncEnumerator(cancellationToken);
        await using var earlier = BackwardsAsync(history, until, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var (hasLater, hasEarlier) = (await later.MoveNextAsync(), await earlier.MoveNextAsync());
        while (hasLater || hasEarlier)
        {
            if (hasLater && (!hasEarlier || later.Current.Time - _query.Closest <= _query.Closest - earlier.Current.Time))
            {
                yield return later.Current;
                hasLater = await later.MoveNextAsync();
            }
            else
            {
                yield return earlier.Current;
                hasEarlier = await earlier.MoveNextAsync();
            }
        }
    }

    /// <summary>The line of the capture that holds a revisit's payload.</summary>
    private async Task<CdxjLine?> OriginalAsync(CdxjLine revisit, CancellationToken cancellationToken)
    {
        if (_original?.Digest == revisit.Digest)
        {
            return _original; // one page's revisits mostly repeat one payload
        }

        if (await _payloads.FindAsync(revisit.Digest, cancellationToken) is { } origin)
        {
            var history = await _index.OpenAsync(Surt.KeyOf(origin.Url), cancellationToken);
            _original = await history.FromAsync(CdxjLine.TimestampOf(origin.Date), cancellationToken)
                .FirstOrDefaultAsync(line => !line.IsRevisit && line.Digest == revisit.Digest, cancellationToken) ?? _original;
        }

        return _original?.Digest == revisit.Digest ? _original : null;
    }
}
