using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Refwatch.Extracting;

/// <summary>
/// Writes Cyrillic and accented Latin words in plain Latin letters, so that one name has one form: Билаш, Bilash; Серікжан, Serikzhan,
/// Serikjan. Between BGN/PCGN, the habits of Kazakh and Russian press, and what both leave out (ь, ъ, the dots of ё).
/// </summary>
internal static class Romanization
{
    private static readonly FrozenDictionary<char, string> Letters = Pairs("""
        а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ  ы y ь  э e ю yu я ya
        ё e ә a ғ g қ k ң n ө o ұ u ү u һ kh і i ї i є e ў u ґ g ћ c ј y љ ly њ ny џ dzh
        à a á a â a ã a ä a å a ā a ă a ą a ç c ć c č c ĉ c ċ c ď d è e é e ê e ë e ē e ė e ę e ě e ĝ g ğ g ġ g ģ g ĥ h ì i í i î i ï i ĩ i ī i į i
        ĵ j ķ k ĺ l ļ l ľ l ñ n ń n ņ n ň n ò o ó o ô o õ o ö o ō o ő o ŕ r ř r ś s ŝ s ş s š s ș s ţ t ť t ț t ù u ú u û u ü u ũ u ū u ŭ u ů u ű u ų u
        ŵ w ý y ÿ y ŷ y ź z ż z ž z
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
        foreach (var c in word)
        {
            if (Letters.TryGetValue(c, out var letters))
            {
                latin.Append(letters);
            }
            else
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
