using System.Net;
using System.Text;

namespace Refwatch.Citing.Wikitext;

/// <summary>Wikitext as a reader of the page would see it, on one line, as far as that can be told without the wiki's templates.</summary>
internal static class PlainWikitext
{
    public static string Of(string source, IReadOnlyList<WikitextNode> nodes)
    {
        var raw = new StringBuilder();
        Append(raw, source, nodes);
        var folded = new FoldedText();
        folded.Append(WebUtility.HtmlDecode(raw.ToString()));
        return folded.ToString();
    }

    /// <summary>Appends text as it is shown, entities not yet decoded.</summary>
    public static void Append(StringBuilder shown, string source, IReadOnlyList<WikitextNode> nodes)
    {
        var text = new InlineText(shown);
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TextNode:
                    text.Append(source.AsSpan(node.Start, node.End - node.Start));
                    break;
                case OpaqueNode opaque:
                    AppendOpaque(shown, source, opaque);
                    break;
                case LinkNode link when !WikiLink.IsFileOrCategory(source, link):
                    Append(shown, source, link.Parts[^1].Nodes);
                    break;
                case TemplateNode template:
                    InlineTemplates.Append(shown, source, template);
                    break;
            }
        }
    }

    public static void AppendOpaque(StringBuilder shown, string source, OpaqueNode opaque)
    {
        if (opaque.Tag is "nowiki" or "pre" or "math" or "chem" or "ce" or "syntaxhighlight" or "source")
        {
            shown.Append(source, opaque.ContentStart, opaque.ContentEnd - opaque.ContentStart);
        }
    }
}
