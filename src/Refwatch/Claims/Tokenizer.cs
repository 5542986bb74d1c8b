using System.Globalization;
using System.Text;
using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>Cuts a text into words, numbers and marks in one pass.</summary>
internal static class Tokenizer
{
    /// <param name="text">The text of a block or a sentence.</param>
    /// <param name="decimalComma">In Russian and Kazakh "1,500" is one and a half, in English fifteen hundred.</param>
    public static List<Token> Read(string text, bool decimalComma)
    {
        var tokens = new List<Token>(text.Length / 5 + 4);
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || IsInvisible(c))
            {
                i++;
            }
            else if (char.IsAsciiDigit(c) || IsMinus(text, i, tokens))
            {
                tokens.Add(Number(text, i, decimalComma));
                i = tokens[^1].End;
            }
            else if (char.IsLetterOrDigit(c))
            {
                tokens.Add(Word(text, i));
                i = tokens[^1].End;
            }
            else
            {
                var end = char.IsHighSurrogate(c) && i + 1 < text.Length ? i + 2 : i + 1;
                tokens.Add(new Token(TokenKind.Mark, i, end, end == i + 1 ? Typography.Mark(c) : text[i..end]));
                i = end;
            }
        }

        return tokens;
    }

    private const string Invisible = "\u00AD\u200B\u200C\u200D\u2060\uFEFF";

    // Soft hyphen, zero-width space and joiners, byte order mark, directional marks.
    private static bool IsInvisible(char c) => c is '\u00AD' or '\uFEFF' or '\u2060' || c is >= '\u200B' and <= '\u200F' || c is >= '\u202A' and <= '\u202E';

    // A dash is a sign when it touches a digit and nothing stands before it that it could connect.
    private static bool IsMinus(string text, int i, List<Token> tokens) =>
        text[i] is '-' or '\u2212' or '\u2013'
        && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])
        && (i == 0 || char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '(' or '[' or '$' or '€' or '£')
        && (text[i] == '\u2212' || tokens.Count == 0 || tokens[^1].Kind != TokenKind.Number);

    private static Token Word(string text, int start)
    {
        var end = start + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || IsMarkOnLetter(text[end]) || IsInvisible(text[end]) || IsApostropheInWord(text, end)))
        {
            end++;
        }

        while (IsInvisible(text[end - 1]))
        {
            end--;
        }

        return new Token(TokenKind.Word, start, end, Fold(text.AsSpan(start, end - start)));
    }

    private static bool IsMarkOnLetter(char c) => c >= '\u0300' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostropheInWord(string text, int i) =>
        text[i] is '\'' or '’' or '‘' or 'ʼ' or '`' && i + 1 < text.Length && char.IsLetter(text[i + 1]) && char.IsLetter(text[i - 1]);

    // The runtime composes nothing while InvariantGlobalization is on: the letters that our languages build with a mark are built here,
    // other marks (stress, accents) are dropped. Precomposed accents fall in Romanization.
    private static string Fold(ReadOnlySpan<char> word)
    {
        Span<char> folded = word.Length <= 128 ? stackalloc char[word.Length] : new char[word.Length];
        var length = 0;
        foreach (var c in word)
        {
            if (IsMarkOnLetter(c) && length > 0)
            {
                folded[length - 1] = (folded[length - 1], c) switch
                {
                    ('и', '\u0306') => 'й',
                    ('у', '\u0306') => 'ў',
                    ('і', '\u0308') => 'ї',
                    var (letter, _) => letter,
                };
            }
            else if (!IsInvisible(c))
            {
                folded[length++] = c is 'ё' or 'Ё' ? 'е' : c is '’' or '‘' or 'ʼ' or '`' ? '\'' : char.ToLowerInvariant(c);
            }
        }

        return new string(folded[..length]);
    }

    // Digits with groups ("1 500", "1,500,000"), decimals, clock times ("9:40") and dates in digits ("10.03.2019").
    private static Token Number(string text, int start, bool decimalComma)
    {
        var i = char.IsAsciiDigit(text[start]) ? start : start + 1;
        var key = new StringBuilder(i > start ? "-" : "");
        while (i < text.Length)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                key.Append(text[i++]);
            }
            else if (text.AsSpan(i + 1).TrimStart(Invisible) is [>= '0' and <= '9', ..] && Separator(text, start, i) is { } separator)
            {
                key.Append(separator);
                i++;
            }
            else if (IsInvisible(text[i]) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        return new Token(TokenKind.Number, start, i, Canonical(key.ToString(), decimalComma));
    }

    private static char? Separator(string text, int start, int i) => text[i] switch
    {
        '.' or ',' or ':' => text[i],
        ' ' or '\u00A0' or '\u202F' or '\u2009' or '\'' or '’' when IsGroup(text, start, i) => ' ',
        _ => null,
    };

    // "1 500": one to three digits, then groups of exactly three.
    private static bool IsGroup(string text, int start, int i)
    {
        var first = i;
        while (first > start && char.IsAsciiDigit(text[first - 1]))
        {
            first--;
        }

        return i - first is >= 1 and <= 3
            && text[first] != '0' | (first > start && i - first == 3)
            && i + 3 < text.Length && char.IsAsciiDigit(text[i + 2]) && char.IsAsciiDigit(text[i + 3])
            && (i + 4 == text.Length || !char.IsAsciiDigit(text[i + 4]));
    }

    private static string Canonical(string digits, bool decimalComma)
    {
        var number = digits.Replace(" ", "", StringComparison.Ordinal);
        var commas = number.Count(',');
        var dots = number.Count('.');
        if (number.Contains(':') || commas + dots == 0)
        {
            return TrimZeros(number);
        }

        var lastComma = number.LastIndexOf(',');
        var lastDot = number.LastIndexOf('.');
        if (commas == 0 && dots > 1)
        {
            return HasGroups(number, '.') ? TrimZeros(number.Replace(".", "", StringComparison.Ordinal)) : number;
        }

        if (dots == 0)
        {
            var isGrouped = HasGroups(number, ',') && (commas > 1 || !decimalComma);
            return isGrouped ? TrimZeros(number.Replace(",", "", StringComparison.Ordinal)) : commas == 1 ? TrimZeros(number.Replace(',', '.')) : number;
        }

        if (commas == 0)
        {
            return TrimZeros(number);
        }

        return lastDot > lastComma
            ? TrimZeros(number.Replace(",", "", StringComparison.Ordinal))
            : TrimZeros(number.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'));
    }

    private static bool HasGroups(string number, char separator)
    {
        var groups = number.TrimStart('-').Split(separator);
        return groups[0].Length is >= 1 and <= 3 && groups[0] != "0" && groups.Skip(1).All(static group => group.Length == 3);
    }

    private static string TrimZeros(string number)
    {
        var sign = number.StartsWith('-') ? "-" : "";
        var whole = number[sign.Length..];
        if (whole.Contains(':') || whole.Count('.') > 1)
        {
            return number;
        }

        whole = whole.TrimStart('0');
        if (whole.Contains('.'))
        {
            whole = whole.TrimEnd('0').TrimEnd('.');
        }

        return whole.Length == 0 ? "0" : sign + (whole[0] == '.' ? "0" + whole : whole);
    }
}
