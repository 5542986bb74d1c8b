using System.Security.Cryptography;
using System.Text;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>
/// A blob of the index: the lines of one URL key whose timestamps begin alike, "index/{host}/{key in hex}-{digest}/{digits}.cdxj".
/// The digits are a year; those of a segment that outgrew <see cref="MaxLines"/> go on to its months, days, hours, minutes, seconds.
/// Hexadecimal keeps the order of the keys, so that a host's folders lie as a CDX server must answer; the digest of the whole
/// key tells those apart that are alike in their first <see cref="KeyBytes"/>.
/// </summary>
/// <param name="Folder">The URL's folder. Its host stands reversed ("org.example.www"), so that a host's and a domain's lie together.</param>
/// <param name="Digits">What the timestamps of its lines begin with: 4, 6, 8, 10, 12 or 14 digits.</param>
internal sealed record CdxjSegment(string Folder, string Digits)
{
    /// <summary>What is read and rewritten at once: some 350 KB.</summary>
    public const int MaxLines = 1000;

    /// <summary>The folder of all folders.</summary>
    public const string Root = "index/";

    /// <summary>So much of a key, behind its host, stands in the folder's name: a file's name has 255 bytes at most.</summary>
    private const int KeyBytes = 100;

    private const string Extension = ".cdxj";

    public string Name => $"{Folder}{Digits}{Extension}";

    /// <summary>A second is not split.</summary>
    public bool CanSplit => Digits.Length < 14;

    /// <summary>The latest timestamp that it can hold.</summary>
    public string Until => Digits.PadRight(14, '9');

    /// <summary>The part that a timestamp falls into when this segment is split.</summary>
    public CdxjSegment PartOf(string timestamp) => this with { Digits = timestamp[..(Digits.Length + 2)] };

    public bool IsPartOf(CdxjSegment whole) => Folder == whole.Folder && Digits.StartsWith(whole.Digits, StringComparison.Ordinal);

    /// <summary>Whether a reader of the line's URL and time finds it here.</summary>
    public bool Holds(CdxjLine line) => Folder == FolderOf(line.UrlKey) && line.Timestamp.StartsWith(Digits, StringComparison.Ordinal);

    /// <summary>The segment that a line belongs to before anything is split.</summary>
    public static CdxjSegment Of(CdxjLine line) => new(FolderOf(line.UrlKey), line.Timestamp[..4]);

    /// <summary>The segment of a blob's name; null when it is none.</summary>
    public static CdxjSegment? Parse(string name) =>
        name.EndsWith(Extension, StringComparison.Ordinal) && name.LastIndexOf('/') is var slash and > 0
            ? new CdxjSegment(name[..(slash + 1)], name[(slash + 1)..^Extension.Length])
            : null;

    /// <summary>The folder of a URL key.</summary>
    public static string FolderOf(string key) =>
        $"{FolderPrefixOf(key)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]}/";

    /// <summary>What the folders of all keys begin with that begin with this text, the whole host in it.</summary>
    public static string FolderPrefixOf(string key)
    {
        var host = Surt.HostOf(key);
        var rest = Encoding.UTF8.GetBytes(host.Length == 0 ? key : key[(host.Length + 1)..]);
        return HostFolderOf(host) + Convert.ToHexStringLower(rest.AsSpan(0, Math.Min(rest.Length, KeyBytes)));
    }

    /// <summary>Whether two folders are of keys so long and so much alike that their names don't tell the order of the keys.</summary>
    public static bool AreAlike(string folder, string other) =>
        folder.LastIndexOf('-') is var end and > 2 * KeyBytes && end - folder.IndexOf('/', Root.Length) - 1 == 2 * KeyBytes
        && string.CompareOrdinal(folder, 0, other, 0, end + 1) == 0;

    /// <summary>The folder of a host's URLs.</summary>
    /// <param name="host">As a <see cref="Surt"/> key has it, e.g. "org,example" or "org,example:8080".</param>
    public static string HostFolderOf(string host) => $"{Root}{BlobName.OfHost(host.Replace(',', '.'))}/";

    /// <summary>What host folders are sorted by as their keys are: a host before what lies below it. "_" stands for a port's colon.</summary>
    public static string OrderOf(string hostFolder) => hostFolder[Root.Length..].TrimEnd('/').Replace('.', ',').Replace('_', ':') + ")";

    /// <summary>The lines of a segment's blob; what is no line is passed over.</summary>
    public static IEnumerable<CdxjLine> ReadLines(Blob? blob) =>
        blob is null ? [] : Encoding.UTF8.GetString(blob.Content.Span).Split('\n').Select(CdxjLine.Parse).OfType<CdxjLine>();

    /// <summary>The blob with lines behind its own: without reading more of it than its last line. Null unless all come later, and there is room.</summary>
    public static byte[]? Append(Blob held, IReadOnlyCollection<CdxjLine> lines)
    {
        var content = held.Content.Span;
        var last = content.IsEmpty || content[^1] != '\n' ? null : CdxjLine.Parse(Encoding.UTF8.GetString(content[(content[..^1].LastIndexOf((byte)'\n') + 1)..^1]));
        return last is not null && content.Count((byte)'\n') + lines.Count <= MaxLines && lines.All(line => CdxjLine.Order.Compare(last, line) < 0)
            ? [.. content, .. WriteLines(new SortedSet<CdxjLine>(lines, CdxjLine.Order))]
            : null;
    }

    public static byte[] WriteLines(IEnumerable<CdxjLine> lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n")));
}
