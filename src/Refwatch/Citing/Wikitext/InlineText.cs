using System.Text;

namespace Refwatch.Citing.Wikitext;

/// <summary>Takes the markup out of running text: quotes of italics and bold, HTML tags, the brackets and addresses of external links, magic words.</summary>
internal sealed class InlineText(StringBuilder shown)
{
    // Longer tags are no markup of an article.
    private const int LongestTag = 400;

    private bool _inExternalLink;

    public void Append(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var skip = text.IndexOfAny("'<[]_");
            if (skip < 0)
            {
                shown.Append(text);
                return;
            }

            shown.Append(text[..skip]);
            text = text[skip..];
            text = text[Markup(text)..];
        }
    }

    /// <summary>How many characters the markup takes that stands there; a character that is none is shown.</summary>
    private int Markup(ReadOnlySpan<char> text)
    {
        switch (text[0])
        {
            case '\'' when text.StartsWith("''"):
                return text.IndexOfAnyExcept('\'') is >= 0 and var quotes ? quotes : text.Length;
            case '<' when TagLength(text) is > 0 and var tag:
                shown.Append(text.StartsWith("<br", StringComparison.OrdinalIgnoreCase) ? " " : "");
                return tag;
            case '[' when ExternalLinks.SchemeLength(text[1..]) > 0:
                _inExternalLink = true;
                return text.IndexOfAny(" ]\t\n") is var end and > 0 ? end : text.Length;
            case ']' when _inExternalLink:
                _inExternalLink = false;
                return 1;
            case '_' when MagicWordLength(text) is > 0 and var word:
                return word;
            default:
                shown.Append(text[0]);
                return 1;
        }
    }

    private static int TagLength(ReadOnlySpan<char> text)
    {
        var name = text.Length > 1 && text[1] == '/' ? 2 : 1;
        if (text.Length <= name || !char.IsAsciiLetter(text[name]))
        {
            return 0;
        }

        return text[..Math.Min(text.Length, LongestTag)].IndexOf('>') + 1;
    }

    // __NOTOC__
    private static int MagicWordLength(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("__") || text.Length < 5)
        {
            return 0;
        }

        var word = text[2..Math.Min(text.Length, 40)];
        var length = word.IndexOf("__");
        return length > 0 && word[..length].IndexOfAnyExceptInRange('A', 'Z') < 0 ? length + 4 : 0;
    }
}
