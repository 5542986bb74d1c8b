namespace Refwatch.Claims;

/// <summary>Endings: what case and number do to names and words in Russian and Kazakh, and number and tense in English.</summary>
internal static class Inflection
{
    // Romanised Russian endings that only oblique cases have. -a, -e, -i, -y may belong to the name itself.
    private static readonly string[] Oblique = ["ogo", "omu", "emu", "ami", "yami", "om", "em", "ym", "oy", "u"];

    private static readonly string[] KazakhCases =
        ["dagy", "degi", "tagy", "tegi", "nyn", "nin", "dyn", "din", "tyn", "tin", "dan", "den", "tan", "ten", "nan", "nen", "men", "ben", "pen", "da", "de", "ta", "te",
         "ga", "ge", "ka", "ke", "ny", "ni", "dy", "di", "ty", "ti", "a", "e"];

    private static readonly string[] KazakhCasesInCyrillic =
        ["ның", "нің", "дың", "дің", "тың", "тің", "дан", "ден", "тан", "тен", "нан", "нен", "мен", "бен", "пен", "дай", "дей", "тай", "тей",
         "да", "де", "та", "те", "ға", "ге", "қа", "ке", "ны", "ні", "ды", "ді", "ты", "ті"];

    /// <summary>A Kazakh word without its case ending; null when it bears none.</summary>
    public static string? WithoutKazakhCase(string word) =>
        Array.Find(KazakhCasesInCyrillic, ending => word.EndsWith(ending, StringComparison.Ordinal) && word.Length - ending.Length >= 2) is { } ending ? word[..^ending.Length] : null;

    /// <summary>The nominative of a romanised name where it can be told.</summary>
    /// <param name="romanized">The name in Latin letters.</param>
    /// <param name="key">The name as it was written: Latin script does not inflect.</param>
    /// <param name="isKazakh">Whether Kazakh endings may hang on it.</param>
    /// <param name="knownNames">Names of the page in the forms that it uses.</param>
    public static string Nominative(string romanized, string key, bool isKazakh, IReadOnlySet<string> knownNames)
    {
        if (romanized.Length < 5 || key[0] < 128)
        {
            return romanized;
        }

        foreach (var ending in isKazakh ? KazakhCases : Oblique)
        {
            if (romanized.EndsWith(ending, StringComparison.Ordinal) && romanized.Length - ending.Length >= 4
                && (ending.Length > 1 || knownNames.Contains(romanized[..^ending.Length])))
            {
                return romanized[..^ending.Length];
            }
        }

        return romanized[^1] is 'a' or 'e' or 'i' or 'y' && knownNames.Contains(romanized[..^1]) ? romanized[..^1] : romanized;
    }

    /// <summary>Whether two words are forms of one: a common beginning of at least four letters and two thirds, and short endings.</summary>
    public static bool SameLemma(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        var longer = Math.Max(left.Length, right.Length);
        return common >= 4 && common * 3 >= longer * 2 && longer - common <= 4
            || common >= 3 && longer - common <= 2 && longer <= 5 && left.Length != right.Length;
    }

    /// <summary>Whether two Cyrillic name words differ in nothing but a case ending: Билаш, Билаша, Билашу.</summary>
    public static bool SameName(string left, string right)
    {
        if (left == right)
        {
            return true;
        }

        if (left.Length < 4 || right.Length < 4 || left[0] < 128 || right[0] < 128)
        {
            return false;
        }

        var common = left.AsSpan().CommonPrefixLength(right);
        return common >= 3 && IsEnding(left.AsSpan(common)) && IsEnding(right.AsSpan(common));
    }

    private static bool IsEnding(ReadOnlySpan<char> rest) =>
        rest is "" or "а" or "у" or "е" or "ы" or "и" or "я" or "ю" or "й" or "ь" or "ом" or "ем" or "ой" or "ей" or "ым" or "ому" or "ого" or "ую" or "ая" or "ий" or "ам" or "ах" or "ов" or "ами"
            or "ға" or "ге" or "қа" or "ке" or "да" or "де" or "та" or "те" or "дан" or "ден" or "тан" or "тен" or "нан" or "нен" or "ны" or "ні" or "ды" or "ді" or "ты" or "ті"
            or "ның" or "нің" or "дың" or "дің" or "тың" or "тің" or "мен" or "пен" or "бен" or "дағы" or "дегі" or "тағы" or "тегі";
}
