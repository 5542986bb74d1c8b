using System.Net;

namespace Refwatch.Citing.Wikitext;

/// <summary>A link that leads out of the wiki: "[https://… title]", or an address by itself.</summary>
/// <param name="Start">Where it begins in the source, its bracket included.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="UrlStart">Where its address begins.</param>
/// <param name="UrlEnd">Behind its address.</param>
/// <param name="Url">The address; null when it is none.</param>
/// <param name="Title">What is shown; empty for a bare address.</param>
internal sealed record ExternalLink(int Start, int End, int UrlStart, int UrlEnd, Uri? Url, string Title)
{
    public bool IsBracketed => Start < UrlStart;
}

/// <summary>The external links that stand in a run of nodes.</summary>
internal static class ExternalLinks
{
    // A longer line without a closing bracket is no title.
    private const int LongestTitle = 2000;

    private static readonly string[] Schemes = ["http://", "https://", "//"];

    /// <summary>The length of the scheme that a text begins with: "https://", "http://", "//"; 0 when it is none.</summary>
    public static int SchemeLength(ReadOnlySpan<char> text)
    {
        foreach (var scheme in Schemes)
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return scheme.Length;
            }
        }

        return 0;
    }

    public static List<ExternalLink> In(string source, IReadOnlyList<WikitextNode> nodes)
    {
        var links = new List<ExternalLink>();
        var done = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            for (var at = Math.Max(nodes[i].Start, done); nodes[i] is TextNode && (at = NextScheme(source, at, nodes[i].End)) >= 0; at = done)
            {
                var link = Read(source, nodes, i, at);
                done = link.End;
                links.Add(link);
                if (done >= nodes[i].End)
                {
                    break;
                }
            }
        }

        return links;
    }

    // A protocol-relative address counts behind a bracket alone.
    private static int NextScheme(string source, int from, int end)
    {
        while (from < end)
        {
            var slashes = source.IndexOf("//", from, end - from, StringComparison.Ordinal);
            if (slashes < 0)
            {
                return -1;
            }

            foreach (var scheme in Schemes)
            {
                var start = slashes - (scheme.Length - 2);
                var isThere = start >= from && source.AsSpan(start).StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
                if (isThere && (scheme.Length > 2 || (start > 0 && source[start - 1] == '[')))
                {
                    return start;
                }
            }

            from = slashes + 2;
        }

        return -1;
    }

    private static ExternalLink Read(string source, IReadOnlyList<WikitextNode> nodes, int index, int urlStart)
    {
        var nodeEnd = nodes[index].End;
        var urlEnd = urlStart + Length(source.AsSpan(urlStart, nodeEnd - urlStart));
        if (urlStart > nodes[index].Start && source[urlStart - 1] == '[' && ClosingBracket(source, nodes, index, urlEnd) is >= 0 and var close)
        {
            return new ExternalLink(urlStart - 1, close + 1, urlStart, urlEnd, ToUrl(source[urlStart..urlEnd]), Title(source, nodes, index, urlEnd, close));
        }

        var bare = source.AsSpan(urlStart, urlEnd - urlStart);
        bare = bare.TrimEnd(bare.Contains('(') ? ",;.:!?" : ",;.:!?)");
        return new ExternalLink(urlStart, urlStart + Math.Max(bare.Length, 1), urlStart, urlStart + bare.Length, ToUrl(bare.ToString()), "");
    }

    private static int Length(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(" \t\r\n<>\"[]{|}\u00A0");
        end = end < 0 ? text.Length : end;
        var quotes = text[..end].IndexOf("''");
        return quotes < 0 ? end : quotes;
    }

    // The link ends on its line; its title may hold templates.
    private static int ClosingBracket(string source, IReadOnlyList<WikitextNode> nodes, int index, int from)
    {
        var limit = from + LongestTitle;
        for (; index < nodes.Count && nodes[index].Start < limit; index++)
        {
            from = Math.Max(from, nodes[index].Start);
            var length = Math.Min(nodes[index].End, limit) - from;
            if (nodes[index] is TextNode && length > 0 && source.AsSpan(from, length).IndexOfAny("]\n") is >= 0 and var found)
            {
                return source[from + found] == ']' ? from + found : -1;
            }
        }

        return -1;
    }

    private static string Title(string source, IReadOnlyList<WikitextNode> nodes, int index, int from, int close)
    {
        var inside = nodes.Skip(index).TakeWhile(node => node.Start < close)
            .Select(node => node is TextNode ? new TextNode(Math.Max(node.Start, from), Math.Min(node.End, close)) : node);
        return PlainWikitext.Of(source, [.. inside]).Trim();
    }

    public static Uri? ToUrl(string text)
    {
        var address = WebUtility.HtmlDecode(text.Trim());
        address = address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address;
        return Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 ? url : null;
    }
}
