namespace Refwatch.Citing.Wikitext;

/// <summary>What a [[link]] leads to.</summary>
internal static class WikiLink
{
    private static readonly HashSet<string> Files = new(StringComparer.Ordinal) { "file", "image", "файл", "изображение", "сурет" };

    private static readonly HashSet<string> Categories = new(StringComparer.Ordinal) { "category", "категория", "санат" };

    public static bool IsFile(string source, LinkNode link) => Files.Contains(NamespaceOf(source, link));

    /// <summary>A picture, or a category, which is no part of the text.</summary>
    public static bool IsFileOrCategory(string source, LinkNode link)
    {
        var name = NamespaceOf(source, link);
        return Files.Contains(name) || Categories.Contains(name);
    }

    private static string NamespaceOf(string source, LinkNode link)
    {
        var target = source.AsSpan(link.Parts[0].Start, Math.Min(link.Parts[0].End - link.Parts[0].Start, 40));
        var colon = target.IndexOf(':');
        return colon <= 0 ? "" : target[..colon].Trim().ToString().ToLowerInvariant();
    }
}
