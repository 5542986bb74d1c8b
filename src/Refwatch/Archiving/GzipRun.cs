using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>
/// The content of a gzip member that begins with a record, and of the members behind it that do not: some writers begin a
/// new member in the middle of a record.
/// </summary>
internal sealed class GzipRun(ByteWindow raw, GzipMember first, long start, ReadOnlyMemory<byte> recordStart) : ForwardStream
{
    private GzipMember _member = first;
    private bool _isEnded;

    /// <summary>A record was begun and its end not seen: the next member may continue it.</summary>
    public bool MayContinue { get; set; }

    /// <summary>Where the first member begins in the file.</summary>
    public long Start { get; } = start;

    /// <summary>Where the last member ends; known when all was read.</summary>
    public long End { get; private set; }

    /// <summary>The member that begins the next run: it is open already.</summary>
    public GzipMember? Next { get; private set; }

    /// <summary>A member's checksum is not that of its content, or is missing.</summary>
    public bool IsDamaged { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_isEnded)
        {
            var read = await _member.ReadAsync(buffer, cancellationToken);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            IsDamaged |= _member.IsDamaged;
            End = raw.Position;
            _isEnded = !await ContinuesAsync(cancellationToken);
        }

        return 0;
    }

    /// <summary>Gives up what can't be decompressed: what lies ahead then may be the next member.</summary>
    public void Abandon()
    {
        _member.Abandon();
        End = raw.Position;
        _isEnded = true;
    }

    private async ValueTask<bool> ContinuesAsync(CancellationToken cancellationToken)
    {
        if (IsDamaged || await GzipMember.OpenAsync(raw, cancellationToken) is not { } next)
        {
            return false;
        }

        if (!MayContinue || await next.BeginsWithAsync(recordStart, cancellationToken))
        {
            Next = next;
            return false;
        }

        _member.Dispose();
        _member = next;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        _member.Dispose();
        base.Dispose(disposing);
    }
}
