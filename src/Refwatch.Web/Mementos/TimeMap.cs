using System.Text;
using System.Text.Json.Serialization;
using Refwatch.Archiving;
using Refwatch.Storage;
using Refwatch.Web.Site;

namespace Refwatch.Web.Mementos;

/// <summary>
/// The list of an original's mementos (RFC 7089, section 5), in pages: each links the next one with the time that it covers.
/// </summary>
/// <param name="Original">The original's URL.</param>
/// <param name="From">The timestamp that this page was asked to begin with; null for the first.</param>
/// <param name="Mementos">Its mementos in the order of time.</param>
/// <param name="Next">Those of the next page; empty for the last one.</param>
/// <param name="First">The first memento of all.</param>
/// <param name="Last">The last memento of all.</param>
public sealed record TimeMap(string Original, string? From, IReadOnlyList<CdxjLine> Mementos, IReadOnlyList<CdxjLine> Next, CdxjLine First, CdxjLine Last)
{
    /// <summary>Mementos on a page.</summary>
    public const int PageSize = 1000;

    /// <summary>Reads a page; null when there is no memento from that time on.</summary>
    public static async Task<TimeMap?> ReadAsync(UrlMementos mementos, string? from, CancellationToken cancellationToken)
    {
        var start = (from ?? "").PadRight(14, '0');
        var lines = await mementos.FromAsync(start, cancellationToken).Take(2 * PageSize).ToListAsync(cancellationToken);
        if (lines.Count == 0)
        {
            return null;
        }

        var first = from is null ? lines[0] : await mementos.FromAsync("".PadRight(14, '0'), cancellationToken).FirstAsync(cancellationToken);
        var last = lines.Count < 2 * PageSize ? lines[^1] : await mementos.UntilAsync("".PadRight(14, '9'), cancellationToken).FirstAsync(cancellationToken);
        return new TimeMap(mementos.Original, from, [.. lines.Take(PageSize)], [.. lines.Skip(PageSize)], first, last);
    }

    /// <summary>As application/link-format (RFC 6690), a link a line.</summary>
    public string ToLinkFormat(SiteLinks site)
    {
        var text = new StringBuilder();
        text.Append(MementoLinks.Link(Original, "original")).Append(",\n");
        text.Append(MementoLinks.TimeMap(site.Absolute(site.TimeMap("link", Original, From)), "self", Mementos[0].Time, Mementos[^1].Time)).Append(",\n");
        text.Append(MementoLinks.Link(site.Absolute(site.TimeGate(Original)), "timegate")).Append(",\n");
        if (Next.Count > 0)
        {
            text.Append(MementoLinks.TimeMap(site.Absolute(site.TimeMap("link", Original, Next[0].Timestamp)), "timemap", Next[0].Time, Next[^1].Time)).Append(",\n");
        }

        text.AppendJoin(",\n", Mementos.Select(line => MementoLinks.Memento(site, line, RelOf(line))));
        return text.ToString();
    }

    /// <summary>As JSON, in the names that MemGator and the Time Travel service use.</summary>
    public byte[] ToJson(SiteLinks site) => Json.Write(new Document(
        Original,
        site.Absolute(site.TimeMap("json", Original, From)),
        site.Absolute(site.TimeGate(Original)),
        new Formats(site.Absolute(site.TimeMap("link", Original, From)), site.Absolute(site.TimeMap("json", Original, From))),
        new MementoSet(Of(site, First), Of(site, Last), [.. Mementos.Select(line => Of(site, line))]))
    {
        Index = Next.Count == 0 ? null : [new Page(site.Absolute(site.TimeMap("json", Original, Next[0].Timestamp)), Next[0].Time, Next[^1].Time)],
    });

    private string RelOf(CdxjLine line) => (line == First, line == Last) switch
    {
        (true, true) => "first last memento",
        (true, _) => "first memento",
        (_, true) => "last memento",
        _ => "memento",
    };

    private static Item Of(SiteLinks site, CdxjLine line) => new(line.Time, site.Absolute(site.Memento(line)));

    private sealed record Document(
        [property: JsonPropertyName("original_uri")] string Original,
        string Self,
        [property: JsonPropertyName("timegate_uri")] string TimeGate,
        [property: JsonPropertyName("timemap_uri")] Formats TimeMaps,
        MementoSet Mementos)
    {
        [JsonPropertyName("timemap_index")]
        public IReadOnlyList<Page>? Index { get; init; }
    }

    private sealed record Formats([property: JsonPropertyName("link_format")] string Link, [property: JsonPropertyName("json_format")] string Json);

    private sealed record MementoSet(Item First, Item Last, IReadOnlyList<Item> List);

    private sealed record Item(DateTimeOffset Datetime, string Uri);

    private sealed record Page(string Uri, DateTimeOffset From, DateTimeOffset Until);
}
