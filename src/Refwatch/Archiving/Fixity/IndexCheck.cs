using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>The index lines that follow from the captures with those that the index holds, and where it holds them.</summary>
/// <remarks>The index is read before the captures, and asked once more about what does not agree: checks go on meanwhile.</remarks>
internal sealed class IndexCheck(IBlobStore captures, CaptureIndexes indexes, FixityReport report, Action<FixityProblem> found) : IDisposable
{
    private const char Captured = 'c';
    private const char Indexed = 'i';
    private const char Misplaced = 'm';

    private readonly Facts _facts = new();
    private readonly HashSet<string> _damaged = new(StringComparer.Ordinal);

    /// <summary>Reads the whole index.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var indexed in indexes.LinesAsync(cancellationToken))
        {
            report.IndexLines++;
            if (indexed.Line is { } line)
            {
                _facts.Add(line.ToString(), indexed.IsInPlace ? Indexed : Misplaced, $"{indexed.Offset} {indexed.Segment}");
            }
            else
            {
                found(new FixityProblem(FixityKind.WrongIndexLine, indexed.Segment, indexed.Offset, "this line is none"));
            }
        }
    }

    /// <summary>Whether a blob was damaged: what the indexes say of it was right once.</summary>
    public bool IsDamaged(string blob) => _damaged.Contains(blob);

    /// <summary>What an index should say of a blob.</summary>
    public void Add(BlobReading blob)
    {
        if (blob.Problems.Count > 0)
        {
            _damaged.Add(blob.Name);
        }

        foreach (var line in blob.Lines)
        {
            _facts.Add(line.ToString(), Captured, "");
        }
    }

    /// <summary>Names what does not agree.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var facts in _facts.ReadBySubject())
        {
            var line = CdxjLine.Parse(facts[0].Subject)!;
            var isCaptured = facts[0].Witness == Captured;
            if (isCaptured && !facts.Any(static fact => fact.Witness == Indexed) && !await IsIndexedAsync(line, cancellationToken))
            {
                found(new FixityProblem(FixityKind.NotIndexed, line.Filename, long.Parse(line.Offset), $"no index line says {line.Timestamp} {line.Url} {line.Digest}"));
            }

            foreach (var fact in facts.Where(static fact => fact.Witness != Captured))
            {
                await CheckAsync(line, fact, isCaptured, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _facts.Dispose();

    private async Task CheckAsync(CdxjLine line, Fact indexed, bool isCaptured, CancellationToken cancellationToken)
    {
        var (offset, segment) = indexed.Text.Split(' ', 2) is [var place, var name] ? (long.Parse(place), name) : default;
        if (indexed.Witness == Misplaced)
        {
            found(new FixityProblem(FixityKind.WrongIndexLine, segment, offset, $"{line.Url} at {line.Timestamp} stands where nobody looks for it"));
        }
        else if (!isCaptured && !IsDamaged(line.Filename) && await IsIndexedAsync(line, cancellationToken))
        {
            var isHeld = await captures.HasNamedAsync(line.Filename, cancellationToken);
            var kind = isHeld ? FixityKind.WrongIndexLine : FixityKind.DanglingIndexLine;
            var detail = isHeld ? $"no sound record at byte {line.Offset} of {line.Filename} is {line.Url} at {line.Timestamp} as it says" : $"{line.Filename} is not held";
            found(new FixityProblem(kind, segment, offset, detail));
        }
    }

    private async Task<bool> IsIndexedAsync(CdxjLine line, CancellationToken cancellationToken)
    {
        var history = await indexes.OpenAsync(line.UrlKey, cancellationToken);
        return await history.FromAsync(line.Timestamp, cancellationToken)
            .TakeWhile(held => held.Timestamp == line.Timestamp)
            .AnyAsync(held => held == line, cancellationToken);
    }
}
