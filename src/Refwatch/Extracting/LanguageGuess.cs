using System.Collections.Frozen;

namespace Refwatch.Extracting;

/// <summary>The language of a text by its letters and its commonest words.</summary>
internal static class LanguageGuess
{
    private const int MostText = 20_000;
    private const int LeastLetters = 60;

    /// <summary>
    /// Letters of Kazakh Cyrillic that Russian lacks make up about one in seven; in Russian text they come with a quoted name.
    /// </summary>
    private const double LeastKazakh = 0.03;

    private static readonly FrozenDictionary<string, string> StopWords = Build();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByWord =
        StopWords.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <returns>A BCP 47 tag; null when the text is too short or in none of the languages known here.</returns>
    public static string? Of(string text)
    {
        var sample = text.AsSpan(0, Math.Min(text.Length, MostText));
        var (latin, cyrillic, kazakh, ukrainian) = (0, 0, 0, 0);
        foreach (var letter in sample)
        {
            if (char.IsAsciiLetter(letter)) latin++;
            else if (letter is >= '\u0400' and <= '\u052F') cyrillic++;
            if ("әғқңөұүһӘҒҚҢӨҰҮҺ".Contains(letter)) kazakh++;
            if ("їєґЇЄҐ".Contains(letter)) ukrainian++;
        }

        if (latin + cyrillic < LeastLetters) return null;
        if (cyrillic > latin)
        {
            if (kazakh > LeastKazakh * cyrillic) return "kk";
            return ukrainian > 0.005 * cyrillic ? "uk" : ByStopWords(sample, "ru") ?? "ru";
        }

        return ByStopWords(sample, "en");
    }

    /// <summary>
    /// What the page declares, unless its text is plainly in another language: Kazakh pages made from Russian templates say "ru".
    /// </summary>
    public static string? Choose(string? declared, string? detected)
    {
        if (declared is null) return detected;
        var primary = declared.AsSpan(0, declared.AsSpan().IndexOfAny('-', '_') is var at and > 0 ? at : declared.Length);
        if (primary.Length is < 2 or > 3) return detected;
        var known = primary is "en" or "ru" or "kk" or "uk";
        var isOther = detected is "kk" or "ru" or "uk" && !primary.Equals(detected, StringComparison.OrdinalIgnoreCase);
        return isOther && known ? detected : declared.Replace('_', '-');
    }

    private static string? ByStopWords(ReadOnlySpan<char> text, string likely)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Span<char> lower = stackalloc char[12];
        var words = 0;
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetter(text[i]))
            {
                if (start < 0) start = i;
                continue;
            }

            if (start < 0) continue;
            words++;
            var length = i - start;
            if (length <= lower.Length && text[start..i].ToLowerInvariant(lower) > 0 && ByWord.TryGetValue(lower[..length], out var language))
            {
                counts[language] = counts.GetValueOrDefault(language) + 1;
            }

            start = -1;
        }

        if (counts.Count == 0) return null;
        var best = counts.MaxBy(static count => count.Value);
        return best.Value < 0.04 * words ? null : counts.GetValueOrDefault(likely) == best.Value ? likely : best.Key;
    }

    private static FrozenDictionary<string, string> Build()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("en", "the of and to that is was with for on are this have from they which his her said");
        Add("ru", "и в не на что он с как это по но из его было от был для также который");
        Add("de", "der die und das den nicht von mit ist des sich auf für dem auch wird");
        Add("fr", "le les et des est dans une du que pour qui par pas sur avec plus sont");
        Add("es", "el los y las del una por con su para como más pero sus fue");
        Add("pt", "o os e um uma não com para do da dos das em ao foi são");
        Add("it", "il di che è per un una non sono della con gli nel alla anche");
        Add("nl", "het een van en dat niet zijn met voor ook aan wordt");
        Add("pl", "nie się na jest że do jak ale przez oraz dla został");
        Add("la", "et in est non cum ut ad sed qui quod ex sit dolor");
        Add("tr", "ve bir bu için ile olarak daha çok olan gibi");
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string language, string list)
        {
            foreach (var word in list.Split(' ')) words.TryAdd(word, language);
        }
    }
}
