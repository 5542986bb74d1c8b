using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Refwatch.Verdicts;

/// <summary>
/// Boxes that announce other pages of the site: "most read", "related", the latest news. They stand on error pages as on
/// articles, so their sentences are neither's. Told by their build: three or more alike side by side, each led by a link.
/// </summary>
internal static class Teasers
{
    private const int FewestBoxes = 3;

    private const int LongestBox = 600;

    /// <summary>A rubric, a date or a byline may stand above the link.</summary>
    private const int LongestLabel = 60;

    private const int WordsOfATitle = 3;

    private const int MaxLinks = 1_000;

    private const int MaxDepth = 6;

    private const int MaxSiblings = 200;

    private const int MaxNodesOfABox = 200;

    public static HashSet<IElement> Of(IHtmlDocument html)
    {
        HashSet<IElement> boxes = [];
        Dictionary<(INode Parent, string Name), bool> rows = [];
        foreach (var link in html.QuerySelectorAll("a[href]").Take(MaxLinks))
        {
            var box = (IElement?)link;
            for (var depth = 0; box?.Parent is { } parent && depth < MaxDepth && !boxes.Contains(box); depth++)
            {
                if (!rows.TryGetValue((parent, box.LocalName), out var isRow))
                {
                    isRow = rows[(parent, box.LocalName)] = IsRow(parent, box.LocalName);
                }

                if (isRow && IsBox(box))
                {
                    boxes.Add(box);
                    break;
                }

                box = box.ParentElement;
            }
        }

        foreach (var parent in html.QuerySelectorAll("h2 > a[href], h3 > a[href], h4 > a[href], h5 > a[href], dt > a[href]").Take(MaxLinks).Where(LeadsAway).Select(static link => link.ParentElement!.ParentElement).OfType<IElement>().ToHashSet())
        {
            boxes.UnionWith(Unboxed(parent));
        }

        return boxes;
    }

    /// <summary>Linked headlines and what stands below each, in one element without boxes: three or more, as in an old list of news.</summary>
    private static List<IElement> Unboxed(IElement parent)
    {
        List<IElement> below = [];
        var (titles, isBelow) = (0, false);
        foreach (var child in parent.Children.Take(MaxSiblings))
        {
            if (child.LocalName is ['h', >= '1' and <= '6'] or "dt")
            {
                isBelow = child.Children.Any(static inner => inner.LocalName is "a" && LeadsAway(inner) && new WordList(inner.TextContent).Count >= WordsOfATitle);
                titles += isBelow ? 1 : 0;
            }

            if (isBelow)
            {
                below.Add(child);
            }
        }

        return titles >= FewestBoxes ? below : [];
    }

    private static bool IsRow(INode parent, string name) =>
        parent.Children().Where(child => child.LocalName == name).Take(MaxSiblings).Count(IsBox) >= FewestBoxes;

    private static IEnumerable<IElement> Children(this INode parent) => parent.ChildNodes.OfType<IElement>();

    /// <summary>
    /// A short block that begins with a link to another page, or with a headline and ends in such a link ("Read more").
    /// A paragraph is none, however it begins: articles open theirs with links too.
    /// </summary>
    private static bool IsBox(IElement element)
    {
        if (element.LocalName is "p" or "td" || (PageParts.IsInline(element) && !element.Children.Any(static child => !PageParts.IsInline(child))))
        {
            return false;
        }

        var (nodes, length, isTitled, beginsWithHeadline, endsInLink) = (0, 0, false, false, false);
        for (INode? node = element; node is not null; node = Next(node, element))
        {
            if (++nodes > MaxNodesOfABox || length > LongestBox)
            {
                return false;
            }

            if (node is IText text && text.Data.AsSpan().Trim() is { Length: > 0 } said)
            {
                length += said.Length;
                endsInLink = LinkAround(text, element) is not null;
            }
            else if (node is IElement { LocalName: "a" } link)
            {
                isTitled |= length <= LongestLabel && LeadsAway(link) && new WordList(link.TextContent).Count >= (element.LocalName is "li" ? 1 : WordsOfATitle);
            }
            else if (node is IElement { LocalName: ['h', >= '2' and <= '6'] })
            {
                beginsWithHeadline |= length <= LongestLabel;
            }
        }

        return isTitled || (beginsWithHeadline && endsInLink);
    }

    private static INode? Next(INode node, INode root)
    {
        if (node.FirstChild is { } child)
        {
            return child;
        }

        while (node != root && node.NextSibling is null)
        {
            node = node.Parent!;
        }

        return node == root ? null : node.NextSibling;
    }

    private static IElement? LinkAround(INode text, INode box)
    {
        for (var node = text.Parent; node is not null && node != box.Parent; node = node.Parent)
        {
            if (node is IElement { LocalName: "a" } link && LeadsAway(link))
            {
                return link;
            }
        }

        return null;
    }

    /// <summary>Not to another place of the same page.</summary>
    private static bool LeadsAway(IElement link) => link.GetAttribute("href") is { Length: > 0 } address && address[0] != '#';
}
