namespace Refwatch.Citing.Wikitext;

/// <summary>A template's name and parameters, from the parts between its pipes.</summary>
internal static class TemplateShape
{
    private static readonly string[] Namespaces = ["template:", "шаблон:", "үлгі:", "t:", "ш:"];

    public static TemplateNode Read(string source, int start, int end, IReadOnlyList<WikitextPart> parts)
    {
        var parameters = new List<TemplateParameter>();
        var position = 0;
        foreach (var part in parts.Skip(1))
        {
            parameters.Add(Parameter(source, part, ref position));
        }

        return new TemplateNode(start, end, Name(source, parts[0]), parameters);
    }

    private static string Name(string source, WikitextPart part)
    {
        var words = TextOf(source, part.Nodes).Replace('_', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words).ToLowerInvariant();
        var prefix = Array.Find(Namespaces, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
        return prefix is null ? name : name[prefix.Length..].TrimStart();
    }

    private static TemplateParameter Parameter(string source, WikitextPart part, ref int position)
    {
        var equals = EqualsSign(source, part.Nodes);
        if (equals < 0)
        {
            var (start, end) = Trimmed(source, part.Start, part.End);
            return new TemplateParameter($"{++position}", part.Start, start, start, start, end, part.End, part.Nodes);
        }

        var (nameStart, nameEnd) = Trimmed(source, part.Start, equals);
        var (valueStart, valueEnd) = Trimmed(source, equals + 1, part.End);
        var before = part.Nodes.TakeWhile(node => node.Start < equals).Select(node => node.End <= equals ? node : new TextNode(node.Start, equals));
        var name = TextOf(source, [.. before]).Trim();
        return new TemplateParameter(name, part.Start, nameStart, nameEnd, valueStart, valueEnd, part.End, ValueNodes(part.Nodes, equals));
    }

    /// <summary>The first "=" that stands in the parameter itself, not in a template or link within it.</summary>
    private static int EqualsSign(string source, IReadOnlyList<WikitextNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is TextNode && source.IndexOf('=', node.Start, node.End - node.Start) is >= 0 and var at)
            {
                return at;
            }
        }

        return -1;
    }

    private static List<WikitextNode> ValueNodes(IReadOnlyList<WikitextNode> nodes, int equals)
    {
        var value = new List<WikitextNode>();
        foreach (var node in nodes.Where(node => node.End > equals + 1))
        {
            value.Add(node.Start <= equals ? new TextNode(equals + 1, node.End) : node);
        }

        return value;
    }

    private static (int Start, int End) Trimmed(string source, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(source[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(source[end - 1]))
        {
            end--;
        }

        return (start, end);
    }

    // Comments in a name count for nothing; a nested template makes it one that nobody here knows.
    private static string TextOf(string source, IReadOnlyList<WikitextNode> nodes) =>
        string.Concat(nodes.Select(node => node switch
        {
            TextNode => source[node.Start..node.End],
            CommentNode => "",
            _ => "\uFFFC",
        }));
}
