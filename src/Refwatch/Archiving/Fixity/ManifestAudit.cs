using System.Globalization;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>The chain of manifests: whether it is whole and sealed.</summary>
internal sealed class ManifestAudit(IBlobStore captures, VerificationOptions options, FixityReport report, Action<FixityProblem> found)
{
    /// <summary>A seal comes with its manifest, or within the week in which a signer that could not be had is asked again.</summary>
    private static readonly TimeSpan LatestSeal = TimeSpan.FromDays(8);

    private static readonly TimeSpan LatestNaming = TimeSpan.FromDays(2);

    private readonly ManifestReader _chain = new(captures);

    /// <summary>Reads all manifests and their seals.</summary>
    /// <param name="named">Told of each blob that a manifest names, with the manifest's position.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task ReadAsync(Action<int, ManifestEntry> named, CancellationToken cancellationToken)
    {
        var (position, digest, isExpectedSeen) = (0, (string?)null, false);
        report.Signed = options.Seals.HasKeys ? 0 : null;
        report.Stamped = options.Seals.HasAuthorities ? 0 : null;
        await foreach (var next in _chain.PositionsAsync(cancellationToken))
        {
            var name = Manifest.NameOf(next);
            if (await _chain.ReadAsync(next, (head, entry) => Tell(head, entry, next, named), cancellationToken) is not { } read)
            {
                continue;
            }

            report.Manifests++;
            CheckPlace(name, next, position, digest, read);
            await CheckSealsAsync(name, next, read, cancellationToken);
            (position, digest) = (next, read.Digest);
            (report.Head, report.HeadDigest) = (read.Head ?? report.Head, read.Digest);
            isExpectedSeen |= read.Digest.Equals(options.ExpectedHead, StringComparison.OrdinalIgnoreCase);
        }

        CheckHead(isExpectedSeen);
    }

    private void Tell(Manifest? head, ManifestEntry entry, int position, Action<int, ManifestEntry> named)
    {
        named(position, entry);
        report.NamedLate += head is not null && CaptureContainer.TimeOf(entry.Name) is { } time && head.Written - time > LatestNaming ? 1 : 0;
    }

    private void CheckPlace(string name, int position, int last, string? digest, ReadManifest read)
    {
        if (read.Head is not { } head || read.BadLines > 0 || read.Entries != head.Blobs)
        {
            found(new FixityProblem(FixityKind.DamagedManifest, name, Offset: null, read.Head is null
                ? "its first line is none of a manifest"
                : $"{read.Entries} blobs are named, {read.Head.Blobs} were; {read.BadLines} lines say nothing"));
        }

        if (position != last + 1)
        {
            found(new FixityProblem(FixityKind.BrokenChain, Manifest.NameOf(last + 1), Offset: null, $"{position - last - 1} manifests are missing before {name}"));
        }
        else if (read.Head is { } continued && (continued.Previous != digest || continued.Position != position))
        {
            found(new FixityProblem(FixityKind.BrokenChain, name, Offset: null, $"it continues {continued.Previous ?? "nothing"}; the manifest before it is {digest ?? "none"}"));
        }
    }

    private async Task CheckSealsAsync(string name, int position, ReadManifest read, CancellationToken cancellationToken)
    {
        var hash = Convert.FromHexString(read.Digest["sha256:".Length..]);
        if (options.Seals.HasKeys && await SealAsync(name, position, Seals.Signature, cancellationToken) is { } signature)
        {
            if (options.Seals.IsSigned(hash, signature.Span))
            {
                report.Signed++;
            }
            else
            {
                found(new FixityProblem(FixityKind.WrongSeal, name, Offset: null, "its signature is not of this manifest by a key that was given"));
            }
        }

        if (options.Seals.HasAuthorities && await SealAsync(name, position, Seals.TimeStamp, cancellationToken) is { } token)
        {
            CheckStamp(name, options.Seals.StampedAt(hash, token), read.Head);
        }
    }

    private void CheckStamp(string name, DateTimeOffset? stamped, Manifest? head)
    {
        if (stamped is null)
        {
            found(new FixityProblem(FixityKind.WrongSeal, name, Offset: null, "its time-stamp is not of this manifest by an authority that was given"));
        }
        else if (head is not null && (stamped - head.Written > LatestSeal || head.Written - stamped > LatestNaming))
        {
            found(new FixityProblem(FixityKind.WrongSeal, name, Offset: null, $"it says it was written {head.Written:yyyy-MM-dd}; the authority saw it {stamped:yyyy-MM-dd}"));
        }
        else
        {
            report.Stamped++;
        }
    }

    private async Task<ReadOnlyMemory<byte>?> SealAsync(string name, int position, string suffix, CancellationToken cancellationToken)
    {
        var seal = await captures.ReadAsync(Manifest.SealOf(position, suffix), cancellationToken);
        if (seal is null)
        {
            found(new FixityProblem(FixityKind.Unsealed, name, Offset: null, suffix == Seals.Signature ? "it is not signed" : "it has no time-stamp"));
        }

        return seal?.Content;
    }

    private void CheckHead(bool isExpectedSeen)
    {
        if (report.Manifests == 0 && (options.Seals.HasKeys || options.Seals.HasAuthorities))
        {
            found(new FixityProblem(FixityKind.MissingHead, CaptureContainer.Manifests, Offset: null, "there is no manifest: nothing is sealed"));
        }

        if (options.ExpectedHead is not null && !isExpectedSeen)
        {
            found(new FixityProblem(FixityKind.MissingHead, CaptureContainer.Manifests, Offset: null, $"no manifest is {options.ExpectedHead}: it was removed, or the chain was made anew"));
        }

        if (options.Since is { } since && string.CompareOrdinal(report.Head?.Day, since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) < 0)
        {
            found(new FixityProblem(FixityKind.MissingHead, CaptureContainer.Manifests, Offset: null, $"the newest manifest is of {report.Head?.Day ?? "no day"}, not of {since:yyyy-MM-dd} or later"));
        }
    }
}
