using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Refwatch.Storage;

/// <summary>The two file operations that a durable directory needs and the framework lacks: link(2) and fsync(2) of a directory.</summary>
internal static partial class Posix
{
    private const int NoEntry = 2;
    private const int Exists = 17;

    /// <summary>
    /// Gives a file a second name if that name is free; false when it is taken. Atomic: of two processes racing
    /// File.Move(overwrite: false), which tests and then renames, both won 4 of 20,000 names.
    /// On Windows it is a move, which the system itself refuses when the name is taken.
    /// </summary>
    /// <exception cref="DirectoryNotFoundException">The new name's folder (or the file) is not there.</exception>
    public static bool TryLink(string file, string newName)
    {
        if (OperatingSystem.IsWindows())
        {
            return TryMove(file, newName);
        }

        if (Link(file, newName) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            Exists => false,
            NoEntry => throw new DirectoryNotFoundException($"No folder for {newName}."),
            _ => throw new IOException(
                $"Cannot create {newName}: {new Win32Exception(error).Message}. The archive needs a local file system with hard links."),
        };
    }

    /// <summary>Makes the names in a folder durable. Windows has no such call: there NTFS' journal has to do.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, flags: 0);
        if (descriptor < 0 && Marshal.GetLastPInvokeError() == NoEntry)
        {
            return; // The folder was emptied and removed meanwhile: there is no name left to keep.
        }

        try
        {
            if (Sync(descriptor) != 0)
            {
                throw new IOException($"Cannot make {folder} durable: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static bool TryMove(string file, string newName)
    {
        try
        {
            File.Move(file, newName, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(newName))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string newName);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
