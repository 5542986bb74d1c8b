namespace Refwatch.Citing.Wikitext;

/// <summary>The attributes of an extension tag: name="a b", name='a b', name=ab.</summary>
internal static class TagAttributes
{
    public static IReadOnlyDictionary<string, string> Read(ReadOnlySpan<char> text)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (text.IndexOf('=') is > 0 and var equals)
        {
            var name = text[..equals].Trim();
            var lastSpace = name.LastIndexOfAny(" \t\r\n");
            text = text[(equals + 1)..].TrimStart();
            var value = Value(ref text);
            attributes.TryAdd(name[(lastSpace + 1)..].ToString().ToLowerInvariant(), Folded(value));
        }

        return attributes;
    }

    private static ReadOnlySpan<char> Value(ref ReadOnlySpan<char> text)
    {
        var quote = text.Length > 0 && text[0] is '"' or '\'' ? text[0] : '\0';
        if (quote != '\0')
        {
            text = text[1..];
        }

        var end = quote == '\0' ? text.IndexOfAny(" \t\r\n") : text.IndexOf(quote);
        var value = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return value;
    }

    private static string Folded(ReadOnlySpan<char> value) =>
        string.Join(' ', System.Net.WebUtility.HtmlDecode(value.ToString()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
