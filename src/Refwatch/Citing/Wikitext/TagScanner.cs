namespace Refwatch.Citing.Wikitext;

/// <summary>
/// Reads comments and extension tags. An extension's content ends at its first closing tag, whatever else is open in it;
/// without a closing tag it is text.
/// </summary>
internal sealed class TagScanner(string source, int end, int depth)
{
    // <references> holds <ref>; anything deeper is no article.
    private const int MaxDepth = 3;

    private static readonly HashSet<string> Opaque = new(StringComparer.Ordinal)
    {
        "nowiki", "pre", "math", "chem", "ce", "syntaxhighlight", "source", "score", "timeline", "hiero", "graph", "templatedata", "mapframe", "maplink",
        "inputbox", "imagemap", "categorytree", "charinsert", "templatestyles", "section", "indicator",
    };

    private readonly HashSet<string> _neverClosed = new(StringComparer.Ordinal);
    private bool _noMoreEnds;

    /// <summary>The comment or extension tag that begins at that "&lt;"; null when none does.</summary>
    public WikitextNode? Read(int start)
    {
        if (Follows("<!--", start))
        {
            var close = source.IndexOf("-->", start + 4, end - start - 4, StringComparison.Ordinal);
            return new CommentNode(start, close < 0 ? end : close + 3);
        }

        var nameEnd = start + 1;
        while (nameEnd < end && char.IsAsciiLetter(source[nameEnd]))
        {
            nameEnd++;
        }

        var isBounded = nameEnd < end && (source[nameEnd] is '>' or '/' || char.IsWhiteSpace(source[nameEnd]));
        if (!isBounded || nameEnd - start > 20 || _noMoreEnds)
        {
            return null;
        }

        var name = source[(start + 1)..nameEnd].ToLowerInvariant();
        return name is "ref" or "references" || Opaque.Contains(name) ? Element(start, nameEnd, name) : null;
    }

    private WikitextNode? Element(int start, int nameEnd, string name)
    {
        var tagEnd = source.IndexOf('>', nameEnd, end - nameEnd);
        if (tagEnd < 0)
        {
            _noMoreEnds = true;
            return null;
        }

        if (source[tagEnd - 1] == '/')
        {
            return Node(start, tagEnd + 1, name, nameEnd, tagEnd - 1, content: null);
        }

        return ClosingTag(name, tagEnd + 1) is var (close, closeEnd)
            ? Node(start, closeEnd, name, nameEnd, tagEnd, (tagEnd + 1, close))
            : null;
    }

    private WikitextNode Node(int start, int nodeEnd, string name, int nameEnd, int attributesEnd, (int Start, int End)? content)
    {
        if (name is not ("ref" or "references") || depth >= MaxDepth)
        {
            return new OpaqueNode(start, nodeEnd, name, content?.Start ?? nodeEnd, content?.End ?? nodeEnd);
        }

        return new TagNode(start, nodeEnd, name, TagAttributes.Read(source.AsSpan(nameEnd, attributesEnd - nameEnd)))
        {
            Content = content is var (from, to) ? WikitextParser.Parse(source, from, to, depth + 1) : null,
            ContentStart = content?.Start ?? nodeEnd,
            ContentEnd = content?.End ?? nodeEnd,
        };
    }

    private (int Start, int End)? ClosingTag(string name, int from)
    {
        if (_neverClosed.Contains(name))
        {
            return null;
        }

        for (var at = from; (at = source.IndexOf("</" + name, at, end - at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var close = at + 2 + name.Length;
            while (close < end && char.IsWhiteSpace(source[close]))
            {
                close++;
            }

            if (close < end && source[close] == '>')
            {
                return (at, close + 1);
            }

            at = close;
        }

        _neverClosed.Add(name);
        return null;
    }

    private bool Follows(string text, int at) => end - at >= text.Length && source.AsSpan(at, text.Length).SequenceEqual(text);
}
