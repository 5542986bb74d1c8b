namespace Refwatch.Storage;

/// <summary>
/// An operating system's lock on a file, gone with the process that holds it. The file is never deleted or renamed: that
/// would leave two processes each with a lock on a file of that name. Local disks only: network file systems may ignore it.
/// </summary>
internal static class FileLock
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private const int MaxTries = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Takes the lock, or returns null when it is held, be it by this process. Disposing it gives it back.</summary>
    public static IDisposable? TryTake(string file)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return Open(file);
            }
            catch (IOException missing) when (tries < MaxTries && (missing is DirectoryNotFoundException or FileNotFoundException))
            {
                TryCreateFolder(Path.GetDirectoryName(file)!);
            }
            catch (IOException held) when (held.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
            {
                return null;
            }
        }
    }

    /// <summary>Takes the lock as soon as it is free.</summary>
    public static async Task<IDisposable> TakeAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(file) is { } taken)
            {
                return taken;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Two who make it at once may disturb each other; the next try finds it.</summary>
    private static void TryCreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (IOException)
        {
        }
    }

    // FileStream.Lock would let the same process in twice; a FileShare.None handle excludes it too.
    private static FileStream Open(string file) => new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
