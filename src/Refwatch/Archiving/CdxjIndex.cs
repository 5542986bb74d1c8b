using System.Runtime.CompilerServices;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>
/// The CDXJ index in the state store, in segments that are sorted, without duplicates and of bounded size: what a look-up of
/// one URL reads does not depend on how many captures there are. Segments are merged and written if-match: any number of
/// visits may add lines at once.
/// </summary>
/// <remarks>
/// A segment that is full is split: its lines are added to its parts first, then it is deleted if-match. After a kill in
/// between both hold them, which readers don't mind; the next line that is added ends it. So the lines alone decide how
/// they lie, in whatever order they came.
/// </remarks>
internal sealed class CdxjIndex(IBlobStore state)
{
    private const int MaxTries = 100;

    /// <summary>Adds lines; those that are there already stay as they are.</summary>
    public async Task AddAsync(IEnumerable<CdxjLine> lines, CancellationToken cancellationToken)
    {
        foreach (var segment in lines.GroupBy(CdxjSegment.Of))
        {
            await AddAsync(segment.Key, [.. segment], cancellationToken);
        }
    }

    /// <summary>All lines of a key in the order of time.</summary>
    public async IAsyncEnumerable<CdxjLine> ListAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var history = await OpenAsync(key, cancellationToken);
        await foreach (var line in history.FromAsync(CdxjHistory.Beginning, cancellationToken))
        {
            yield return line;
        }
    }

    /// <summary>Opens the lines of a key, to read forwards or backwards from any time.</summary>
    public async Task<CdxjHistory> OpenAsync(string key, CancellationToken cancellationToken)
    {
        await foreach (var history in FoldersAsync(CdxjSegment.FolderOf(key), after: null, cancellationToken))
        {
            return history.Only(key);
        }

        return CdxjHistory.Empty;
    }

    /// <summary>The names of the segments that may hold a key's lines of one timestamp: one, or several while it is being split.</summary>
    public async IAsyncEnumerable<string> SegmentsAtAsync(string key, string timestamp, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in state.ListAsync(CdxjSegment.FolderOf(key) + timestamp[..4], after: null, cancellationToken))
        {
            if (CdxjSegment.Parse(name) is { } segment && timestamp.StartsWith(segment.Digits, StringComparison.Ordinal))
            {
                yield return name;
            }
        }
    }

    /// <summary>Opens the URLs whose folders begin with a prefix, one after the other, in the order of their keys.</summary>
    /// <param name="prefix">A folder of <see cref="CdxjSegment.HostFolderOf"/>, or the beginning of several in it.</param>
    /// <param name="after">What the folder to begin with begins with; null: the first.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async IAsyncEnumerable<CdxjHistory> WalkAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var alike = new List<CdxjHistory>();
        await foreach (var history in FoldersAsync(prefix, after, cancellationToken))
        {
            if (alike.Count > 0 && !CdxjSegment.AreAlike(alike[0].Folder, history.Folder))
            {
                foreach (var next in await SortAsync(alike, cancellationToken))
                {
                    yield return next;
                }

                alike.Clear();
            }

            alike.Add(history);
        }

        foreach (var next in await SortAsync(alike, cancellationToken))
        {
            yield return next;
        }
    }

    /// <summary>The folders of a host and of those below it that hold any line, in the order of their keys: one listing of all.</summary>
    /// <param name="host">As a <see cref="Surt"/> key has it.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async Task<IReadOnlyList<string>> HostFoldersAsync(string host, CancellationToken cancellationToken)
    {
        var folder = CdxjSegment.HostFolderOf(host).TrimEnd('/');
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var name in state.ListAsync(folder, after: null, cancellationToken))
        {
            if (name[folder.Length] is '/' or '.' or '_')
            {
                hosts.Add(name[..(name.IndexOf('/', CdxjSegment.Root.Length) + 1)]);
            }
        }

        return [.. hosts.OrderBy(CdxjSegment.OrderOf, StringComparer.Ordinal)];
    }

    private async IAsyncEnumerable<CdxjHistory> FoldersAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var segments = new List<CdxjSegment>();
        await foreach (var name in state.ListAsync(prefix, after, cancellationToken))
        {
            if (CdxjSegment.Parse(name) is not { } segment)
            {
                continue;
            }

            if (segments.Count > 0 && segments[0].Folder != segment.Folder)
            {
                yield return new CdxjHistory(state, segments);
                segments = [];
            }

            segments.Add(segment);
        }

        if (segments.Count > 0)
        {
            yield return new CdxjHistory(state, segments);
        }
    }

    private static async Task<IReadOnlyList<CdxjHistory>> SortAsync(List<CdxjHistory> alike, CancellationToken cancellationToken)
    {
        if (alike.Count < 2)
        {
            return alike;
        }

        var keyed = new List<(string Key, CdxjHistory History)>();
        foreach (var history in alike)
        {
            keyed.Add((await history.KeyAsync(cancellationToken), history));
        }

        return [.. keyed.OrderBy(static url => url.Key, StringComparer.Ordinal).Select(static url => url.History)];
    }

    private async Task AddAsync(CdxjSegment segment, IReadOnlyCollection<CdxjLine> lines, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var held = await state.ReadAsync(segment.Name, cancellationToken);
            if (held is null && segment.CanSplit && await IsSplitAsync(segment, cancellationToken))
            {
                await AddToPartsAsync(segment, lines, cancellationToken);
                return;
            }

            if (held is not null && CdxjSegment.Append(held, lines) is { } longer)
            {
                if (await state.WriteAsync(segment.Name, longer, WriteCondition.Unchanged(held.ETag), cancellationToken) is not null)
                {
                    return;
                }

                continue;
            }

            var merged = new SortedSet<CdxjLine>(CdxjSegment.ReadLines(held), CdxjLine.Order);
            var isNew = false;
            foreach (var line in lines)
            {
                isNew |= merged.Add(line);
            }

            if (!isNew || await WriteAsync(segment, held, merged, cancellationToken))
            {
                return;
            }
        }

        throw new IOException($"The index segment {segment.Name} was changed by others {MaxTries} times in a row.");
    }

    /// <summary>Writes a segment, or splits it; false when others changed it meanwhile.</summary>
    private async Task<bool> WriteAsync(CdxjSegment segment, Blob? held, SortedSet<CdxjLine> lines, CancellationToken cancellationToken)
    {
        if (lines.Count <= CdxjSegment.MaxLines || !segment.CanSplit)
        {
            var condition = WriteCondition.Unchanged(held?.ETag);
            return await state.WriteAsync(segment.Name, CdxjSegment.WriteLines(lines), condition, cancellationToken) is not null;
        }

        await AddToPartsAsync(segment, lines, cancellationToken);
        return held is null || await state.DeleteAsync(segment.Name, held.ETag, cancellationToken);
    }

    private async Task AddToPartsAsync(CdxjSegment segment, IEnumerable<CdxjLine> lines, CancellationToken cancellationToken)
    {
        foreach (var part in lines.GroupBy(line => segment.PartOf(line.Timestamp)))
        {
            await AddAsync(part.Key, [.. part], cancellationToken);
        }
    }

    private async Task<bool> IsSplitAsync(CdxjSegment segment, CancellationToken cancellationToken)
    {
        await foreach (var _ in state.ListAsync(segment.Folder + segment.Digits, after: null, cancellationToken))
        {
            return true;
        }

        return false;
    }
}
