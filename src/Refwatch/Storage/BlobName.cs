using System.Buffers;

namespace Refwatch.Storage;

/// <summary>
/// The names that every store can hold: segments of [A-Za-z0-9._-] joined by "/". Blob Storage silently rewrites
/// "a\b", "a/./b" and a segment's trailing dot, so that two names would be one blob; such names are refused.
/// </summary>
public static class BlobName
{
    /// <summary>Blob Storage's bound on a whole name.</summary>
    public const int MaxLength = 1024;

    /// <summary>Most file systems' bound on a segment (255), less what a lock's file needs.</summary>
    public const int MaxSegmentLength = 240;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Throws when a store could not hold a blob of this name.</summary>
    /// <exception cref="ArgumentException">The message says which segment is refused, and why.</exception>
    public static void Check(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            throw new ArgumentException($"A blob name has 1 to {MaxLength} characters, not {name.Length}.", nameof(name));
        }

        foreach (var range in name.AsSpan().Split('/'))
        {
            var segment = name.AsSpan(range);
            if (segment.IsEmpty || segment.EndsWith(".") || segment.Length > MaxSegmentLength || segment.ContainsAnyExcept(Allowed))
            {
                throw new ArgumentException(
                    $"'{name}' is no blob name: the segment '{segment}' must have 1 to {MaxSegmentLength} of A-Z a-z 0-9 . _ - and not end in a dot.",
                    nameof(name));
            }
        }
    }

    /// <summary>A host as a segment: the colons of an IPv6 address, and whatever else no name can hold, become "_".</summary>
    public static string OfHost(string host)
    {
        var segment = string.Create(Math.Min(host.Length, MaxSegmentLength), host, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Allowed.Contains(source[i]) ? source[i] : '_';
            }
        }).TrimEnd('.');
        return segment.Length == 0 ? "_" : segment;
    }
}
