using Refwatch.Citing.Wikitext;

namespace Refwatch.Repairing;

/// <summary>The tags behind a citation or link that say what is wrong with it.</summary>
internal static class MaintenanceTags
{
    /// <summary>Marks what ends there as dead, unless a tag says so already.</summary>
    public static PatchResult AddDeadLink(WikitextPage page, int end, Repair repair, RepairStyle style) =>
        Behind(page, end).Any(WikitextSource.IsDeadLink) ? PatchResult.Nothing : new PatchResult([new TextEdit(end, end, style.Dialect.DeadLink(repair))], null);

    /// <summary>Takes out the tags which a copy makes untrue, and the space before them.</summary>
    public static IEnumerable<TextEdit> RemoveDeadLinks(WikitextPage page, int end)
    {
        foreach (var tag in Behind(page, end).Where(WikitextSource.IsDeadLink))
        {
            var start = tag.Start;
            while (start > end && char.IsWhiteSpace(page.Source[start - 1]))
            {
                start--;
            }

            yield return new TextEdit(start, tag.End, "");
        }
    }

    /// <summary>The templates that stand directly behind a place, with nothing but space and comments between.</summary>
    public static IEnumerable<TemplateNode> Behind(WikitextPage page, int end)
    {
        foreach (var node in SiblingsFrom(page, end).SkipWhile(node => node.End <= end))
        {
            if (node is TemplateNode template)
            {
                yield return template;
            }
            else if (node is not CommentNode && !string.IsNullOrWhiteSpace(page.Source[Math.Max(node.Start, end)..node.End]))
            {
                yield break;
            }
        }
    }

    // The innermost list of nodes that holds the place.
    private static IReadOnlyList<WikitextNode> SiblingsFrom(WikitextPage page, int end)
    {
        var nodes = page.Nodes;
        while (nodes.FirstOrDefault(node => node.Start < end && end < node.End) is { } around and not TextNode)
        {
            var inner = WikitextPage.ChildrenOf(around).FirstOrDefault(children => children.Count > 0 && children[0].Start < end && end <= children[^1].End);
            if (inner is null)
            {
                break;
            }

            nodes = inner;
        }

        return nodes;
    }
}
