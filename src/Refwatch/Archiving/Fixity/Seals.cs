using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Refwatch.Archiving.Fixity;

/// <summary>The keys and authorities that a verifier trusts; not those who wrote the archive.</summary>
public sealed class Seals : IDisposable
{
    public const string Signature = ".sig";
    public const string TimeStamp = ".tst";

    // RFC 3161, section 2.3: a certificate that may sign time-stamps says so.
    private static readonly Oid TimeStamping = new("1.3.6.1.5.5.7.3.8");

    private readonly List<ECDsa> _keys = [];
    private readonly X509Certificate2Collection _authorities = [];

    public bool HasKeys => _keys.Count > 0;

    public bool HasAuthorities => _authorities.Count > 0;

    /// <summary>Trusts a public key, or a certificate's.</summary>
    /// <param name="pem">"PUBLIC KEY" or "CERTIFICATE" in PEM, elliptic curve.</param>
    /// <exception cref="CryptographicException">It is neither.</exception>
    public void TrustKey(string pem)
    {
        if (pem.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal))
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            _keys.Add(certificate.GetECDsaPublicKey() ?? throw new CryptographicException("The certificate's key is not of an elliptic curve."));
            return;
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (ArgumentException error)
        {
            throw new CryptographicException("There is no key in PEM.", error);
        }

        _keys.Add(key);
    }

    /// <summary>Trusts the time-stamps of authorities.</summary>
    /// <param name="pem">Their roots, and intermediates that tokens lack, as certificates in PEM.</param>
    /// <exception cref="CryptographicException">There is no certificate.</exception>
    public void TrustAuthorities(string pem)
    {
        _authorities.ImportFromPem(pem);
        if (_authorities.Count == 0)
        {
            throw new CryptographicException("There is no certificate in PEM.");
        }
    }

    /// <summary>A trusted key signed that manifest.</summary>
    /// <param name="hash">SHA-256 of the manifest.</param>
    /// <param name="signature">In DER; any bytes.</param>
    public bool IsSigned(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        foreach (var key in _keys)
        {
            if (key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When a trusted authority saw that manifest; null when the token does not say so.</summary>
    /// <param name="hash">SHA-256 of the manifest.</param>
    /// <param name="token">In DER; any bytes.</param>
    public DateTimeOffset? StampedAt(ReadOnlySpan<byte> hash, ReadOnlyMemory<byte> token)
    {
        try
        {
            return Rfc3161TimestampToken.TryDecode(token, out var stamp, out _)
                && stamp.VerifySignatureForHash(hash, HashAlgorithmName.SHA256, out var signer, _authorities)
                && IsTrusted(signer, stamp)
                    ? stamp.TokenInfo.Timestamp
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.ForEach(static key => key.Dispose());
        foreach (var certificate in _authorities)
        {
            certificate.Dispose();
        }
    }

    // Revocation is not asked: an archive is verified off line, and years later.
    private bool IsTrusted(X509Certificate2 signer, Rfc3161TimestampToken stamp)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(stamp.AsSignedCms().Certificates);
        chain.ChainPolicy.ApplicationPolicy.Add(TimeStamping);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = stamp.TokenInfo.Timestamp.UtcDateTime;
        return chain.Build(signer);
    }
}
