using System.Text.Json;

namespace Refwatch.Extracting;

/// <summary>What a page's JSON-LD says of the article (schema.org), read leniently: bad JSON is no data.</summary>
internal sealed record LinkedData
{
    private const int MostObjects = 2_000;

    public string? Type { get; private init; }

    public string? Headline { get; private init; }

    public string? Description { get; private init; }

    public string? Author { get; private init; }

    public string? Publisher { get; private init; }

    public string? Published { get; private init; }

    public string? Modified { get; private init; }

    public string? Language { get; private init; }

    public bool? IsAccessibleForFree { get; private init; }

    public bool IsArticle => Type is not null && Rank(Type) == 3;

    /// <summary>Some object says that this page lists others: a section front, an archive, the answers to a search.</summary>
    public bool IsCollection { get; private init; }

    public bool IsVideo => Type is "VideoObject";

    /// <summary>The best object of all blocks: an article before a page, a page before anything else.</summary>
    public static LinkedData Read(IEnumerable<string> blocks)
    {
        LinkedData best = new();
        foreach (var block in blocks)
        {
            try
            {
                using var json = JsonDocument.Parse(Unwrapped(block), Lenient);
                best = Best(json.RootElement, best);
            }
            catch (JsonException)
            {
                // Sites write broken JSON; the other sources of metadata remain.
            }
        }

        return best;
    }

    /// <summary>XHTML habits wrap a script into a CDATA section or a comment.</summary>
    private static ReadOnlyMemory<char> Unwrapped(string block)
    {
        var text = block.AsMemory().Trim();
        foreach (var (open, close) in Wrappers)
        {
            if (text.Span.StartsWith(open, StringComparison.Ordinal)) text = text[open.Length..].Trim();
            if (text.Span.EndsWith(close, StringComparison.Ordinal)) text = text[..^close.Length].Trim();
        }

        return text;
    }

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly (string Open, string Close)[] Wrappers =
        [("/*<![CDATA[*/", "/*]]>*/"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"), ("<!--", "-->")];

    private static LinkedData Best(JsonElement root, LinkedData best)
    {
        var open = new Queue<JsonElement>([root]);
        for (var count = 0; count < MostObjects && open.TryDequeue(out var item); count++)
        {
            if (item.ValueKind == JsonValueKind.Array)
            {
                foreach (var entry in item.EnumerateArray()) open.Enqueue(entry);
            }

            if (item.ValueKind != JsonValueKind.Object) continue;
            if (item.TryGetProperty("@graph", out var graph)) open.Enqueue(graph);
            if (item.TryGetProperty("mainEntity", out var main)) open.Enqueue(main);
            var type = TypeOf(item);
            var isBetter = type is not null && Rank(type) > (best.Type is null ? 0 : Rank(best.Type));
            if (isBetter) best = From(item, type!) with { IsCollection = best.IsCollection };
            if (type is "CollectionPage" or "SearchResultsPage") best = best with { IsCollection = true };
        }

        return best;
    }

    private static int Rank(string type) => type switch
    {
        "BlogPosting" or "Report" or "LiveBlogPosting" or "SocialMediaPosting" or "DiscussionForumPosting" => 3,
        _ when type.EndsWith("Article", StringComparison.Ordinal) => 3,
        "VideoObject" => 2,
        "WebPage" or "ItemPage" or "AboutPage" or "CreativeWork" => 1,
        _ => 0,
    };

    private static LinkedData From(JsonElement item, string type) => new()
    {
        Type = type,
        Headline = TextOf(item, "headline") ?? TextOf(item, "name"),
        Description = TextOf(item, "description") ?? TextOf(item, "alternativeHeadline"),
        Author = NamesOf(item, "author") ?? NamesOf(item, "creator"),
        Publisher = NamesOf(item, "publisher") ?? NamesOf(item, "sourceOrganization"),
        Published = TextOf(item, "datePublished") ?? TextOf(item, "dateCreated"),
        Modified = TextOf(item, "dateModified"),
        Language = TextOf(item, "inLanguage"),
        IsAccessibleForFree = FlagOf(item, "isAccessibleForFree"),
    };

    private static string? TypeOf(JsonElement item)
    {
        if (!item.TryGetProperty("@type", out var type)) return null;
        if (type.ValueKind == JsonValueKind.Array) type = type.EnumerateArray().FirstOrDefault();
        return type.ValueKind == JsonValueKind.String ? type.GetString() : null;
    }

    private static string? TextOf(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())
            ? Clean(value.GetString()!)
            : null;

    /// <summary>A person or organization may be a text, an object with a name, or a list of these.</summary>
    private static string? NamesOf(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value)) return null;
        var entries = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Take(20) : [value];
        var names = entries.Select(static entry => entry.ValueKind switch
        {
            JsonValueKind.String => Clean(entry.GetString()!),
            JsonValueKind.Object => TextOf(entry, "name"),
            _ => null,
        });
        var text = string.Join(
            ", ", names.Where(static entry => !string.IsNullOrEmpty(entry) && !entry.StartsWith("http", StringComparison.Ordinal)));
        return text.Length == 0 ? null : text;
    }

    private static bool? FlagOf(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
            JsonValueKind.String => value.GetString() switch
            {
                "http://schema.org/True" or "https://schema.org/True" => true,
                "http://schema.org/False" or "https://schema.org/False" => false,
                _ => null,
            },
            JsonValueKind.Number => value.GetRawText() != "0",
            _ => null,
        };
    }

    /// <summary>Many sites escape their headlines for HTML inside of JSON.</summary>
    private static string Clean(string text) => PageNotes.Fold(System.Net.WebUtility.HtmlDecode(text));
}
