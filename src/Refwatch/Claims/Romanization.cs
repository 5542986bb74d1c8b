using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Refwatch.Claims;

/// <summary>
/// Writes Cyrillic and accented Latin words in plain Latin letters, so that one name has one form: Билаш, Bilash; Серікжан, Serikzhan,
/// Serikjan. Between BGN/PCGN, the habits of Kazakh and Russian press, and what both leave out (ь, ъ, the dots of ё).
/// </summary>
internal static class Romanization
{
    private static readonly FrozenDictionary<char, string> Letters = Pairs("""
        а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ  ы y ь  э e ю yu я ya
        ё e ә a ғ g қ k ң n ө o ұ u ү u һ kh і i ї i є e ў u ґ g ћ c ј y љ ly њ ny џ dzh
        ß ss ø o ł l đ d ı i æ ae œ oe þ th ð d
        """);

    private static readonly SearchValues<char> Wavering = SearchValues.Create("'jqxiyz");

    /// <param name="word">In lower case.</param>
    public static string Of(string word)
    {
        if (IsPlain(word))
        {
            return Unify(word);
        }

        var latin = new StringBuilder(word.Length + 8);
        foreach (var c in Decompose(word))
        {
            if (Letters.TryGetValue(c, out var letters))
            {
                latin.Append(letters);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                latin.Append(c);
            }
        }

        return Unify(latin.ToString());
    }

    private static bool IsPlain(string word)
    {
        foreach (var c in word)
        {
            if (c >= 128)
            {
                return false;
            }
        }

        return true;
    }

    // Only Latin letters lose their accents: й is a letter, not и with a breve.
    private static string Decompose(string word)
    {
        var text = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            text.Append(c is >= '\u00C0' and <= '\u024F' or >= '\u1E00' and <= '\u1EFF' ? c.ToString().Normalize(NormalizationForm.FormD) : c.ToString());
        }

        return text.ToString();
    }

    // Spellings between which writers of one name waver: dzh, dj and j within a word; q and k; x and ks; iy, yi, ii; -ai and -ay.
    private static string Unify(string latin)
    {
        if (latin.AsSpan().IndexOfAny(Wavering) < 0)
        {
            return latin;
        }

        var key = new StringBuilder(latin.Length + 4);
        for (var i = 0; i < latin.Length; i++)
        {
            var rest = latin.AsSpan(i);
            if (rest.StartsWith("dzh") || rest.StartsWith("dj") || rest[0] == 'j' && i > 0 && !IsVowel(latin[i - 1]) && rest.Length > 1)
            {
                key.Append("zh");
                i += rest[0] == 'j' ? 0 : rest[1] == 'j' ? 1 : 2;
            }
            else if (rest[0] is 'i' or 'y' && rest.Length > 1 && rest[1] is 'i' or 'y')
            {
                key.Append('y');
                i++;
            }
            else if (rest[0] == 'i' && rest.Length == 1 && i > 1 && IsVowel(latin[i - 1]))
            {
                key.Append('y');
            }
            else if (rest[0] != '\'')
            {
                key.Append(rest[0] switch { 'q' => "k", 'x' when i > 0 => "ks", var c => c.ToString() });
            }
        }

        return key.ToString();
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static FrozenDictionary<char, string> Pairs(string table)
    {
        var pairs = new Dictionary<char, string>();
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.TrimStart().TrimEnd('\r').Split(' ');
            for (var i = 0; i + 1 < cells.Length; i += 2)
            {
                pairs[cells[i][0]] = cells[i + 1];
            }
        }

        return pairs.ToFrozenDictionary();
    }
}
