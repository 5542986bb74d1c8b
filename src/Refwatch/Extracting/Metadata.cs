using AngleSharp.Html.Dom;

namespace Refwatch.Extracting;

/// <summary>What a page says of itself.</summary>
internal static class Metadata
{
    public static PageContent Read(IHtmlDocument html, Uri url) => new() { Title = html.Title ?? "", CanonicalUrl = url, Blocks = [] };
}
