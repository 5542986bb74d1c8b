using System.Runtime.CompilerServices;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>Reads the chain of manifests, however damaged, a line at a time.</summary>
public sealed class ManifestReader(IBlobStore captures)
{
    /// <summary>The names of all manifests in the order of the chain.</summary>
    public async IAsyncEnumerable<int> PositionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in captures.ListAsync(CaptureContainer.Manifests, after: null, cancellationToken))
        {
            if (Manifest.PositionOf(name) is { } position)
            {
                yield return position;
            }
        }
    }

    /// <summary>Reads a manifest to its end.</summary>
    /// <param name="position">Which.</param>
    /// <param name="named">Told of its first line and of each blob that it names.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Its first line and its digest; null when there is no such manifest.</returns>
    public async Task<ReadManifest?> ReadAsync(int position, Action<Manifest?, ManifestEntry> named, CancellationToken cancellationToken)
    {
        if (await captures.OpenAsync(Manifest.NameOf(position), 0, null, cancellationToken) is not { } file)
        {
            return null;
        }

        await using var bytes = new HashingStream(file);
        Manifest? head = null;
        var (entries, badLines, number) = (0, 0, 0);
        await foreach (var (_, line) in TextLines.ReadAsync(bytes, cancellationToken))
        {
            if (number++ == 0)
            {
                head = Manifest.Parse(line);
            }
            else if (ManifestEntry.Parse(line) is { } entry)
            {
                entries++;
                named(head, entry);
            }
            else
            {
                badLines++;
            }
        }

        return new ReadManifest(head, await bytes.FinishAsync(cancellationToken), entries, badLines);
    }

    /// <summary>The manifest that names a blob, and what it says of it; null when none does yet. Reads the chain from its end.</summary>
    public async Task<(Manifest Manifest, ManifestEntry Entry)?> FindAsync(string blob, CancellationToken cancellationToken)
    {
        var positions = await PositionsAsync(cancellationToken).ToListAsync(cancellationToken);
        for (var i = positions.Count - 1; i >= 0; i--)
        {
            ManifestEntry? found = null;
            var read = await ReadAsync(positions[i], (_, entry) => found = entry.Name == blob ? entry : found, cancellationToken);
            if (found is not null && read?.Head is { } head)
            {
                return (head, found);
            }
        }

        return null;
    }
}

/// <summary>A manifest as it was read.</summary>
/// <param name="Head">Its first line; null when that is none.</param>
/// <param name="Digest">SHA-256 of its bytes.</param>
/// <param name="Entries">Lines that name a blob.</param>
/// <param name="BadLines">Lines that say nothing.</param>
public sealed record ReadManifest(Manifest? Head, string Digest, int Entries, int BadLines);
