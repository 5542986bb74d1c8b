namespace Refwatch.Claims;

/// <summary>
/// Splits running text of one block into sentences, in English, Russian and Kazakh. One pass with bounded looks back and ahead: linear in
/// the length of the text, whatever it holds.
/// </summary>
public static class SentenceSplitter
{
    // An abbreviation is looked for no farther back, an opening word no farther ahead.
    private const int LongestWord = 16;

    // A longer parenthesis is split like other text: it is more likely a bracket that was forgotten.
    private const int LongestParenthesis = 300;

    /// <summary>The sentences as ranges of <paramref name="text"/>, in order, without the white space around them.</summary>
    public static IReadOnlyList<Range> Split(string text)
    {
        var sentences = new List<Range>();
        var start = SkipSpace(text, 0);
        var parenthesisEnds = start < text.Length && text.Contains('(') ? ParenthesisEnds(text) : null;
        for (var i = start; i < text.Length; i++)
        {
            if (parenthesisEnds is not null && text[i] == '(' && i > start && parenthesisEnds[i] > i)
            {
                i = parenthesisEnds[i];
                if (!IsStop(text[i - 1]))
                {
                    continue;
                }

                i--;
            }

            if (!IsStop(text[i]))
            {
                continue;
            }

            var stop = i;
            var end = EndOfStops(text, stop);
            if (Ends(text, start, stop, end))
            {
                sentences.Add(start..end);
                start = SkipSpace(text, end);
            }

            i = Math.Max(end, start) - 1;
        }

        if (start < text.Length)
        {
            sentences.Add(start..text.AsSpan().TrimEnd().Length);
        }

        return sentences;
    }

    private static bool IsStop(char c) => c is '.' or '!' or '?' or '…' or '‽' or '。' or '！' or '？';

    private static bool IsCloser(char c) => c is '"' or '\'' or '”' or '’' or '»' or '“' or '›' or ')' or ']';

    private static bool IsOpener(char c) =>
        c is '"' or '\'' or '“' or '‘' or '«' or '„' or '‹' or '(' or '[' or '—' or '–' or '-' or '―' or '•' or '*' or '¿' or '¡';

    private static int SkipSpace(string text, int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        return i;
    }

    // For every "(" the place of its ")"; 0 where it has none nearby.
    private static int[] ParenthesisEnds(string text)
    {
        var ends = new int[text.Length];
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(')
            {
                open.Push(i);
            }
            else if (text[i] == ')' && open.TryPop(out var start) && i - start <= LongestParenthesis)
            {
                ends[start] = i;
            }
        }

        return ends;
    }

    // Past "?!", "...", ". . .", the quotes and brackets that close with the sentence, and note markers such as "[12]".
    private static int EndOfStops(string text, int i)
    {
        while (i < text.Length && (IsStop(text[i]) || IsSpacedStop(text, i)))
        {
            i++;
        }

        while (i < text.Length && IsCloser(text[i]))
        {
            i++;
        }

        while (i < text.Length && text[i] == '[' && text.AsSpan(i, Math.Min(LongestWord, text.Length - i)).IndexOf(']') is > 0 and var length)
        {
            i += length + 1;
        }

        return i;
    }

    private static bool IsSpacedStop(string text, int i) =>
        text[i] == ' ' && text[i - 1] == '.' && i + 1 < text.Length && text[i + 1] == '.';

    private static bool Ends(string text, int start, int stop, int end)
    {
        var next = SkipSpace(text, end);
        if (next == text.Length)
        {
            return true;
        }

        if (next == end)
        {
            return IsMissingSpace(text, stop, end);
        }

        if (stop > start && text[stop - 1] is '(' or '[')
        {
            return false;
        }

        var closed = end > stop + 1 && IsCloser(text[end - 1]);
        while (next < text.Length && (IsOpener(text[next]) || char.IsWhiteSpace(text[next])))
        {
            next++;
        }

        if (next == text.Length || char.IsLower(text[next]))
        {
            return false;
        }

        var isSingleStop = text[stop] == '.' && (end == stop + 1 || !IsStop(text[stop + 1]));
        if (!isSingleStop)
        {
            return !(closed && IsFollowedByReportingVerb(text, next));
        }

        return !IsEnumerator(text, start, stop) && (closed || !IsAbbreviation(text, start, stop, next));
    }

    // "сказал он.Потом": scraped Cyrillic text loses spaces between elements; in Latin script "word.Word" is more often a file or a host.
    private static bool IsMissingSpace(string text, int stop, int end) =>
        end == stop + 1 && stop > 1 && end + 1 < text.Length
        && IsCyrillic(text[end]) && char.IsUpper(text[end]) && char.IsLower(text[end + 1])
        && IsCyrillic(text[stop - 1]) && char.IsLower(text[stop - 1]) && char.IsLower(text[stop - 2]);

    private static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u052F';

    // "1. Text", "IV. Text" at the beginning of a sentence number it.
    private static bool IsEnumerator(string text, int start, int stop)
    {
        var label = text.AsSpan(start, stop - start);
        return label.Length is > 0 and <= 3 && label.IndexOfAnyExceptInRange('0', '9') < 0
            || label.Length is > 0 and <= 5 && label.IndexOfAnyExcept("IVXLC") < 0;
    }

    private static bool IsAbbreviation(string text, int start, int stop, int next)
    {
        var (word, wordStart) = WordBefore(text, start, stop);
        if (word.Length == 0)
        {
            return false;
        }

        var lower = word.ToLowerInvariant();
        var opens = Abbreviations.Openers.Contains(WordAt(text, next).ToLowerInvariant());
        if (IsInitials(word) || Abbreviations.RarelyLast.Contains(lower))
        {
            return !opens || word.Length == 1 && IsInitial(text, next);
        }

        var isAfterNumber = wordStart >= 2 && char.IsDigit(text[wordStart - 2]);
        if (Abbreviations.MayBeLast.Contains(lower))
        {
            return word.Length <= 2 && !isAfterNumber && !opens;
        }

        if (Abbreviations.NeverLast.Contains(lower))
        {
            return true;
        }

        return Abbreviations.BeforeNumber.Contains(lower)
            ? char.IsDigit(text[next]) || word.Length == 1 && !isAfterNumber && !opens
            : word.Length == 1 && IsCyrillic(word[0]) && !isAfterNumber;
    }

    // "т. д" and "J. R" are read as "т.д" and "J.R".
    private static (string Word, int Start) WordBefore(string text, int start, int stop)
    {
        var limit = Math.Max(start, stop - LongestWord);
        var i = stop;
        while (i > limit && (char.IsLetter(text[i - 1]) || text[i - 1] is '.' or '-' || IsSpaceInAbbreviation(text, i, stop)))
        {
            i--;
        }

        var word = text[i..stop].Replace(" ", "", StringComparison.Ordinal).TrimStart('.', '-');
        return i == limit && i > start && char.IsLetter(text[i - 1]) ? ("", i) : (word, i);
    }

    private static bool IsSpaceInAbbreviation(string text, int i, int stop) =>
        text[i - 1] is ' ' or '\u00A0' && i - 3 >= 0 && text[i - 2] == '.' && char.IsLetter(text[i - 3])
        && (i - 4 < 0 || !char.IsLetter(text[i - 4])) && (i + 1 == stop || i + 1 < stop && text[i + 1] == '.');

    // "J", "U.S", "А.С".
    private static bool IsInitials(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsUpper(word[i]) : word[i] != '.')
            {
                return false;
            }
        }

        return word.Length % 2 == 1;
    }

    private static bool IsInitial(string text, int i) => i + 1 < text.Length && char.IsUpper(text[i]) && text[i + 1] == '.';

    private static string WordAt(string text, int i)
    {
        var end = i;
        while (end < text.Length && end - i < LongestWord && char.IsLetter(text[end]))
        {
            end++;
        }

        return text[i..end];
    }

    // “Why?” Bilash asked.
    private static bool IsFollowedByReportingVerb(string text, int next)
    {
        var name = WordAt(text, next);
        var verb = next + name.Length;
        return verb < text.Length && text[verb] == ' ' && WordAt(text, verb + 1) is "said" or "asked" or "told" or "wrote" or "added" or "replied" or "shouted";
    }
}
