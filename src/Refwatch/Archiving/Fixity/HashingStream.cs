using System.Security.Cryptography;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>Hashes a blob while it is read.</summary>
internal sealed class HashingStream(Stream source) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read so far.</summary>
    public long Size { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await source.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..read]);
        Size += read;
        return read;
    }

    /// <summary>Reads to the end; returns the digest of the whole, "sha256:…".</summary>
    public async Task<string> FinishAsync(CancellationToken cancellationToken)
    {
        await CopyToAsync(Null, cancellationToken);
        return $"sha256:{Convert.ToHexStringLower(_hash.GetHashAndReset())}";
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
