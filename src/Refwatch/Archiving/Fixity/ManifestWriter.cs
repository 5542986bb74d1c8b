using System.Globalization;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>Writes the manifest of a day, and seals it.</summary>
/// <param name="captures">The captures container: manifests lie beside what they name, under the same protection.</param>
/// <param name="signers">Who seals; nobody is allowed, and leaves a chain that only shows accidents.</param>
/// <param name="clock">The time.</param>
public sealed class ManifestWriter(IBlobStore captures, IReadOnlyList<IManifestSigner> signers, TimeProvider clock)
{
    public static readonly TimeSpan DefaultBacklog = TimeSpan.FromDays(7);

    private readonly ManifestReader _chain = new(captures);

    /// <summary>
    /// How old a manifest may be to be sealed. A chain that somebody made anew in a night must not get its seals from the
    /// next morning's run; a person who switches signing on later may ask for more.
    /// </summary>
    public TimeSpan Backlog { get; init; } = DefaultBacklog;

    /// <summary>
    /// Names whatever no manifest named: once a day also when that is nothing, else only when there is something. Seals what
    /// is not sealed yet. Repeating it, also after a kill between any two writes, and running it twice at once, is harmless.
    /// </summary>
    /// <returns>The newest manifest, and whether this run wrote it.</returns>
    /// <exception cref="SigningException">The manifest is written and not sealed; the next run tries again.</exception>
    /// <exception cref="InvalidDataException">The chain is damaged: `refwatch verify` says where.</exception>
    public async Task<WrittenManifest> WriteAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var named = new HashSet<UInt128>();
            var (last, digest) = await ReadChainAsync(named, cancellationToken);
            var fresh = await FreshAsync(named, cancellationToken);
            if (last is not null && fresh.Count == 0 && last.Day == Today)
            {
                await SealAsync(last, cancellationToken);
                return new WrittenManifest(last, digest!, IsNew: false);
            }

            var next = new Manifest((last?.Position ?? 0) + 1, Today, clock.GetUtcNow(), digest, fresh.Count);
            var content = Write(next, fresh);

            // The position is the name: of two who write at once, one writes the next manifest and the other looks again.
            if (await captures.WriteAsync(Manifest.NameOf(next.Position), content, WriteCondition.Absent, cancellationToken) is not null)
            {
                await SealAsync(next, cancellationToken);
                return new WrittenManifest(next, Fetching.Digest.Sha256(content), IsNew: true);
            }
        }
    }

    private string Today => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<(Manifest? Last, string? Digest)> ReadChainAsync(HashSet<UInt128> named, CancellationToken cancellationToken)
    {
        (Manifest? Last, string? Digest) end = (null, null);
        await foreach (var position in _chain.PositionsAsync(cancellationToken))
        {
            var read = await _chain.ReadAsync(position, (_, entry) => named.Add(Fingerprint.Of(entry.Name)), cancellationToken);
            if (read?.Head is not { } head || head.Position != (end.Last?.Position ?? 0) + 1 || head.Previous != end.Digest)
            {
                throw new InvalidDataException($"{Manifest.NameOf(position)} does not continue the chain: nothing is added to it. Run `refwatch verify`.");
            }

            end = (head, read.Digest);
        }

        return end;
    }

    private async Task<List<ManifestEntry>> FreshAsync(HashSet<UInt128> named, CancellationToken cancellationToken)
    {
        var unnamed = captures.ListAsync("", after: null, cancellationToken)
            .Where(name => CaptureContainer.KindOf(name) is not BlobKind.Manifest && !named.Contains(Fingerprint.Of(name)));
        return await unnamed
            .InOrderAsync(name => DescribeAsync(name, cancellationToken), cancellationToken)
            .OfType<ManifestEntry>()
            .ToListAsync(cancellationToken);
    }

    /// <summary>Null for a blob that was taken down meanwhile.</summary>
    private async Task<ManifestEntry?> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        if (await captures.OpenAsync(name, 0, null, cancellationToken) is not { } file)
        {
            return null;
        }

        await using var bytes = new HashingStream(file);
        var digest = await bytes.FinishAsync(cancellationToken);
        return new ManifestEntry(name, digest, bytes.Size);
    }

    private async Task SealAsync(Manifest newest, CancellationToken cancellationToken)
    {
        foreach (var signer in signers)
        {
            // Those at the end lack theirs, after a kill or when the signer could not be had. The oldest first: then what
            // lacks a seal always stands at the end.
            var first = newest.Position;
            while (first > 0 && !await captures.HasAsync(Manifest.SealOf(first, signer.Suffix), cancellationToken))
            {
                first--;
            }

            for (var position = first + 1; position <= newest.Position; position++)
            {
                if (await _chain.ReadAsync(position, static (_, _) => { }, cancellationToken) is { Head: { } head } manifest && clock.GetUtcNow() - head.Written <= Backlog)
                {
                    var seal = await signer.SignAsync(Convert.FromHexString(manifest.Digest["sha256:".Length..]), cancellationToken);
                    await captures.WriteAsync(Manifest.SealOf(position, signer.Suffix), seal, WriteCondition.Absent, cancellationToken);
                }
            }
        }
    }

    private static byte[] Write(Manifest head, List<ManifestEntry> entries)
    {
        using var content = new MemoryStream();
        content.Write(Json.Write(head));
        content.WriteByte((byte)'\n');
        foreach (var entry in entries)
        {
            content.Write(Json.Write(entry));
            content.WriteByte((byte)'\n');
        }

        return content.ToArray();
    }
}

/// <summary>What a run left as the newest manifest.</summary>
/// <param name="Manifest">Its first line.</param>
/// <param name="Digest">Its SHA-256: note it elsewhere, and `verify --expect-head` finds out whether it was ever removed.</param>
/// <param name="IsNew">This run wrote it.</param>
public sealed record WrittenManifest(Manifest Manifest, string Digest, bool IsNew);
