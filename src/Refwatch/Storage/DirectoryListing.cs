using System.IO.Enumeration;

namespace Refwatch.Storage;

/// <summary>The names of a directory store in ordinal order, one folder in memory at a time.</summary>
internal static class DirectoryListing
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <param name="folder">The folder to list.</param>
    /// <param name="path">Its name in the store: empty, or ending in "/".</param>
    /// <param name="prefix">Names begin with it.</param>
    /// <param name="after">Names come after it.</param>
    public static IEnumerable<string> Names(string folder, string path, string prefix, string? after)
    {
        foreach (var name in Entries(folder, path, prefix, after))
        {
            if (!name.EndsWith('/'))
            {
                yield return name;
                continue;
            }

            foreach (var inner in Names(Path.Combine(folder, name[path.Length..^1]), name, prefix, after))
            {
                yield return inner;
            }
        }
    }

    // A folder is sorted with its "/" ("a-b" < "a/b" < "a0"), which is where the names inside it stand.
    private static List<string> Entries(string folder, string path, string prefix, string? after)
    {
        var entries = new List<string>();
        try
        {
            // 86,400 folders, the calendar's times of a day, take 0.08 s so; 0.5 s as DirectoryInfo.
            var names = new FileSystemEnumerable<(string Name, bool IsFolder)>(
                folder, (ref FileSystemEntry entry) => (entry.IsDirectory ? $"{path}{entry.FileName}/" : $"{path}{entry.FileName}", entry.IsDirectory), Everything)
            {
                ShouldIncludePredicate = static (ref FileSystemEntry entry) => entry.FileName[0] != DirectoryBlobStore.Private,
            };
            foreach (var (name, isFolder) in names)
            {
                if (MayHold(name, isFolder, prefix) && ComesAfter(name, isFolder, after))
                {
                    entries.Add(name);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            return []; // Emptied and removed while we walked.
        }

        entries.Sort(StringComparer.Ordinal);
        return entries;
    }

    private static bool MayHold(string name, bool isFolder, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) || (isFolder && prefix.StartsWith(name, StringComparison.Ordinal));

    private static bool ComesAfter(string name, bool isFolder, string? after) =>
        after is null
        || string.CompareOrdinal(name, after) > 0
        || (isFolder && after.StartsWith(name, StringComparison.Ordinal));
}
