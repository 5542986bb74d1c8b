using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Refwatch.Storage;

/// <summary>
/// Blobs as files of a folder on a local disk, safe for many processes. A write goes to a temporary file, to the disk
/// (fsync), and gets its name in one step: link(2) when it must be absent, rename(2) under a lock otherwise; then the
/// folder goes to the disk. So a reader sees a whole blob or none, and what was written survives a power failure.
/// </summary>
/// <remarks>
/// The ETag is the content's SHA-256: it needs no bookkeeping and can't be fooled by a clock's granularity. Writing the
/// same content again keeps the tag, which no compare-and-swap minds. Files and folders that begin with "~" are the
/// store's own: "~tmp" holds writes in progress, "~locks" the locks. A lease excludes other leases, not writers without one.
/// </remarks>
public sealed class DirectoryBlobStore : IBlobStore
{
    /// <summary>Begins the names of the store's own files; no blob name can hold it.</summary>
    internal const char Private = '~';

    private static readonly TimeSpan LongestWrite = TimeSpan.FromHours(1);

    private readonly string _root;
    private readonly string _temporary;
    private readonly string _locks;

    /// <summary>Opens the store, creating its folder when needed, and removes what killed writers left behind.</summary>
    /// <exception cref="IOException">The folder can't be created or written.</exception>
    public DirectoryBlobStore(string root)
    {
        _root = Path.GetFullPath(root);
        _temporary = Path.Combine(_root, $"{Private}tmp");
        _locks = Path.Combine(_root, $"{Private}locks");
        Directory.CreateDirectory(_temporary);
        Directory.CreateDirectory(_locks);
        RemoveAbandonedWrites();
    }

    /// <inheritdoc/>
    public async Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        BlobName.Check(name);
        var content = await ReadFileAsync(PathOf(name), cancellationToken);
        return content is null ? null : new Blob(content, ETagOf(content));
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken)
    {
        BlobName.Check(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (OpenFile(PathOf(name)) is not { } file)
        {
            return Task.FromResult<Stream?>(null);
        }

        file.Position = offset;
        return Task.FromResult<Stream?>(length is { } bound ? new BoundedStream(file, bound) : file);
    }

    /// <inheritdoc/>
    public async Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken)
    {
        BlobName.Check(name);
        if (content.IsEmpty)
        {
            throw new ArgumentException($"'{name}': a blob is never empty.", nameof(content));
        }

        var path = PathOf(name);
        if (condition.IfAbsent && File.Exists(path))
        {
            return null;
        }

        var temporary = await WriteTemporaryAsync(content, cancellationToken);
        try
        {
            var written = condition.IfAbsent
                ? Allows(condition, name) && Publish(path, () => Posix.TryLink(temporary, path))
                : await ReplaceAsync(temporary, path, name, condition, cancellationToken);
            return written ? ETagOf(content.Span) : null;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken)
    {
        BlobName.Check(name);
        var path = PathOf(name);
        using var turn = await TakeTurnAsync(name, cancellationToken);
        if (!File.Exists(path) || (etag is not null && !await HasETagAsync(path, etag, cancellationToken)))
        {
            return false;
        }

        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException && File.Exists(path))
        {
            throw new BlobLockedException($"{name} can't be deleted: {refused.Message}", refused);
        }

        RemoveEmptyFolders(Path.GetDirectoryName(path)!);
        return true;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var path = prefix[..(prefix.LastIndexOf('/') + 1)]; // what lies beside it is not looked at
        foreach (var name in DirectoryListing.Names(Path.Combine(_root, path.Replace('/', Path.DirectorySeparatorChar)), path, prefix, after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    /// <inheritdoc/>
    public Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken)
    {
        BlobName.Check(name);
        var held = FileLock.TryTake(Path.Combine(_locks, name.Replace('/', Path.DirectorySeparatorChar) + ".lock"));
        return Task.FromResult<IBlobLease?>(held is null ? null : new DirectoryLease(this, name, held));
    }

    private async Task<bool> ReplaceAsync(string temporary, string path, string name, WriteCondition condition, CancellationToken cancellationToken)
    {
        using var turn = await TakeTurnAsync(name, cancellationToken);
        if (!Allows(condition, name) || (condition.IfMatch is { } etag && !await HasETagAsync(path, etag, cancellationToken)))
        {
            return false;
        }

        return Publish(path, () =>
        {
            File.Move(temporary, path, overwrite: true);
            return true;
        });
    }

    private bool Allows(WriteCondition condition, string name) => condition.Lease switch
    {
        null => true,
        DirectoryLease lease => lease.Allows(this, name),
        _ => throw new ArgumentException("The lease is of another store.", nameof(condition)),
    };

    // A folder may be emptied and removed between its creation and the naming of the file: then it is created again.
    private static bool Publish(string path, Func<bool> giveName)
    {
        var folder = Path.GetDirectoryName(path)!;
        for (var tries = 0; ; tries++)
        {
            try
            {
                var named = giveName();
                if (named)
                {
                    Posix.SyncFolder(folder);
                }

                return named;
            }
            catch (IOException missing) when (missing is DirectoryNotFoundException or FileNotFoundException && tries < 100) // the latter when another makes it again before .NET looks why
            {
                TryCreateFolder(folder);
            }
        }
    }

    /// <summary>Others may make the folder or take an empty parent away in between, for which .NET has several exceptions: the caller tries again.</summary>
    private static void TryCreateFolder(string folder)
    {
        try
        {
            CreateFolder(folder);
        }
        catch (IOException)
        {
        }
    }

    private static void CreateFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            var parent = Path.GetDirectoryName(folder)!;
            CreateFolder(parent);
            Directory.CreateDirectory(folder);
            Posix.SyncFolder(parent);
        }
    }

    private void RemoveEmptyFolders(string folder)
    {
        try
        {
            for (; folder != _root; folder = Path.GetDirectoryName(folder)!)
            {
                Directory.Delete(folder);
            }
        }
        catch (IOException)
        {
            // Not empty, or removed by another.
        }
    }

    private async Task<string> WriteTemporaryAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_temporary, Guid.NewGuid().ToString("N"));
        try
        {
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
            await RandomAccess.WriteAsync(file, content, fileOffset: 0, cancellationToken);
            RandomAccess.FlushToDisk(file);
        }
        catch (Exception error)
        {
            File.Delete(path);
            if (error is ArgumentOutOfRangeException) // what the framework makes of EFBIG: neither argument is wrong
            {
                throw new IOException($"There is no room for a file of {content.Length} bytes under {_root}.", error);
            }

            throw;
        }

        return path;
    }

    private void RemoveAbandonedWrites()
    {
        var oldest = TimeProvider.System.GetUtcNow() - LongestWrite;
        foreach (var file in new DirectoryInfo(_temporary).EnumerateFiles())
        {
            if (file.LastWriteTimeUtc < oldest.UtcDateTime)
            {
                file.Delete();
            }
        }
    }

    // The turn to compare and replace. 256 locks serve all names: a lock of its own for every name would stay behind for ever.
    private Task<IDisposable> TakeTurnAsync(string name, CancellationToken cancellationToken)
    {
        var number = SHA256.HashData(Encoding.ASCII.GetBytes(name))[0];
        return FileLock.TakeAsync(Path.Combine(_locks, $"{Private}{number:x2}"), cancellationToken);
    }

    private static async Task<bool> HasETagAsync(string path, string etag, CancellationToken cancellationToken) =>
        await ReadFileAsync(path, cancellationToken) is { } content && ETagOf(content) == etag;

    private static async Task<byte[]?> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = OpenFile(path);
        if (file is null)
        {
            return null;
        }

        var content = new byte[file.Length];
        await file.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private static FileStream? OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 4096, useAsync: true);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            return null;
        }
    }

    private static string ETagOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private string PathOf(string name) => Path.Combine(_root, name.Replace('/', Path.DirectorySeparatorChar));
}
