using System.Buffers;
using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Refwatch.Extracting;

/// <summary>What an element's name, role, classes and id say about its content.</summary>
internal enum Mark
{
    None,

    /// <summary>The main text, by the page's own word.</summary>
    Body,

    /// <summary>Beside the text, and short: byline, date, tags, photo credit. Long content with such a name is not believed.</summary>
    SmallPrint,

    /// <summary>Beside the text: navigation, sharing, related links, advertising.</summary>
    Clutter,

    /// <summary>Around the text: the page's head and foot, menus, side columns.</summary>
    Frame,

    /// <summary>What readers wrote.</summary>
    Comments,

    /// <summary>Not shown until a script shows it.</summary>
    Hidden,

    /// <summary>Never part of a text that is read: an edit link, a footnote mark, words for screen readers.</summary>
    Unseen,
}

internal static class Marks
{
    private const int MostAttributes = 40;
    private const int MostCharacters = 400;

    /// <summary>A longer one is the slug of a heading, "sharing-with-a-single-developer".</summary>
    private const int MostIdHyphens = 3;

    private static readonly FrozenDictionary<string, Mark> Words = Lexicon.ClassWords;
    private static readonly FrozenDictionary<string, Mark>.AlternateLookup<ReadOnlySpan<char>> ByWord =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static Mark Of(IElement element, Tag tag)
    {
        if (element.LocalName is "html" or "body") return Mark.None;
        var mark = tag switch
        {
            Tag.Navigation or Tag.Footer => Mark.Frame,
            Tag.Aside => Mark.Clutter,
            Tag.Form => Mark.SmallPrint,
            _ => Mark.None,
        };
        var attributes = element.Attributes;
        for (var i = 0; i < attributes.Length && i < MostAttributes; i++)
        {
            if (attributes[i] is not { } attribute) continue;
            var value = attribute.Value;
            mark = Stronger(mark, attribute.Name switch
            {
                "class" or "id" or "data-component" or "data-testid" or "data-module"
                    => OfNames(value, element, tag, attribute.Name == "id"),
                "role" => OfRole(value),
                "itemprop" => OfProperty(value),
                "hidden" => Mark.Hidden,
                "aria-hidden" => value == "true" ? Mark.Hidden : Mark.None,
                "style" => OfStyle(value),
                _ => Mark.None,
            });
        }

        return mark;
    }

    private static Mark Stronger(Mark one, Mark other) => one > other ? one : other;

    private static Mark OfRole(string role) => role switch
    {
        "navigation" or "menu" or "menubar" or "contentinfo" or "banner" => Mark.Frame,
        "complementary" or "search" or "toolbar" or "tablist"
            or "dialog" or "alertdialog" or "button" or "tooltip" => Mark.Clutter,
        _ => Mark.None,
    };

    private static Mark OfProperty(string property) => property switch
    {
        "articleBody" => Mark.Body,
        "author" or "datePublished" or "dateModified" or "publisher" => Mark.SmallPrint,
        "comment" => Mark.Comments,
        _ => Mark.None,
    };

    private static Mark OfStyle(string style)
    {
        if (style.Length > MostCharacters) return Mark.None;
        var at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        if (at >= 0 && IsValue(style.AsSpan(at + 7), "none")) return Mark.Hidden;
        at = style.IndexOf("visibility", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && IsValue(style.AsSpan(at + 10), "hidden") ? Mark.Hidden : Mark.None;
    }

    private static bool IsValue(ReadOnlySpan<char> afterName, string value)
    {
        afterName = afterName.TrimStart();
        return afterName is [':', .. var rest] && rest.TrimStart().StartsWith(value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Class and id names are read whole ("sr-only") and by their words ("shareTools", "related-links").</summary>
    private static Mark OfNames(string names, IElement element, Tag tag, bool isId)
    {
        var rest = names.AsSpan(0, Math.Min(names.Length, MostCharacters));
        var mark = Mark.None;
        Span<char> lower = stackalloc char[MostCharacters];
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(NameEnds);
            var name = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (name.IsEmpty) continue;
            var length = name.ToLowerInvariant(lower);
            if (tag == Tag.Heading && isId) continue;
            if (name is "reference" or "mw-ref") mark = element.LocalName == "sup" ? Mark.Unseen : mark;
            else if (ByWord.TryGetValue(lower[..length], out var whole)) mark = Stronger(mark, whole);
            else mark = Stronger(mark, OfWords(name, lower[..length], isId));
        }

        return mark;
    }

    private static Mark OfWords(ReadOnlySpan<char> name, ReadOnlySpan<char> lower, bool isId)
    {
        if (lower.Contains("embed", StringComparison.Ordinal)) return Mark.None;
        if (isId && name.Count('-') > MostIdHyphens) return Mark.None;
        var mark = Mark.None;
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsAsciiLetter(name[i]);
            var humps = !ends && i > start && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1]);
            if (!ends && !humps) continue;
            if (i > start && ByWord.TryGetValue(lower[start..i], out var word)) mark = Stronger(mark, word);
            start = humps ? i : i + 1;
        }

        return mark;
    }

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f");
}
