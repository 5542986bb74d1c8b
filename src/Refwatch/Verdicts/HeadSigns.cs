using System.Text.Json;
using AngleSharp.Html.Dom;

namespace Refwatch.Verdicts;

/// <summary>What a page's head says of it: meta elements, link rel=canonical, schema.org in JSON-LD.</summary>
internal sealed record HeadSigns
{
    private const int MaxMetas = 300;
    private const int MaxJsonLd = 256 * 1024;
    private const int MaxJsonScripts = 20;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public bool IsNoIndex { get; private set; }

    public Uri? Canonical { get; private set; }

    public string? SharedTitle { get; private set; }

    public bool IsArticle { get; private set; }

    public bool IsPaid { get; private set; }

    /// <summary>The address of a meta refresh, lower case.</summary>
    public string? Refresh { get; private set; }

    public static HeadSigns Read(IHtmlDocument html, Uri url)
    {
        var signs = new HeadSigns();
        foreach (var meta in html.QuerySelectorAll("meta").Take(MaxMetas))
        {
            var name = meta.GetAttribute("name") ?? meta.GetAttribute("property") ?? meta.GetAttribute("http-equiv") ?? "";
            signs.ReadMeta(name.ToLowerInvariant(), meta.GetAttribute("content") ?? "", url);
        }

        if (html.QuerySelector("link[rel=canonical]")?.GetAttribute("href") is { } href && Uri.TryCreate(url, href, out var canonical))
        {
            signs.Canonical = canonical;
        }

        foreach (var script in html.QuerySelectorAll("script[type='application/ld+json']").Take(MaxJsonScripts))
        {
            signs.ReadJsonLd(script.TextContent);
        }

        return signs;
    }

    private void ReadMeta(string name, string value, Uri url)
    {
        switch (name)
        {
            case "robots":
                IsNoIndex |= value.Contains("noindex", StringComparison.OrdinalIgnoreCase)
                    || value.Equals("none", StringComparison.OrdinalIgnoreCase);
                break;
            case "og:type":
                IsArticle |= value.Contains("article", StringComparison.OrdinalIgnoreCase);
                break;
            case "article:published_time":
                IsArticle |= value.Length > 0;
                break;
            case "og:title":
                SharedTitle ??= value;
                break;
            case "og:url" when Canonical is null && Uri.TryCreate(url, value, out var shared):
                Canonical = shared;
                break;
            case "refresh" when value.IndexOf(';', StringComparison.Ordinal) is var at and > 0:
                var target = value[(at + 1)..].Trim().ToLowerInvariant();
                Refresh = (target.StartsWith("url", StringComparison.Ordinal) ? target[(target.IndexOf('=', StringComparison.Ordinal) + 1)..] : target).Trim(' ', '\'', '"');
                break;
        }
    }

    private void ReadJsonLd(string json)
    {
        if (json.Length > MaxJsonLd)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            ReadNode(document.RootElement);
        }
        catch (JsonException)
        {
            // Broken structured data is common and says nothing.
        }
    }

    /// <summary>The parser's own bound on depth (64) bounds this recursion.</summary>
    private void ReadNode(JsonElement node)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray())
            {
                ReadNode(item);
            }
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in node.EnumerateObject())
            {
                if (property.NameEquals("isAccessibleForFree"))
                {
                    IsPaid |= IsFalse(property.Value);
                }
                else if (property.NameEquals("@type"))
                {
                    IsArticle |= property.Value.ToString().Contains("Article", StringComparison.Ordinal);
                }
                else
                {
                    ReadNode(property.Value);
                }
            }
        }
    }

    /// <summary>Sites write false, "False" and "http://schema.org/False" alike.</summary>
    private static bool IsFalse(JsonElement value) =>
        value.ValueKind == JsonValueKind.False
        || (value.ValueKind == JsonValueKind.String && value.GetString()!.EndsWith("false", StringComparison.OrdinalIgnoreCase));
}
