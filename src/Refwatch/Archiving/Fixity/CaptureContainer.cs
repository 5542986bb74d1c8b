using System.Globalization;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>What lies in the captures container, told by its name. Nothing in it is ever overwritten.</summary>
public static class CaptureContainer
{
    /// <summary>Manifests and their seals: "manifests/00000001.jsonl", ".sig", ".tst".</summary>
    public const string Manifests = "manifests/";

    /// <summary>What people did: a document an act.</summary>
    public const string Journal = "journal/";

    private const string TimeFormat = "yyyyMMddHHmmssfff";
    private const string Warc = ".warc.gz";
    private const string TombstoneEnd = ".tombstone" + Warc;

    public static BlobKind KindOf(string name) =>
        name.StartsWith(Manifests, StringComparison.Ordinal) ? BlobKind.Manifest
        : name.StartsWith(Journal, StringComparison.Ordinal) ? BlobKind.Journal
        : name.EndsWith(TombstoneEnd, StringComparison.Ordinal) ? BlobKind.Tombstone
        : name.EndsWith(Warc, StringComparison.Ordinal) ? BlobKind.Capture
        : BlobKind.Unknown;

    /// <summary>The name of the tombstone that stands for a capture.</summary>
    public static string TombstoneOf(string capture) =>
        (capture.EndsWith(Warc, StringComparison.Ordinal) ? capture[..^Warc.Length] : capture) + TombstoneEnd;

    /// <summary>The name of the capture that a tombstone stands for.</summary>
    public static string CaptureOf(string tombstone) => tombstone[..^TombstoneEnd.Length] + Warc;

    /// <summary>When a capture was made, as its name tells; null for other blobs.</summary>
    internal static DateTimeOffset? TimeOf(string name)
    {
        var digits = name.AsSpan(name.LastIndexOf('/') + 1);
        return KindOf(name) is BlobKind.Capture && digits.Length > TimeFormat.Length
            && DateTimeOffset.TryParseExact(
                digits[..TimeFormat.Length], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : null;
    }

    /// <summary>Whether there is a blob of a name that somebody else wrote down, and that may be none.</summary>
    internal static async Task<bool> HasNamedAsync(this IBlobStore captures, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await captures.HasAsync(name, cancellationToken);
        }
        catch (ArgumentException)
        {
            return false; // no blob could have such a name
        }
    }

    /// <summary>Whether there is a blob of that name.</summary>
    public static async Task<bool> HasAsync(this IBlobStore captures, string name, CancellationToken cancellationToken)
    {
        await using var file = await captures.OpenAsync(name, 0, 1, cancellationToken);
        return file is not null;
    }
}

public enum BlobKind
{
    Capture,

    /// <summary>Stands for a capture that was taken down.</summary>
    Tombstone,

    /// <summary>A manifest, or a seal of one.</summary>
    Manifest,

    Journal,

    /// <summary>Not of our making.</summary>
    Unknown,
}
