using System.Text;
using System.Text.Json;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>
/// The first line of a manifest, "manifests/00000001.jsonl". Each further line is a <see cref="ManifestEntry"/>. A manifest
/// names whatever no earlier one named, in the order of names, and the digest of the manifest before it: who would change
/// one must change all that follow.
/// </summary>
/// <param name="Position">In the chain, from 1.</param>
/// <param name="Day">The day it was written (yyyy-MM-dd, UTC).</param>
/// <param name="Written">When it was written.</param>
/// <param name="Previous">SHA-256 of the manifest before it; null for the first.</param>
/// <param name="Blobs">How many it names; none on a day without captures.</param>
public sealed record Manifest(int Position, string Day, DateTimeOffset Written, string? Previous, int Blobs)
{
    private const string PositionFormat = "D8"; // names sort as positions do

    public int SchemaVersion { get; init; } = 1;

    public static string NameOf(int position) => $"{CaptureContainer.Manifests}{position.ToString(PositionFormat)}.jsonl";

    /// <summary>The name of a seal beside a manifest.</summary>
    /// <param name="position">The manifest's.</param>
    /// <param name="suffix">".sig" or ".tst".</param>
    public static string SealOf(int position, string suffix) => $"{CaptureContainer.Manifests}{position.ToString(PositionFormat)}{suffix}";

    /// <summary>The position that a name in the container stands for; null when it is no manifest's.</summary>
    public static int? PositionOf(string name) =>
        int.TryParse(Path.GetFileNameWithoutExtension(name), out var position) && position > 0 && name == NameOf(position) ? position : null;

    /// <summary>Reads the first line; null when it is none of ours.</summary>
    public static Manifest? Parse(string? line) => TryRead<Manifest>(line) is { Day: not null } head ? head : null;

    internal static T? TryRead<T>(string? line)
        where T : class
    {
        try
        {
            return line is null ? null : Json.Read<T>(Encoding.UTF8.GetBytes(line));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A blob that a manifest names.</summary>
/// <param name="Name">In the captures container.</param>
/// <param name="Digest">SHA-256 of the blob as stored, "sha256:…".</param>
/// <param name="Size">In bytes.</param>
public sealed record ManifestEntry(string Name, string Digest, long Size)
{
    /// <summary>Reads a line; null when it is none of ours.</summary>
    public static ManifestEntry? Parse(string? line) => Manifest.TryRead<ManifestEntry>(line) is { Name: not null, Digest: not null } entry ? entry : null;
}
