using System.Globalization;
using Refwatch.Fetching;

namespace Refwatch.Archiving;

/// <summary>One record of a WARC file (ISO 28500:2017, WARC 1.1): its named fields in order and its block.</summary>
public sealed record WarcRecord(IReadOnlyList<HeaderField> Fields, ReadOnlyMemory<byte> Block)
{
    /// <summary>The profile of a revisit whose payload is held already (section 6.7.2).</summary>
    public const string SamePayload = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";

    /// <summary>The profile of a revisit that a server answered with 304 (section 6.7.3).</summary>
    public const string NotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

    /// <summary>"response", "request", "revisit", "metadata", "warcinfo", "resource", "conversion", "continuation".</summary>
    public string Type => Field("WARC-Type")?.ToLowerInvariant() ?? "";

    public string Id => Field("WARC-Record-ID") ?? "";

    /// <summary>The target URI without the angle brackets that wget writes around it (its bug 47281); null when there is none.</summary>
    public string? TargetUri => Field("WARC-Target-URI") is { } uri && uri.StartsWith('<') && uri.EndsWith('>') ? uri[1..^1] : Field("WARC-Target-URI");

    /// <summary>The record's time, exact to 100 ns; null when it is missing or no time.</summary>
    public DateTimeOffset? Date => ParseDate(Field("WARC-Date"));

    /// <summary>The first field of that name (compared without case), or null.</summary>
    public string? Field(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field.Value;
            }
        }

        return null;
    }

    /// <summary>A time as WARC-Date writes it: with as many fraction digits as it needs, so that it is read back exactly.</summary>
    public static string WriteDate(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a WARC-Date or WARC-Refers-To-Date; null when it is none.</summary>
    public static DateTimeOffset? ParseDate(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
