using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Refwatch.Fetching;

namespace Refwatch.Archiving.Requisites;

/// <summary>What a browser loads to show a page as its readers saw it: style sheets and images, no scripts.</summary>
public static class PageRequisites
{
    /// <summary>Most requisites of one page.</summary>
    public const int Most = 60;

    /// <summary>Their addresses, without duplicates: first the style sheets, then the images, then their other sizes.</summary>
    public static IReadOnlyList<Uri> Of(WebDocument document) =>
        document.Html is { } html ? Absolute(Links(html), BaseOf(html, document.Url)) : [];

    /// <summary>What a style sheet loads in its turn.</summary>
    public static IReadOnlyList<Uri> OfStyle(WebDocument document) =>
        document is { MediaType: "text/css", Text: { } css } ? Absolute(StyleLinks.Of(css), document.Url) : [];

    private static IEnumerable<string> Links(IHtmlDocument html)
    {
        var elements = html.All.ToList();
        return elements.OfType<IHtmlLinkElement>().Where(static link => link.RelationList.Contains("stylesheet")).Select(static link => link.GetAttribute("href"))
            .Concat(elements.OfType<IHtmlStyleElement>().SelectMany(static style => StyleLinks.Of(style.TextContent)))
            .Concat(elements.Select(ImageOf))
            .Concat(elements.Select(static element => element.GetAttribute("style")).OfType<string>().SelectMany(StyleLinks.Of))
            .Concat(elements.OfType<IHtmlLinkElement>().Where(static link => link.RelationList.Contains("icon")).Select(static link => link.GetAttribute("href")))
            .Concat(elements.Where(static element => element.LocalName is "img" or "source").SelectMany(static element => Sizes(element.GetAttribute("srcset"))))
            .OfType<string>();
    }

    private static string? ImageOf(IElement element) => element.LocalName switch
    {
        "img" => element.GetAttribute("src"),
        "input" when element.GetAttribute("type") is "image" => element.GetAttribute("src"),
        "video" => element.GetAttribute("poster"),
        "body" or "table" or "td" => element.GetAttribute("background"),
        "image" => element.GetAttribute("href") ?? element.GetAttribute("xlink:href"),
        _ => null,
    };

    /// <summary>HTML, section 4.8.4.2.1: candidates divided by commas, each a URL and perhaps a descriptor. A comma may stand in a URL.</summary>
    private static IEnumerable<string> Sizes(string? srcset) =>
        (srcset ?? "").Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries)
            .Select(static part => part.Trim(','))
            .Where(static part => part.Length > 0 && !(part[^1] is 'w' or 'x' or 'h' && part[..^1].All(static letter => char.IsAsciiDigit(letter) || letter == '.')));

    private static List<Uri> Absolute(IEnumerable<string> links, Uri baseUrl)
    {
        var found = new List<Uri>();
        foreach (var link in links)
        {
            if (found.Count == Most)
            {
                break;
            }

            if (Uri.TryCreate(baseUrl, link.Trim(), out var url) && HostManners.CanBeAsked(url) && PageUrl.Of(url) is var plain && !found.Contains(plain))
            {
                found.Add(plain);
            }
        }

        return found;
    }

    private static Uri BaseOf(IHtmlDocument html, Uri url) =>
        html.QuerySelector("base[href]")?.GetAttribute("href") is { } href && Uri.TryCreate(url, href.Trim(), out var given) ? given : url;
}
