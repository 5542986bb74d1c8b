using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>
/// One gzip member (RFC 1952) of a longer stream, and where it ends: the framework's decompressor reads ahead and does not
/// tell. So it is fed up to the next bytes that could begin a member, and the member's end is known by its checksum.
/// </summary>
internal sealed class GzipMember : ForwardStream
{
    private const int TrailerLength = 8;

    private readonly ByteWindow _raw;
    private readonly Feed _feed;
    private readonly DeflateStream _inflate;
    private readonly Crc32 _checksum = new();
    private ReadOnlyMemory<byte> _peeked;
    private uint _length;
    private bool _isEnded;

    private GzipMember(ByteWindow raw)
    {
        _raw = raw;
        _feed = new Feed(raw);
        _inflate = new DeflateStream(_feed, CompressionMode.Decompress);
    }

    /// <summary>RFC 1952, section 2.3.1: ID1, ID2, and "deflate", the only compression method there is.</summary>
    public static ReadOnlyMemory<byte> Magic { get; } = new byte[] { 0x1F, 0x8B, 8 };

    /// <summary>The checksum or the length in the member's trailer is not that of its content, or the trailer is missing.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Begins to read the member that lies ahead; null when its header is torn or none.</summary>
    public static async ValueTask<GzipMember?> OpenAsync(ByteWindow raw, CancellationToken cancellationToken) =>
        await SkipHeaderAsync(raw, cancellationToken) ? new GzipMember(raw) : null;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_peeked.IsEmpty)
        {
            var count = Math.Min(_peeked.Length, buffer.Length);
            _peeked[..count].CopyTo(buffer);
            _peeked = _peeked[count..];
            return count;
        }

        if (_isEnded || buffer.IsEmpty)
        {
            return 0;
        }

        var read = await _inflate.ReadAsync(buffer, cancellationToken);
        _checksum.Append(buffer.Span[..read]);
        _length += (uint)read;
        if (read == 0)
        {
            _isEnded = true;
            IsDamaged = !await TakeTrailerAsync(cancellationToken);
        }

        return read;
    }

    /// <summary>Whether the content begins so; also true when it is too damaged to tell, so that the next read throws.</summary>
    public async ValueTask<bool> BeginsWithAsync(ReadOnlyMemory<byte> prefix, CancellationToken cancellationToken)
    {
        var buffer = new byte[prefix.Length];
        try
        {
            var read = await this.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            _peeked = buffer.AsMemory(0, read);
            return IsDamaged || _peeked.Span.SequenceEqual(prefix.Span);
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    /// <summary>Gives up a member that can't be decompressed: what lies ahead then may be the next one.</summary>
    public void Abandon() => _feed.TakeChunk(keepIfMember: true);

    private async ValueTask<bool> TakeTrailerAsync(CancellationToken cancellationToken)
    {
        var trailer = new byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), _length);

        // The last chunk holds the end of the data; the trailer follows it at once and may reach beyond the chunk.
        await _raw.FillAsync(_feed.ChunkLength + TrailerLength, cancellationToken);
        var ahead = _raw.Ahead[..Math.Min(_raw.Ahead.Length, _feed.ChunkLength + TrailerLength)];
        var found = ahead.Span.IndexOf(trailer);
        if (found < 0)
        {
            Abandon();
            return false;
        }

        _feed.Forget();
        _raw.Take(found + TrailerLength);
        return true;
    }

    // RFC 1952, section 2.3: ten bytes, then what the flags announce.
    private static async ValueTask<bool> SkipHeaderAsync(ByteWindow raw, CancellationToken cancellationToken)
    {
        if (!await raw.FillAsync(10, cancellationToken) || !raw.Ahead.Span.StartsWith(Magic.Span) || (raw.Ahead.Span[3] & 0xE0) != 0)
        {
            return false;
        }

        var flags = raw.Ahead.Span[3];
        raw.Take(10);
        if ((flags & 4) != 0)
        {
            if (!await raw.FillAsync(2, cancellationToken))
            {
                return false;
            }

            await raw.SkipAsync(2 + BinaryPrimitives.ReadUInt16LittleEndian(raw.Ahead.Span), cancellationToken);
        }

        foreach (var text in (int[])[8, 16])
        {
            if ((flags & text) != 0)
            {
                await raw.SkipToAsync([new byte[1]], cancellationToken);
                await raw.SkipAsync(1, cancellationToken);
            }
        }

        await raw.SkipAsync((flags & 2) != 0 ? 2 : 0, cancellationToken);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _inflate.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Hands out the raw bytes in chunks that end where a member could begin; a chunk is taken when the next is asked for.</summary>
    private sealed class Feed(ByteWindow raw) : ForwardStream
    {
        private bool _mayBeMember;

        public int ChunkLength { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            TakeChunk(keepIfMember: false);
            var isMore = await raw.FillAsync(Magic.Length, cancellationToken);
            var ahead = raw.Ahead;
            var next = isMore ? ahead.Span[1..].IndexOf(Magic.Span) + 1 : 0;
            var end = next > 0 ? next : isMore ? ahead.Length - Magic.Length + 1 : ahead.Length;
            _mayBeMember = ahead.Span.StartsWith(Magic.Span);
            ChunkLength = Math.Min(end, buffer.Length);
            ahead[..ChunkLength].CopyTo(buffer);
            return ChunkLength;
        }

        public void TakeChunk(bool keepIfMember)
        {
            raw.Take(keepIfMember && _mayBeMember ? 0 : ChunkLength);
            ChunkLength = 0;
        }

        public void Forget() => ChunkLength = 0;
    }
}
