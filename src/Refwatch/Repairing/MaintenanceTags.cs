using Refwatch.Citing.Wikitext;

namespace Refwatch.Repairing;

/// <summary>The tags behind a citation or link that say what is wrong with it.</summary>
internal static class MaintenanceTags
{
    /// <summary>Marks what ends there as dead, unless a tag says so already.</summary>
    /// <param name="page">The article.</param>
    /// <param name="end">Where the citation or link ends.</param>
    /// <param name="tag">What to put there.</param>
    public static PatchResult AddDeadLink(WikitextPage page, int end, string tag) =>
        Of(page, end).Any(WikitextSource.IsDeadLink) ? PatchResult.Nothing : new PatchResult([new TextEdit(end, end, tag)], null);

    /// <summary>Takes out the tags which a copy makes untrue, and the space before them.</summary>
    public static IEnumerable<TextEdit> RemoveDeadLinks(WikitextPage page, int end)
    {
        foreach (var tag in Of(page, end).Where(WikitextSource.IsDeadLink))
        {
            var start = tag.Start;
            while (start > end && char.IsWhiteSpace(page.Source[start - 1]))
            {
                start--;
            }

            yield return new TextEdit(start, tag.End, "");
        }
    }

    /// <summary>The template behind what ends there that links a copy of it; null when none does.</summary>
    public static TemplateNode? Copy(WikitextPage page, int end) => Of(page, end).FirstOrDefault(WikitextSource.IsArchive);

    /// <summary>Another copy in the template that links one: its other parameters, and its spacing, stay as they are.</summary>
    /// <param name="copy">The template.</param>
    /// <param name="repair">What it should say.</param>
    /// <param name="style">The article's.</param>
    /// <param name="address">The page's, as a parameter can hold it.</param>
    public static IEnumerable<TextEdit> Replace(TemplateNode copy, Repair repair, RepairStyle style, string address)
    {
        var (url, date) = (copy.Find("url"), copy.Find("date"));
        if (copy.Name == "wayback" && date is not null && repair.Memento!.Host == "web.archive.org")
        {
            return [Value(date, WikiDialect.Timestamp(repair))];
        }

        return copy.Name == "webarchive" && url is not null && date is not null
            ? [Value(url, ParameterText.OfUrl(repair.Memento!)), Value(date, style.Dates.Write(repair.MementoTime))]
            : [new TextEdit(copy.Start, copy.End, style.Dialect.Archive(repair, address, style.Dates))];
    }

    /// <summary>
    /// The templates that belong to what ends at a place: editors put tags and copies directly behind it, or at the end of the reference
    /// ("[http://… Title]. Herald, 2010. {{dead link}}"). They end where another source begins.
    /// </summary>
    public static IEnumerable<TemplateNode> Of(WikitextPage page, int end) => After(page, end, IsSameSource);

    /// <summary>Those that stand directly behind it, with nothing but space and comments between.</summary>
    public static IEnumerable<TemplateNode> Behind(WikitextPage page, int end) => After(page, end, string.IsNullOrWhiteSpace);

    private static TextEdit Value(TemplateParameter parameter, string value) => new(parameter.ValueStart, parameter.ValueEnd, value);

    private static IEnumerable<TemplateNode> After(WikitextPage page, int end, Func<string, bool> mayStandBetween)
    {
        foreach (var node in SiblingsFrom(page, end).SkipWhile(node => node.End <= end))
        {
            switch (node)
            {
                case CommentNode:
                    break;
                case TemplateNode template when CiteTemplate.TryRead(page, template) is null:
                    yield return template;
                    break;
                case TextNode or LinkNode when mayStandBetween(page.Source[Math.Max(node.Start, end)..node.End]):
                    break;
                default:
                    yield break;
            }
        }
    }

    // Bibliographies and lists are lines of the article: a line feed that words follow ends the item.
    private static bool IsSameSource(string text) =>
        string.IsNullOrWhiteSpace(text) || (!text.Contains("//", StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal));

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
