using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Refwatch.Archiving.Custody;

namespace Refwatch.Archiving.Importing;

/// <summary>
/// Enters imports into the journal: a file is begun before its first new capture is stored, and ended with what was kept. What
/// a kill cut off stays begun until the same bytes are imported again, under whatever name.
/// </summary>
internal sealed class ImportActs(Journal journal, string actor, TimeProvider clock)
{
    private readonly Dictionary<string, string> _begun = new(StringComparer.Ordinal);

    /// <summary>A capture is about to be stored that comes from this file.</summary>
    public async Task BeginAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (!_begun.ContainsKey(file.FullName))
        {
            var digest = await DigestAsync(file, cancellationToken);
            await AddAsync(ActKind.ImportBegun, digest, $"an import of {file.Name} was begun", cancellationToken);
            _begun.Add(file.FullName, digest);
        }
    }

    /// <summary>A file was read to its end. One that brought nothing new is no act, unless an earlier import of it was cut off.</summary>
    public async Task EndAsync(FileInfo file, ImportReport report, CancellationToken cancellationToken)
    {
        if (!_begun.TryGetValue(file.FullName, out var digest))
        {
            var unfinished = await UnfinishedAsync(journal, cancellationToken).Select(static act => act.FileDigest).ToListAsync(cancellationToken);
            if (unfinished.Count == 0 || !unfinished.Contains(digest = await DigestAsync(file, cancellationToken)))
            {
                return;
            }
        }

        var kept = string.Create(CultureInfo.InvariantCulture, $"{report.Kept} captures of {file.Name}, {report.Held} held already, {report.Lost} records damaged");
        await AddAsync(ActKind.Imported, digest, kept, cancellationToken);
    }

    /// <summary>The imports that were begun and not ended.</summary>
    public static async IAsyncEnumerable<Act> UnfinishedAsync(Journal journal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = new Dictionary<string, Act>(StringComparer.Ordinal);
        await foreach (var act in journal.ActsAsync(cancellationToken, ActKind.ImportBegun, ActKind.Imported))
        {
            if (act is { Kind: ActKind.ImportBegun, FileDigest: { } opened })
            {
                begun[opened] = act;
            }
            else if (act.FileDigest is { } ended)
            {
                begun.Remove(ended);
            }
        }

        foreach (var act in begun.Values)
        {
            yield return act;
        }
    }

    private Task AddAsync(ActKind kind, string digest, string reason, CancellationToken cancellationToken) =>
        journal.AddAsync(new Act { Kind = kind, Time = clock.GetUtcNow(), Actor = actor, Reason = reason, FileDigest = digest }, cancellationToken);

    private static async Task<string> DigestAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenRead();
        return $"sha256:{Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken))}";
    }
}
