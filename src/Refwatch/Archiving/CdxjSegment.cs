using System.Security.Cryptography;
using System.Text;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>
/// A blob of the index: the lines of one URL key whose timestamps begin alike, "index/{host}/{16 hex of the key}/{digits}.cdxj".
/// The digits are a year; those of a segment that outgrew <see cref="MaxLines"/> go on to its months, days, hours, minutes, seconds.
/// </summary>
/// <param name="Folder">The URL's folder. Its host stands reversed ("org.example.www"), so that a host's and a domain's lie together.</param>
/// <param name="Digits">What the timestamps of its lines begin with: 4, 6, 8, 10, 12 or 14 digits.</param>
internal sealed record CdxjSegment(string Folder, string Digits)
{
    /// <summary>What is read and rewritten at once: some 350 KB.</summary>
    public const int MaxLines = 1000;

    /// <summary>The folder of all folders.</summary>
    public const string Root = "index/";

    private const string Extension = ".cdxj";

    public string Name => $"{Folder}{Digits}{Extension}";

    /// <summary>A second is not split.</summary>
    public bool CanSplit => Digits.Length < 14;

    /// <summary>The latest timestamp that it can hold.</summary>
    public string Until => Digits.PadRight(14, '9');

    /// <summary>The part that a timestamp falls into when this segment is split.</summary>
    public CdxjSegment PartOf(string timestamp) => this with { Digits = timestamp[..(Digits.Length + 2)] };

    public bool IsPartOf(CdxjSegment whole) => Folder == whole.Folder && Digits.StartsWith(whole.Digits, StringComparison.Ordinal);

    /// <summary>The segment that a line belongs to before anything is split.</summary>
    public static CdxjSegment Of(CdxjLine line) => new(FolderOf(line.UrlKey), line.Timestamp[..4]);

    /// <summary>The segment of a blob's name; null when it is none.</summary>
    public static CdxjSegment? Parse(string name) =>
        name.EndsWith(Extension, StringComparison.Ordinal) && name.LastIndexOf('/') is var slash and > 0
            ? new CdxjSegment(name[..(slash + 1)], name[(slash + 1)..^Extension.Length])
            : null;

    public static string FolderOf(string key) =>
        $"{HostFolderOf(Surt.HostOf(key))}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]}/";

    /// <summary>The folder of a host's URLs.</summary>
    /// <param name="host">As a <see cref="Surt"/> key has it, e.g. "org,example" or "org,example:8080".</param>
    public static string HostFolderOf(string host) => $"{Root}{BlobName.OfHost(host.Replace(',', '.'))}/";

    /// <summary>The lines of a segment's blob; what is no line is passed over.</summary>
    public static IEnumerable<CdxjLine> ReadLines(Blob? blob) =>
        blob is null ? [] : Encoding.UTF8.GetString(blob.Content.Span).Split('\n').Select(CdxjLine.Parse).OfType<CdxjLine>();

    public static byte[] WriteLines(IEnumerable<CdxjLine> lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n")));
}
