using Refwatch.Fetching;

namespace Refwatch.Citing.Wikitext;

/// <summary>A page's wikitext, parsed.</summary>
/// <param name="Source">As it was given.</param>
/// <param name="Nodes">In the order of the source, without gaps.</param>
internal sealed record WikitextPage(string Source, IReadOnlyList<WikitextNode> Nodes)
{
    /// <summary>Never throws, whatever the text is; time and memory grow with its length alone.</summary>
    public static WikitextPage Parse(string source) => new(source, WikitextParser.Parse(source));

    /// <summary>Whether a document is wikitext: text with links, templates or footnotes, and no page that a browser shows.</summary>
    public static bool Recognises(WebDocument document) => document switch
    {
        { Text: not { } } => false,
        { Html: null } => document.Text.Contains("{{", StringComparison.Ordinal) || document.Text.Contains("[[", StringComparison.Ordinal)
            || document.Text.Contains("</ref>", StringComparison.OrdinalIgnoreCase),
        _ => document.Text.Contains("</ref>", StringComparison.OrdinalIgnoreCase) && !document.Text.Contains("</html>", StringComparison.OrdinalIgnoreCase),
    };

    public string TextOf(WikitextNode node) => Source[node.Start..node.End];

    public string ValueOf(TemplateParameter parameter) => PlainWikitext.Of(Source, parameter.Value).Trim();

    /// <summary>Every node once, each before what it holds.</summary>
    public static IEnumerable<WikitextNode> Descendants(IReadOnlyList<WikitextNode> nodes)
    {
        var pending = new Stack<WikitextNode>();
        Push(nodes);
        while (pending.TryPop(out var node))
        {
            yield return node;
            foreach (var children in ChildrenOf(node).Reverse())
            {
                Push(children);
            }
        }

        void Push(IReadOnlyList<WikitextNode> children)
        {
            for (var i = children.Count - 1; i >= 0; i--)
            {
                pending.Push(children[i]);
            }
        }
    }

    /// <summary>The lists of nodes that a node holds, in the order of the source.</summary>
    public static IEnumerable<IReadOnlyList<WikitextNode>> ChildrenOf(WikitextNode node) => node switch
    {
        TemplateNode template => template.Parameters.Select(static parameter => parameter.Value),
        LinkNode link => link.Parts.Select(static part => part.Nodes),
        ArgumentNode argument => argument.Parts.Select(static part => part.Nodes),
        TagNode { Content: { } content } => [content],
        _ => [],
    };
}
