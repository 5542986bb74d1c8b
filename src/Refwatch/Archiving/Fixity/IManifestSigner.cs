namespace Refwatch.Archiving.Fixity;

/// <summary>Seals manifests, so that who can write the archive can't rewrite its past unseen.</summary>
public interface IManifestSigner
{
    /// <summary>Tells what is sealed with: ".sig" (a signature in DER, as `openssl dgst` reads it) or ".tst" (an RFC 3161 token).</summary>
    string Suffix { get; }

    /// <summary>Seals a manifest.</summary>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SigningException">The key or the authority can't be had; the message says what to do.</exception>
    Task<byte[]> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken);
}

/// <summary>A manifest could not be sealed; the message says what to do. The next run tries again.</summary>
public sealed class SigningException(string message, Exception? cause = null) : Exception(message, cause);
