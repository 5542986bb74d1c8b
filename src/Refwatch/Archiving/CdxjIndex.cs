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
        await foreach (var history in WalkAsync(CdxjSegment.FolderOf(key), after: null, cancellationToken))
        {
            return history.Only(key);
        }

        return CdxjHistory.Empty;
    }

    /// <summary>Opens the URLs whose folders begin with a prefix, one after the other, in the folders' order.</summary>
    /// <param name="prefix">A folder of <see cref="CdxjSegment.HostFolderOf"/>, or the beginning of several.</param>
    /// <param name="after">The folder to begin with, without its last "/"; null: the first.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async IAsyncEnumerable<CdxjHistory> WalkAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
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
