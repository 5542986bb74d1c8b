using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Refwatch.Storage;

namespace Refwatch.Tests.Storage;

/// <summary>Blobs in memory that count what is asked of them.</summary>
internal sealed class MemoryStore : IBlobStore
{
    private readonly SortedDictionary<string, Blob> _blobs = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Reads of blobs, found or not.</summary>
    public int Reads { get; private set; }

    /// <summary>Begun lists.</summary>
    public int Lists { get; private set; }

    /// <summary>Writes that were carried out.</summary>
    public int Writes { get; private set; }

    /// <summary>Bytes that were written.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>The largest blob that was written, in bytes.</summary>
    public int LargestBlob { get; private set; }

    /// <summary>Called before each read, with the name.</summary>
    public Func<string, Task> BeforeRead { get; set; } = static _ => Task.CompletedTask;

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _blobs.Keys];
            }
        }
    }

    public void Forget() => (Reads, Lists, Writes, BytesWritten) = (0, 0, 0, 0);

    public async Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await BeforeRead(name);
        lock (_gate)
        {
            Reads++;
            return _blobs.GetValueOrDefault(name);
        }
    }

    public async Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken) =>
        await ReadAsync(name, cancellationToken) is { } blob
            ? new MemoryStream(blob.Content.Slice((int)offset, (int)Math.Min(length ?? long.MaxValue, blob.Content.Length - offset)).ToArray())
            : null;

    public Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var held = _blobs.GetValueOrDefault(name);
            if ((condition.IfAbsent && held is not null) || (condition.IfMatch is { } etag && etag != held?.ETag))
            {
                return Task.FromResult<string?>(null);
            }

            Writes++;
            BytesWritten += content.Length;
            LargestBlob = Math.Max(LargestBlob, content.Length);
            var blob = new Blob(content.ToArray(), Convert.ToHexStringLower(SHA256.HashData(content.Span)));
            _blobs[name] = blob;
            return Task.FromResult<string?>(blob.ETag);
        }
    }

    public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_blobs.TryGetValue(name, out var held) && (etag is null || held.ETag == etag) && _blobs.Remove(name));
        }
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        Lists++;
        foreach (var name in Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(name, after) > 0))
        {
            yield return name;
        }
    }

    public Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException("Nothing here is leased.");
}
