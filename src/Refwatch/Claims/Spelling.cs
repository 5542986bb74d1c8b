using System.Buffers;

namespace Refwatch.Claims;

/// <summary>Tells another spelling of a word from another word.</summary>
internal static class Spelling
{
    private static readonly SearchValues<char> RomanNumerals = SearchValues.Create("ivxlcdm");
    private static readonly string[] NegativePrefixes = ["un", "in", "im", "il", "ir", "non", "dis", "не", "без", "бес", "бей"];

    /// <summary>
    /// Whether two words, lower case and without digits, are one word with a slip of the pen: a letter in eight is wrong, missing, doubled or
    /// swapped, the first stays (Kukich 1992: few misspellings touch it). Two words that the pages both use elsewhere are two words.
    /// </summary>
    public static bool IsVariant(string left, string right, Vocabulary vocabulary)
    {
        var shorter = Math.Min(left.Length, right.Length);
        if (shorter < 4 || left[0] != right[0] || AreOpposite(left, right) || Predicates.Differ(left, right) || HasDigit(left) || HasDigit(right))
        {
            return false;
        }

        if (vocabulary.Count(left) > 1 && vocabulary.Count(right) > 1)
        {
            return false;
        }

        return Distance(left, right, limit: shorter < 8 ? 1 : 2) is not null;
    }

    /// <summary>Whether one word is the other with a negative prefix (likely, unlikely) or the syllable that negates Kazakh verbs (алды, алмады).</summary>
    public static bool AreOpposite(string left, string right)
    {
        var (shorter, longer) = left.Length < right.Length ? (left, right) : (right, left);
        if (shorter.Length >= 4 && longer.Length == shorter.Length + 2)
        {
            var at = shorter.AsSpan().CommonPrefixLength(longer);
            if (longer.AsSpan(at, 2) is "ма" or "ме" or "па" or "пе" or "ба" or "бе" && longer.AsSpan(at + 2).SequenceEqual(shorter.AsSpan(at)))
            {
                return true;
            }
        }

        return shorter.Length >= 3 && NegativePrefixes.Any(prefix =>
            longer.Length == prefix.Length + shorter.Length
            && longer.StartsWith(prefix, StringComparison.Ordinal) && longer.EndsWith(shorter, StringComparison.Ordinal));
    }

    /// <summary>Whether the words differ by letters written three times and more for stress alone («дооолго»); Roman numerals are no words.</summary>
    public static bool AreOneStretched(string left, string right) =>
        (IsStretched(left) || IsStretched(right)) && Once(left).SequenceEqual(Once(right));

    /// <summary>Damerau-Levenshtein distance (optimal string alignment); null when it is above the limit.</summary>
    public static int? Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit || Math.Max(left.Length, right.Length) > 64)
        {
            return null;
        }

        var width = right.Length + 1;
        Span<int> rows = stackalloc int[3 * width];
        for (var j = 0; j < width; j++)
        {
            rows[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var row = rows.Slice(i % 3 * width, width);
            var above = rows.Slice((i + 2) % 3 * width, width);
            var twoAbove = rows.Slice((i + 1) % 3 * width, width);
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
                }
            }
        }

        var distance = rows[left.Length % 3 * width + width - 1];
        return distance <= limit ? distance : null;
    }

    /// <summary>Whether two words of some length have so few letters in common that none can be a slip for the other.</summary>
    public static bool AreUnlike(string left, string right)
    {
        var (shorter, longer) = left.Length < right.Length ? (left, right) : (right, left);
        return shorter.Length >= 4 && Distance(left, right, longer.Length * 3 / 5) is null;
    }

    /// <summary>Whether the words differ in two neighbouring letters that changed places.</summary>
    public static bool IsSwap(string left, string right)
    {
        var at = left.AsSpan().CommonPrefixLength(right);
        return left.Length == right.Length && at + 1 < left.Length && left[at] == right[at + 1] && left[at + 1] == right[at]
            && left.AsSpan(at + 2).SequenceEqual(right.AsSpan(at + 2));
    }

    private static bool IsStretched(string word)
    {
        for (var i = 2; i < word.Length; i++)
        {
            if (char.IsLetter(word[i]) && word[i] == word[i - 1] && word[i] == word[i - 2])
            {
                return word.AsSpan().ContainsAnyExcept(RomanNumerals);
            }
        }

        return false;
    }

    /// <summary>The word with every run of one letter written once.</summary>
    private static IEnumerable<char> Once(string word) => word.Where((letter, i) => i == 0 || letter != word[i - 1]);

    private static bool HasDigit(string word) => word.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
}
