using AngleSharp.Dom;

namespace Refwatch.Verdicts;

/// <summary>Which elements show nothing, stand around the page's text, or hold something else than text.</summary>
internal static class PageParts
{
    private static readonly HashSet<string> Invisible = new(StringComparer.OrdinalIgnoreCase)
    { "script", "style", "noscript", "template", "svg", "math", "object", "audio", "video", "canvas", "iframe" };

    private static readonly HashSet<string> Surroundings = new(StringComparer.OrdinalIgnoreCase) { "head", "nav", "footer", "aside", "menu" };

    private static readonly HashSet<string> NotProse = new(StringComparer.OrdinalIgnoreCase)
    { "form", "dialog", "button", "select", "label", "header", "h1", "h2", "h3", "h4", "h5", "h6" };

    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "nobr", "q",
        "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "label",
    };

    /// <summary>Parts of names that sites give to cookie banners and subscription boxes: their sentences are not the page's.</summary>
    private static readonly string[] BannerNames = ["cookie", "consent", "gdpr", "newsletter"];

    /// <summary>Names of the frame around the text where it has no elements of its own for it.</summary>
    private static readonly HashSet<string> FrameNames = new(StringComparer.OrdinalIgnoreCase)
    { "footer", "sidebar", "menu", "nav", "navbar", "breadcrumbs", "copyright", "subscribe", "site-footer", "page-footer", "bottom" };

    /// <summary>Names of boxes beside the text. Builders of pages put the text itself into such boxes, so only a small one is one.</summary>
    private static readonly HashSet<string> BoxNames = new(StringComparer.OrdinalIgnoreCase)
    { "widget", "secondary", "related", "recommended", "popular", "trending", "promo", "signup", "donate", "masthead", "colophon", "announcement", "about-site" };

    private const int LongestBox = 600;

    private const int MaxNodesOfABox = 300;

    public static bool IsInline(IElement element) => Inline.Contains(element.LocalName);

    public static bool IsSurroundings(IElement element) =>
        Surroundings.Contains(element.LocalName) || element.GetAttribute("role") is "navigation" or "contentinfo";

    public static bool IsNotProse(IElement element) =>
        NotProse.Contains(element.LocalName) || element.GetAttribute("role") is "dialog" or "alertdialog" || IsNamedSo(element);

    public static bool IsInvisible(IElement element) =>
        Invisible.Contains(element.LocalName)
        || element.Id is "wm-ipp-base" or "wm-ipp-print" or "wm-ipp" or "donato" // the Wayback Machine's own, around a memento
        || element.HasAttribute("hidden")
        || element.GetAttribute("aria-hidden") is "true"
        || (element.GetAttribute("style") is { } style
            && style.Replace(" ", "", StringComparison.Ordinal) is var rule
            && (rule.Contains("display:none", StringComparison.OrdinalIgnoreCase)
                || rule.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)));

    private static bool IsNamedSo(IElement element)
    {
        var names = $"{element.Id} {element.ClassName}";
        return element.LocalName is not ("body" or "main" or "article")
            && names.Length is > 1 and < 300
            && (BannerNames.Any(banner => names.Contains(banner, StringComparison.OrdinalIgnoreCase)) || names.Split(' ').Any(FrameNames.Contains)
                || (names.Split(' ').Any(BoxNames.Contains) && IsSmall(element)));
    }

    /// <summary>Counts no further than a box may have.</summary>
    private static bool IsSmall(IElement element)
    {
        var (nodes, length) = (0, 0);
        foreach (var node in element.Descendants())
        {
            length += node is IText text ? text.Length : 0;
            if (++nodes > MaxNodesOfABox || length > LongestBox)
            {
                return false;
            }
        }

        return true;
    }
}
