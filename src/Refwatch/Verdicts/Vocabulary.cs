namespace Refwatch.Verdicts;

/// <summary>
/// The words in which a site speaks of itself: of its pages, addresses, domain and hosting. They are those of the notices'
/// phrases, and the few that stand beside them. A page with no other words on it has nothing that could have been cited.
/// </summary>
internal static class Vocabulary
{
    /// <summary>Shorter words are mostly articles, prepositions and pronouns, in all languages alike.</summary>
    private const int ShortestWord = 4;

    /// <summary>Words of four letters and more that say nothing by themselves.</summary>
    private static readonly HashSet<string> Function = Lexicon.Words("function");

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal);

    private static readonly Dictionary<char, string[]> Stems;

    static Vocabulary()
    {
        PhraseBook[] books =
        [
            SoftErrors.Missing.Headlines, SoftErrors.Missing.Sentences, SoftErrors.Trouble.Headlines, SoftErrors.WaysBack,
            Placeholders.Wording.Headlines, Placeholders.Wording.Sentences, Parking.Wording.Headlines, Parking.Wording.Sentences,
        ];
        List<string> stems = [];
        foreach (var word in books.SelectMany(static book => book.Sources).SelectMany(static source => source.Split(' ', '|')).Select(WordList.Fold).Concat(Lexicon.Words("site", "server")))
        {
            if (word is [.., '*'])
            {
                stems.Add(word[..^1]);
            }
            else
            {
                Words.Add(word);
            }
        }

        Stems = stems.Distinct(StringComparer.Ordinal).GroupBy(static stem => stem[0]).ToDictionary(static group => group.Key, static group => group.ToArray());
    }

    /// <summary>The words of a text that count: no numbers, no function words.</summary>
    public static IEnumerable<string> Content(WordList words) =>
        words.All.Where(static word => word.Length >= ShortestWord && char.IsLetter(word[0]) && !Function.Contains(word));

    /// <summary>The words that count and that sites do not use of themselves.</summary>
    public static IEnumerable<string> StrangeIn(WordList words) => Content(words).Where(static word => !Holds(word));

    /// <summary>Is it a word in which sites speak of themselves?</summary>
    public static bool Holds(string word) =>
        Words.Contains(word) || SoftErrors.Missing.Fillers.Contains(word)
        || (Stems.TryGetValue(word[0], out var stems) && Array.Exists(stems, stem => word.StartsWith(stem, StringComparison.Ordinal)));
}
