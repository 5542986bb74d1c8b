namespace Refwatch.Citing.Wikitext;

/// <summary>A piece of wikitext with its place in the source, so that an edit can be exact to the byte everywhere else.</summary>
/// <param name="Start">Where it begins in the source.</param>
/// <param name="End">Behind its last character.</param>
internal abstract record WikitextNode(int Start, int End);

/// <summary>Text with whatever markup is not a node of its own: quotes of italics, HTML tags, external links, tables.</summary>
internal sealed record TextNode(int Start, int End) : WikitextNode(Start, End);

/// <summary>&lt;!-- … --&gt;.</summary>
internal sealed record CommentNode(int Start, int End) : WikitextNode(Start, End);

/// <summary>An extension tag whose content is no wikitext: &lt;nowiki&gt;, &lt;math&gt;, &lt;pre&gt; …</summary>
internal sealed record OpaqueNode(int Start, int End, string Tag, int ContentStart, int ContentEnd) : WikitextNode(Start, End);

/// <summary>&lt;ref&gt; or &lt;references&gt;; <see cref="Content"/> is null when it closes itself.</summary>
internal sealed record TagNode(int Start, int End, string Tag, IReadOnlyDictionary<string, string> Attributes) : WikitextNode(Start, End)
{
    public IReadOnlyList<WikitextNode>? Content { get; init; }

    /// <summary>Where the content begins in the source.</summary>
    public int ContentStart { get; init; }

    /// <summary>Behind the content's last character.</summary>
    public int ContentEnd { get; init; }
}

/// <summary>[[target|label]]; a file's link has several parts.</summary>
internal sealed record LinkNode(int Start, int End, IReadOnlyList<WikitextPart> Parts) : WikitextNode(Start, End);

/// <summary>{{name|parameters}}.</summary>
/// <param name="Start">Where it begins in the source.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Name">Lower case, without namespace, comments and surplus space: "cite web", "статья".</param>
/// <param name="Parameters">In the order of the source, repeated ones included.</param>
internal sealed record TemplateNode(int Start, int End, string Name, IReadOnlyList<TemplateParameter> Parameters) : WikitextNode(Start, End)
{
    /// <summary>The parameter of that name; of repeated ones the last, as MediaWiki takes it; null when there is none.</summary>
    public TemplateParameter? Find(string name) => Parameters.LastOrDefault(parameter => parameter.Name == name);
}

/// <summary>{{{name|default}}}: it stands in templates, hardly ever in articles.</summary>
internal sealed record ArgumentNode(int Start, int End, IReadOnlyList<WikitextPart> Parts) : WikitextNode(Start, End);

/// <summary>What stands between two pipes.</summary>
internal sealed record WikitextPart(int Start, int End, IReadOnlyList<WikitextNode> Nodes);

/// <summary>One parameter of a template, from behind its pipe to the next.</summary>
/// <param name="Name">Its name; a positional one's is its position, "1", "2" …</param>
/// <param name="Start">Behind its pipe.</param>
/// <param name="NameStart">Where its name begins; of a positional one, where its value begins.</param>
/// <param name="NameEnd">Behind its name.</param>
/// <param name="ValueStart">Where its value begins, without white space around it.</param>
/// <param name="ValueEnd">Behind its value, comments included.</param>
/// <param name="End">Where the next pipe or the closing braces stand.</param>
/// <param name="Value">The value's nodes, white space around it included.</param>
internal sealed record TemplateParameter(
    string Name, int Start, int NameStart, int NameEnd, int ValueStart, int ValueEnd, int End, IReadOnlyList<WikitextNode> Value)
{
    public bool IsNamed => NameEnd > NameStart;
}
