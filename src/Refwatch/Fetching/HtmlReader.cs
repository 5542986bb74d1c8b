using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Refwatch.Fetching;

/// <summary>Parses HTML of any origin into a tree that is safe to walk: no script runs, nothing is loaded.</summary>
public static class HtmlReader
{
    /// <summary>Deeper elements become siblings, as in browsers, so that a recursive reader can't overflow the stack.</summary>
    public const int MaxDepth = 512;

    private static readonly HtmlParserOptions s_options = new() { MaximumDepth = MaxDepth, DisableElementPositionTracking = true };

    public static IHtmlDocument Parse(string html) => new HtmlParser(s_options).ParseDocument(html);
}
