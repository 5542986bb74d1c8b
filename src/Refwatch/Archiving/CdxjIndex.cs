using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>
/// The CDXJ index in the state store: a segment for each URL key and year, "index/{host}/{16 hex of the key}/{year}.cdxj",
/// sorted and without duplicates. The host stands reversed ("org.example.www"), so that a host's and a domain's segments lie
/// together. Segments are merged and written if-match: any number of visits may add lines at once.
/// </summary>
internal sealed class CdxjIndex(IBlobStore state)
{
    private const int MaxTries = 100;

    /// <summary>Adds lines; those that are there already stay as they are.</summary>
    public async Task AddAsync(IEnumerable<CdxjLine> lines, CancellationToken cancellationToken)
    {
        foreach (var segment in lines.GroupBy(static line => $"{FolderOf(line.UrlKey)}{line.Timestamp[..4]}.cdxj"))
        {
            await MergeAsync(segment.Key, [.. segment], cancellationToken);
        }
    }

    /// <summary>All lines of a key in the order of time.</summary>
    public async IAsyncEnumerable<CdxjLine> ListAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in state.ListAsync(FolderOf(key), after: null, cancellationToken))
        {
            foreach (var line in Parse((await state.ReadAsync(name, cancellationToken))?.Content ?? default))
            {
                // Two keys whose digests begin alike share a segment.
                if (line.UrlKey == key)
                {
                    yield return line;
                }
            }
        }
    }

    private async Task MergeAsync(string name, List<CdxjLine> lines, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var held = await state.ReadAsync(name, cancellationToken);
            var merged = new SortedSet<CdxjLine>(Parse(held?.Content ?? default), CdxjLine.Order);
            var isNew = false;
            foreach (var line in lines)
            {
                isNew |= merged.Add(line);
            }

            if (!isNew || await state.WriteAsync(name, Write(merged), WriteCondition.Unchanged(held?.ETag), cancellationToken) is not null)
            {
                return;
            }
        }

        throw new IOException($"The index segment {name} was changed by others {MaxTries} times in a row.");
    }

    private static IEnumerable<CdxjLine> Parse(ReadOnlyMemory<byte> segment) =>
        Encoding.UTF8.GetString(segment.Span).Split('\n').Select(CdxjLine.Parse).OfType<CdxjLine>();

    private static byte[] Write(IEnumerable<CdxjLine> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n")));

    private static string FolderOf(string key)
    {
        var host = BlobName.OfHost(Surt.HostOf(key).Replace(',', '.'));
        return $"index/{host}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]}/";
    }
}
