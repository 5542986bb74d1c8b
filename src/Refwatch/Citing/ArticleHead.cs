using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Refwatch.Fetching;

namespace Refwatch.Citing;

/// <summary>What an article's page says of itself.</summary>
internal sealed partial record ArticleHead(Uri Url, string? Title, string? Revision, string? Language)
{
    public static ArticleHead Read(WebDocument document)
    {
        if (document.Html is not { } html)
        {
            return new ArticleHead(document.Url, null, null, null);
        }

        return new ArticleHead(ArticleUrl(document.Url, html), DisplayedTitle(html), RevisionId(document.Url, html), ContentLanguage(document.Url, html));
    }

    // A REST address, a mobile host or a file stands for the article that the page names. Only pages of the same site are believed.
    private static Uri ArticleUrl(Uri found, IHtmlDocument html)
    {
        var named = html.Head?.QuerySelector("link[rel='dc:isVersionOf'], link[rel='canonical']")?.GetAttribute("href");
        if (named?.StartsWith("//", StringComparison.Ordinal) == true)
        {
            named = "https:" + named;
        }

        var isBelieved = Uri.TryCreate(named, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && (found.IsFile || DesktopHost(found) == DesktopHost(url));
        return isBelieved ? url! : found;
    }

    private static string DesktopHost(Uri url) => url.Host.Replace(".m.", ".", StringComparison.Ordinal);

    // Parsoid puts no heading into the page.
    private static string? DisplayedTitle(IHtmlDocument html)
    {
        var title = Folded(html.GetElementById("firstHeading")?.TextContent) ?? Folded(html.Title);
        return title is null ? null : SiteName().Replace(title, "");
    }

    private static string? RevisionId(Uri found, IHtmlDocument html)
    {
        var parsoid = html.DocumentElement?.GetAttribute("about");
        if (parsoid is not null && RevisionInAbout().Match(parsoid) is { Success: true } about)
        {
            return about.Groups["id"].Value;
        }

        foreach (var script in html.Scripts)
        {
            if (RevisionInScript().Match(script.Text ?? "") is { Success: true } configured)
            {
                return configured.Groups["id"].Value;
            }
        }

        return OldId().Match(found.Query) is { Success: true } asked ? asked.Groups["id"].Value : null;
    }

    // The page's own language may be the reader's; the content has a mark of its own.
    private static string? ContentLanguage(Uri found, IHtmlDocument html)
    {
        var tag = html.QuerySelector(".mw-parser-output[lang], #mw-content-text [lang].mw-content-ltr, #mw-content-text[lang]")?.GetAttribute("lang")
            ?? html.DocumentElement?.GetAttribute("lang")
            ?? html.Body?.GetAttribute("lang");
        if (!string.IsNullOrWhiteSpace(tag))
        {
            return tag.Trim();
        }

        return found.Host.EndsWith(".wikipedia.org", StringComparison.OrdinalIgnoreCase) ? found.Host[..found.Host.IndexOf('.', StringComparison.Ordinal)] : null;
    }

    private static string? Folded(string? text) => string.IsNullOrWhiteSpace(text) ? null : WhiteSpace().Replace(text, " ").Trim();

    [GeneratedRegex(@"/revision/(?<id>[1-9]\d*)", RegexOptions.NonBacktracking)]
    private static partial Regex RevisionInAbout();

    [GeneratedRegex(@"""wgRevisionId"":\s*(?<id>[1-9]\d*)", RegexOptions.NonBacktracking)]
    private static partial Regex RevisionInScript();

    [GeneratedRegex(@"[?&]oldid=(?<id>[1-9]\d*)", RegexOptions.NonBacktracking)]
    private static partial Regex OldId();

    [GeneratedRegex(@"\s+[-–—]\s+(?:Wikipedia|Википедия|Уикипедия)[^-–—]*$", RegexOptions.NonBacktracking)]
    private static partial Regex SiteName();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();
}
