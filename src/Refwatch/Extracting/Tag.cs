using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Refwatch.Extracting;

/// <summary>What an element means to the extractor.</summary>
internal enum Tag
{
    /// <summary>Runs within a line of text: a, b, span and whatever is unknown.</summary>
    Inline,

    /// <summary>Starts a line of its own and says nothing else: div, section, center.</summary>
    Container,
    Paragraph,
    Heading,
    List,
    ListItem,
    Quotation,
    Caption,
    Table,
    Row,
    Cell,
    Preformatted,
    Article,
    Main,
    Header,
    Footer,
    Aside,
    Navigation,
    Form,
    Link,
    LineBreak,
    Time,

    /// <summary>Holds no text that a reader sees in the page: script, svg, select.</summary>
    Unseen,
}

internal static class Tags
{
    private static readonly FrozenDictionary<string, Tag> ByName = Build();

    public static Tag Of(IElement element) =>
        element.NamespaceUri == NamespaceNames.SvgUri ? Tag.Unseen : ByName.GetValueOrDefault(element.LocalName, Tag.Inline);

    public static bool StartsLine(Tag tag) => tag is not (Tag.Inline or Tag.Link or Tag.LineBreak or Tag.Time or Tag.Unseen);

    private static FrozenDictionary<string, Tag> Build()
    {
        var tags = new Dictionary<string, Tag>(StringComparer.Ordinal)
        {
            ["p"] = Tag.Paragraph, ["blockquote"] = Tag.Quotation, ["q"] = Tag.Inline, ["pre"] = Tag.Preformatted,
            ["li"] = Tag.ListItem, ["dt"] = Tag.ListItem, ["dd"] = Tag.ListItem,
            ["figcaption"] = Tag.Caption, ["caption"] = Tag.Caption,
            ["table"] = Tag.Table, ["tr"] = Tag.Row, ["td"] = Tag.Cell, ["th"] = Tag.Cell,
            ["article"] = Tag.Article, ["main"] = Tag.Main, ["header"] = Tag.Header, ["footer"] = Tag.Footer,
            ["aside"] = Tag.Aside, ["nav"] = Tag.Navigation, ["menu"] = Tag.Navigation, ["form"] = Tag.Form,
            ["a"] = Tag.Link, ["br"] = Tag.LineBreak, ["time"] = Tag.Time,
        };
        Add(Tag.Heading, "h1", "h2", "h3", "h4", "h5", "h6");
        Add(Tag.List, "ul", "ol", "dl", "dir");
        Add(Tag.Container, "html", "head", "body", "div", "section", "center", "address", "details", "summary", "fieldset",
            "figure", "hgroup", "hr", "tbody", "thead", "tfoot", "colgroup", "frameset", "noframes", "search", "amp-accordion");
        Add(Tag.Unseen, "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "canvas", "audio", "video",
            "map", "select", "datalist", "textarea", "input", "button", "dialog", "link", "meta", "title", "svg", "param", "progress",
            "meter", "legend", "label", "optgroup", "option", "output", "picture", "source", "track", "img", "rp", "rt", "area", "base", "frame",
            "amp-ad", "amp-sidebar", "amp-consent", "amp-analytics");
        return tags.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Tag tag, params ReadOnlySpan<string> names)
        {
            foreach (var name in names) tags[name] = tag;
        }
    }
}
