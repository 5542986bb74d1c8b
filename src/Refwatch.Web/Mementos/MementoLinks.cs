using System.Globalization;
using Refwatch.Archiving;
using Refwatch.Web.Site;

namespace Refwatch.Web.Mementos;

/// <summary>The links of RFC 7089, section 2.2, as a Link header or a TimeMap has them.</summary>
public static class MementoLinks
{
    /// <summary>A time as Memento-Datetime and Accept-Datetime write it (section 2.1): RFC 1123, always GMT.</summary>
    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    /// <summary>Reads an Accept-Datetime; null when it is none.</summary>
    public static DateTimeOffset? ParseDate(string text) =>
        DateTimeOffset.TryParseExact(text.Trim(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The Link header of a TimeGate or a memento.</summary>
    public static string Header(SiteLinks site, string original, MementoSelection mementos) => string.Join(", ",
        [
            Link(original, "original"),
            Link(site.Absolute(site.TimeGate(original)), "timegate"),
            TimeMap(site.Absolute(site.TimeMap("link", original)), "timemap", mementos.First.Time, mementos.Last.Time),
            .. Mementos(site, mementos),
        ]);

    public static string Link(string url, string rel) => $"<{url}>; rel=\"{rel}\"";

    public static string Memento(SiteLinks site, CdxjLine line, string rel) =>
        $"{Link(site.Absolute(site.Memento(line)), rel)}; datetime=\"{Date(line.Time)}\"";

    /// <summary>A link to a TimeMap with the time that it covers (section 5, "from" and "until").</summary>
    public static string TimeMap(string url, string rel, DateTimeOffset from, DateTimeOffset until) =>
        $"{Link(url, rel)}; type=\"application/link-format\"; from=\"{Date(from)}\"; until=\"{Date(until)}\"";

    // One link a memento: the first of two is "first prev memento" at once.
    private static IEnumerable<string> Mementos(SiteLinks site, MementoSelection mementos)
    {
        (string Rel, CdxjLine? Line)[] roles =
        [
            ("first", mementos.First), ("last", mementos.Last), ("prev", mementos.Previous), ("next", mementos.Next), ("", mementos.Selected),
        ];
        return roles.Where(static role => role.Line is not null).GroupBy(static role => role.Line!.Timestamp)
            .OrderBy(static memento => memento.Key, StringComparer.Ordinal)
            .Select(memento => Memento(site, memento.First().Line!, string.Join(' ', memento.Select(static role => role.Rel).Where(static rel => rel.Length > 0).Append("memento"))));
    }
}
