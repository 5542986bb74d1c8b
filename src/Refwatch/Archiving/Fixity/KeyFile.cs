using System.Security.Cryptography;

namespace Refwatch.Archiving.Fixity;

/// <summary>A private key in a file of one's own (PKCS#8 in PEM, ECDSA): for tests, and where nobody else could hold it.</summary>
public sealed class KeyFile : IManifestSigner, IDisposable
{
    private readonly ECDsa _key;

    private KeyFile(ECDsa key) => _key = key;

    /// <inheritdoc/>
    public string Suffix => Seals.Signature;

    /// <exception cref="SigningException">The file can't be read or is no such key; the message says how to make one.</exception>
    public static KeyFile Open(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            _ = key.SignHash(new byte[32]); // a public key can't
            return new KeyFile(key);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new SigningException(
                $"{file}: {error.Message} Name a private key in PEM (PKCS#8, ECDSA). Make one: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem", error);
        }
    }

    /// <inheritdoc/>
    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken) =>
        Task.FromResult(_key.SignHash(hash.Span, DSASignatureFormat.Rfc3279DerSequence));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
