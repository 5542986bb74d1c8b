using AngleSharp.Dom;

namespace Refwatch.Citing;

/// <summary>What MediaWiki's two HTML renderings look like: the legacy parser's and Parsoid's (Specs/HTML/2.8.0 and its extension Cite).</summary>
internal static class Markup
{
    private static readonly HashSet<string> HiddenTags = new(StringComparer.Ordinal)
    {
        "script", "style", "noscript", "template", "head", "svg", "select", "button", "textarea", "iframe", "object", "audio", "video", "input", "math",
    };

    private static readonly HashSet<string> HiddenClasses = new(StringComparer.Ordinal)
    {
        "mw-editsection", "mw-cite-backlink", "mw-linkback-text", "Inline-Template", "sortkey",
    };

    private static readonly HashSet<string> BlockTags = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
        "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    };

    public static bool HasClass(IElement element, string name) => element.ClassName is not null && element.ClassList.Contains(name);

    public static bool IsBlock(IElement element) => BlockTags.Contains(element.LocalName);

    /// <summary>Whether an element is no part of what readers read: scripts, edit links, back links, "[citation needed]".</summary>
    public static bool IsHidden(IElement element) =>
        HiddenTags.Contains(element.LocalName)
        || (element.ClassName is not null && element.ClassList.Any(HiddenClasses.Contains))
        || (HasClass(element, "noprint") && !IsBlock(element))
        || element.GetAttribute("rel") == "mw:referencedBy"
        || element.HasAttribute("hidden")
        || element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A superscript of the Cite extension: a footnote's marker, or the page number that {{rp}} puts behind one.</summary>
    public static bool IsSuperscript(IElement element) =>
        element.LocalName is "sup" or "span" && (HasClass(element, "reference") || HasClass(element, "mw-ref"));

    /// <summary>The id, "cite_note-…", of a footnote's list item; null for other elements.</summary>
    public static string? NoteId(IElement element)
    {
        if (element.LocalName != "li")
        {
            return null;
        }

        // Parsoid's first renderings have "about" alone.
        var id = element.Id ?? element.GetAttribute("about")?.TrimStart('#');
        return id?.StartsWith("cite_note", StringComparison.Ordinal) == true ? id : null;
    }

    /// <summary>What a link's address says after "#", decoded ("#cite_note-1", "./Title#cite_note-1"); null when it has no fragment.</summary>
    public static string? Fragment(IElement link)
    {
        var href = link.GetAttribute("href");
        var hash = href?.IndexOf('#', StringComparison.Ordinal) ?? -1;
        return hash < 0 ? null : Uri.UnescapeDataString(href![(hash + 1)..]);
    }

    /// <summary>The TeX of a formula, which is drawn twice (MathML and a picture); null for other elements.</summary>
    public static string? Formula(IElement element)
    {
        if (!HasClass(element, "mwe-math-element"))
        {
            return null;
        }

        var tex = element.GetDescendants().OfType<IElement>().FirstOrDefault(static part => part.LocalName == "math")?.GetAttribute("alttext") ?? "";
        const string display = "{\\displaystyle ";
        return tex.StartsWith(display, StringComparison.Ordinal) && tex.EndsWith('}') ? tex[display.Length..^1].Trim() : tex;
    }
}
