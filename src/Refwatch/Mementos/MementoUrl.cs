using System.Text.RegularExpressions;
using Refwatch.Archiving;
using Refwatch.Fetching;

namespace Refwatch.Mementos;

/// <summary>
/// The address of a memento as the Wayback Machine, OpenWayback and pywb write it: a prefix, up to 14 digits of time, perhaps a
/// modifier of two letters, and the original's address.
/// </summary>
/// <param name="Prefix">Up to the time, e.g. "https://web.archive.org/web/".</param>
/// <param name="Timestamp">14 digits, UTC (yyyyMMddHHmmss).</param>
/// <param name="Original">The page that was archived.</param>
public sealed partial record MementoUrl(string Prefix, string Timestamp, Uri Original)
{
    public DateTimeOffset Time => CdxjLine.ParseTimestamp(Timestamp)!.Value;

    /// <summary>What the archive received, byte for byte: without the service's own banner and rewritten links.</summary>
    public Uri Raw => new($"{Prefix}{Timestamp}id_/{Original.AbsoluteUri}");

    /// <summary>What a reader opens and an editor pastes.</summary>
    public Uri Shown => new($"{Prefix}{Timestamp}/{Original.AbsoluteUri}");

    /// <summary>Reads an address; null when it is none of a memento.</summary>
    public static MementoUrl? Read(Uri url)
    {
        if (!url.IsAbsoluteUri || Form().Match(url.AbsoluteUri) is not { Success: true } match || CdxjLine.ParseTimestamp(match.Groups["time"].Value) is not { } time)
        {
            return null;
        }

        // Proxies in between fold the double slash of the inner address.
        // In a path the letters of a host are percent-encoded, as its own are not.
        var rest = match.Groups["rest"].Value;
        var end = rest.AsSpan().IndexOfAny('/', '?', '#') is var at and >= 0 ? at : rest.Length;
        var original = $"{match.Groups["scheme"].Value.ToLowerInvariant()}://{Uri.UnescapeDataString(rest[..end])}{rest[end..]}";
        return Uri.TryCreate(original, UriKind.Absolute, out var page) && HostManners.CanBeAsked(page)
            ? new MementoUrl(match.Groups["prefix"].Value, CdxjLine.TimestampOf(time), HostManners.Canonical(page))
            : null;
    }

    [GeneratedRegex("^(?<prefix>https?://[^/]+/(?:[^/?#]+/)*?)(?<time>[0-9]{4,14})(?:[a-z]{2}_)?/(?<scheme>[Hh][Tt][Tt][Pp][Ss]?):/{1,2}(?<rest>[^/].*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
