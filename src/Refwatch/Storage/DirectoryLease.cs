namespace Refwatch.Storage;

/// <summary>A lease that is a lock on a file: it can't be lost while the process lives.</summary>
internal sealed class DirectoryLease(DirectoryBlobStore store, string name, IDisposable fileLock) : IBlobLease
{
    private readonly CancellationTokenSource _lost = new();
    private int _ended;

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public string Id => "";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            await _lost.CancelAsync();
            fileLock.Dispose();
        }
    }

    /// <summary>Whether a blob of that store may still be written under this lease.</summary>
    /// <exception cref="ArgumentException">It is the lease of another blob.</exception>
    internal bool Allows(DirectoryBlobStore writer, string written)
    {
        if (writer != store || written != name)
        {
            throw new ArgumentException($"The lease of '{name}' does not cover '{written}'.", nameof(written));
        }

        return Volatile.Read(ref _ended) == 0;
    }
}
