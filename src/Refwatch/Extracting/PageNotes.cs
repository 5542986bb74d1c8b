using System.Text;
using AngleSharp.Dom;

namespace Refwatch.Extracting;

/// <summary>
/// What the outline's walk picks up on its way for the metadata: meta tags, linked data, microdata, times. Each is bounded: a hostile page
/// has a million of them.
/// </summary>
internal sealed class PageNotes
{
    private const int MostMeta = 400;
    private const int MostMarked = 60;
    private const int MostLinkedData = 20;
    private const int MostText = 2_000;
    private const int MostLinkedDataText = 2_000_000;

    private readonly Dictionary<string, string> _meta = new(StringComparer.OrdinalIgnoreCase);

    public string? TitleElement { get; private set; }

    public string? DeclaredLanguage { get; private set; }

    public string? CanonicalLink { get; private set; }

    /// <summary>The address that relative links are resolved against.</summary>
    public string? BaseAddress { get; private set; }

    public List<string> LinkedData { get; } = [];

    public List<IElement> Times { get; } = [];

    /// <summary>Elements with an itemprop or rel=author.</summary>
    public List<IElement> Properties { get; } = [];

    /// <summary>The first element that is named a byline.</summary>
    public IElement? VisibleByline { get; private set; }

    public string? NoScript { get; private set; }

    public int Scripts { get; private set; }

    public int Players { get; private set; }

    /// <summary>The content of the first of these meta tags that has any.</summary>
    public string? Meta(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_meta.TryGetValue(name, out var content)) return content;
        }

        return null;
    }

    public void Read(IElement element)
    {
        switch (element.LocalName)
        {
            case "html": DeclaredLanguage ??= Filled(element.GetAttribute("lang") ?? element.GetAttribute("xml:lang")); break;
            case "meta": ReadMeta(element); break;
            case "title" when TitleElement is null && element.NamespaceUri == NamespaceNames.HtmlUri:
                TitleElement = Filled(TextOf(element));
                break;
            case "base": BaseAddress ??= Filled(element.GetAttribute("href")); break;
            case "link" when HasToken(element.GetAttribute("rel"), "canonical"):
                CanonicalLink ??= Filled(element.GetAttribute("href"));
                break;
            case "time" when Times.Count < MostMarked: Times.Add(element); break;
            case "noscript": NoScript ??= Filled(TextOf(element)); break;
            case "video": Players++; break;
            case "iframe" when IsPlayer(element.GetAttribute("src")): Players++; break;
            case "script": ReadScript(element); break;
            case "a" when HasToken(element.GetAttribute("rel"), "author"): AddProperty(element); break;
        }

        if (element.HasAttribute("itemprop")) AddProperty(element);
    }

    public void ReadSmallPrint(IElement element)
    {
        if (VisibleByline is not null || element.ClassName is not { } names) return;
        if (names.Contains("byline", StringComparison.OrdinalIgnoreCase)) VisibleByline = element;
    }

    /// <summary>The element's text, white space folded, without its scripts and styles.</summary>
    public static string TextOf(IElement element)
    {
        var text = new StringBuilder();
        var open = new Stack<INode>();
        open.Push(element);
        while (text.Length < MostText && open.TryPop(out var node))
        {
            if (node is IText data) text.Append(data.Data.AsSpan(0, Math.Min(data.Data.Length, MostText)));
            if (node is IElement { LocalName: "style" } or IElement { LocalName: "script" }) continue;
            var children = node.ChildNodes;
            for (var i = Math.Min(children.Length, MostText) - 1; i >= 0; i--) open.Push(children[i]);
        }

        return Fold(text.ToString());
    }

    public static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void ReadMeta(IElement element)
    {
        if (_meta.Count >= MostMeta || Filled(element.GetAttribute("content")) is not { } content) return;
        foreach (var key in (ReadOnlySpan<string>)["property", "name", "itemprop", "http-equiv"])
        {
            if (element.GetAttribute(key) is not { Length: > 0 and < 200 } names) continue;
            foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries)) _meta.TryAdd(name, content);
        }
    }

    private void ReadScript(IElement element)
    {
        Scripts++;
        if (LinkedData.Count >= MostLinkedData || element.GetAttribute("type")?.Trim() is not { } type) return;
        if (!type.StartsWith("application/ld+json", StringComparison.OrdinalIgnoreCase)) return;
        if (element.FirstChild is IText { Length: > 0 and < MostLinkedDataText } data) LinkedData.Add(data.Data);
    }

    private void AddProperty(IElement element)
    {
        if (Properties.Count < MostMarked) Properties.Add(element);
    }

    private static bool IsPlayer(string? address) => address is not null
        && (address.Contains("youtube", StringComparison.OrdinalIgnoreCase)
            || address.Contains("player", StringComparison.OrdinalIgnoreCase)
            || address.Contains("vimeo", StringComparison.OrdinalIgnoreCase));

    private static bool HasToken(string? list, string token) =>
        list is not null && list.Split(' ').Contains(token, StringComparer.OrdinalIgnoreCase);

    private static string? Filled(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return Fold(text.Length > MostText ? text[..MostText] : text);
    }
}
