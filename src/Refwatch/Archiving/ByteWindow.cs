namespace Refwatch.Archiving;

/// <summary>The bytes ahead in a stream, looked at before they are taken.</summary>
internal sealed class ByteWindow(Stream source)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Bytes taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>The bytes that were read and not taken; they stay valid until the next call of <see cref="FillAsync"/>.</summary>
    public ReadOnlyMemory<byte> Ahead => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Reads on until that many bytes lie ahead; false when the stream ends before.</summary>
    public async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        MakeRoom(count);
        while (_end - _start < count)
        {
            var read = await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }

    /// <summary>Takes bytes that lie ahead.</summary>
    public void Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _end - _start);
        _start += count;
        Position += count;
    }

    /// <summary>Takes that many bytes, or all there are.</summary>
    public async ValueTask SkipAsync(long count, CancellationToken cancellationToken)
    {
        while (count > 0 && await FillAsync(1, cancellationToken))
        {
            var step = (int)Math.Min(count, Ahead.Length);
            Take(step);
            count -= step;
        }
    }

    /// <summary>Takes bytes until one of the patterns lies ahead; false at the stream's end.</summary>
    public async ValueTask<bool> SkipToAsync(ReadOnlyMemory<byte>[] patterns, CancellationToken cancellationToken)
    {
        var longest = patterns.Max(static pattern => pattern.Length);
        while (true)
        {
            var isMore = await FillAsync(longest, cancellationToken);
            var first = patterns.Select(pattern => Ahead.Span.IndexOf(pattern.Span)).Where(static found => found >= 0).DefaultIfEmpty(-1).Min();
            Take(first >= 0 ? first : isMore ? Ahead.Length - longest + 1 : Ahead.Length);
            if (first >= 0 || !isMore)
            {
                return first >= 0;
            }
        }
    }

    /// <summary>Takes carriage returns and line feeds; false at the stream's end.</summary>
    public async ValueTask<bool> SkipEmptyLinesAsync(CancellationToken cancellationToken)
    {
        while (await FillAsync(1, cancellationToken))
        {
            if (Ahead.Span[0] is not ((byte)'\r' or (byte)'\n'))
            {
                return true;
            }

            Take(1);
        }

        return false;
    }

    private void MakeRoom(int count)
    {
        if (_start > 0 && _buffer.Length - _start < count)
        {
            Ahead.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length < count)
        {
            Array.Resize(ref _buffer, Math.Max(count, (int)Math.Min(Array.MaxLength, 2L * _buffer.Length)));
        }

        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
    }
}
