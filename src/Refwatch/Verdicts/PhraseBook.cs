namespace Refwatch.Verdicts;

/// <summary>
/// Phrases of one meaning, in all languages. In a phrase <c>stem*</c> stands for any ending, <c>…</c> for up to five
/// words of the same sentence, <c>_</c> for one word, and <c>a|b</c> for either word.
/// </summary>
internal sealed class PhraseBook(params string[] phrases)
{
    private const string Gap = "…";
    private const string AnyWord = "_";
    private const int LongestGap = 5;

    /// <summary>So much of a word is one letter of a language without spaces.</summary>
    private const double IdeographWeight = 0.25;

    private readonly (string Source, string[][] Parts)[] _phrases = [.. phrases.Select(static phrase => (phrase, Parse(phrase)))];

    /// <summary>Most words begin no phrase: which ones may, by whole words and by the first letters of stems. Made when first asked for.</summary>
    private Beginnings? _beginnings;

    /// <summary>
    /// The first passage that a phrase matches within the first words of a text, as it stands; null when there is none.
    /// Quotations are passed over.
    /// </summary>
    public string? FindIn(WordList words, int within = int.MaxValue)
    {
        for (var start = 0; start < Math.Min(words.Count, within); start++)
        {
            foreach (var (source, phrase) in BegunBy(words[start]))
            {
                if (MatchEnd(phrase, 0, words, start) is var end and > 0 && !words.IsQuoted(start) && PhraseTrial.Admits(source))
                {
                    return words.Quote(start, end);
                }
            }
        }

        return null;
    }

    /// <summary>As <see cref="FindIn"/>, of another phrase and behind the first passage.</summary>
    public string? FindSecondIn(WordList words, int within = int.MaxValue)
    {
        string? first = null;
        for (var start = 0; start < Math.Min(words.Count, within); start++)
        {
            foreach (var (source, phrase) in BegunBy(words[start]))
            {
                if (source == first || MatchEnd(phrase, 0, words, start) is not (var end and > 0) || words.IsQuoted(start) || !PhraseTrial.Admits(source))
                {
                    continue;
                }

                if (first is not null)
                {
                    return words.Quote(start, end);
                }

                (first, start) = (source, end - 1);
                break;
            }
        }

        return null;
    }

    /// <summary>
    /// How much of a headline the phrases make up, 0 to 1; <paramref name="fillers"/> do not count. "Page not found"
    /// is an error page's headline; "How we design a page not found" is an article's.
    /// </summary>
    public double ShareOf(string headline, IReadOnlySet<string> fillers)
    {
        var words = new WordList(headline);
        var covered = new bool[words.Count];
        for (var start = 0; start < words.Count; start++)
        {
            foreach (var (source, phrase) in BegunBy(words[start]))
            {
                if (MatchEnd(phrase, 0, words, start) > 0 && PhraseTrial.Admits(source))
                {
                    MatchEnd(phrase, 0, words, start, covered);
                }
            }
        }

        var said = covered.Count(static isCovered => isCovered);
        var left = Enumerable.Range(0, words.Count).Where(i => !covered[i] && !char.IsAsciiDigit(words[i][0]) && !fillers.Contains(words[i])).Sum(i => words.IsIdeograph(i) ? IdeographWeight : 1);
        return said == 0 ? 0 : said / (said + left);
    }

    /// <summary>The phrases as they are written.</summary>
    public IEnumerable<string> Sources => _phrases.Select(static phrase => phrase.Source);

    /// <summary>How many of the text's words begin one of the phrases.</summary>
    public int CountIn(WordList words) =>
        Enumerable.Range(0, words.Count).Count(start => BegunBy(words[start]).Any(phrase => MatchEnd(phrase.Parts, 0, words, start) > 0 && PhraseTrial.Admits(phrase.Source)));

    /// <summary>The same, as a share of all words.</summary>
    public double ShareIn(WordList words) => words.Count == 0 ? 0 : (double)CountIn(words) / words.Count;

    private IEnumerable<(string Source, string[][] Parts)> BegunBy(string word) =>
        (_beginnings ??= new Beginnings(_phrases)).Of(word).Select(index => _phrases[index]);

    /// <summary>
    /// Where the phrase's match ends when it begins at a word; 0 when it does not match. Marks the words that its parts
    /// match, not those in its gaps.
    /// </summary>
    private static int MatchEnd(string[][] phrase, int part, WordList words, int at, bool[]? covered = null)
    {
        if (part == phrase.Length)
        {
            return at;
        }

        if (phrase[part] is [Gap])
        {
            for (var skip = 0; skip <= LongestGap && at + skip < words.Count && !words.EndsSentence(at + skip - 1); skip++)
            {
                if (MatchEnd(phrase, part + 1, words, at + skip, covered) is var afterGap and > 0)
                {
                    return afterGap;
                }
            }

            return 0;
        }

        if (at >= words.Count || !MatchesAny(phrase[part], words[at]))
        {
            return 0;
        }

        var end = MatchEnd(phrase, part + 1, words, at + 1, covered);
        if (end > 0 && covered is not null)
        {
            covered[at] = true;
        }

        return end;
    }

    private static bool MatchesAny(string[] patterns, string word)
    {
        foreach (var pattern in patterns)
        {
            if (Matches(pattern, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string pattern, string word) =>
        pattern == AnyWord || (pattern[^1] == '*' ? word.StartsWith(pattern.AsSpan(..^1), StringComparison.Ordinal) : word.Equals(pattern, StringComparison.Ordinal));

    private static string[][] Parse(string phrase) =>
        [.. phrase.Split(' ').Select(static part => part.Split('|').Select(WordList.Fold).ToArray())];

    /// <summary>The numbers of the phrases by what they begin with.</summary>
    private sealed class Beginnings
    {
        private readonly Dictionary<string, List<int>> _words = new(StringComparer.Ordinal);
        private readonly Dictionary<char, List<(string Stem, int Index)>> _stems = [];

        public Beginnings((string Source, string[][] Parts)[] phrases)
        {
            for (var i = 0; i < phrases.Length; i++)
            {
                foreach (var pattern in phrases[i].Parts[0])
                {
                    if (pattern is Gap or AnyWord)
                    {
                        throw new ArgumentException($"«{phrases[i].Source}» begins with no word", nameof(phrases));
                    }

                    if (pattern[^1] == '*')
                    {
                        Of(_stems, pattern[0]).Add((pattern[..^1], i));
                    }
                    else
                    {
                        Of(_words, pattern).Add(i);
                    }
                }
            }
        }

        /// <summary>In the order of the phrases.</summary>
        public List<int> Of(string word)
        {
            var whole = _words.GetValueOrDefault(word);
            var stems = _stems.GetValueOrDefault(word[0])?.Where(stem => word.StartsWith(stem.Stem, StringComparison.Ordinal)).Select(static stem => stem.Index).ToList();
            return (whole, stems) switch
            {
                (null, null or []) => [],
                (_, null or []) => whole,
                (null, _) => stems,
                _ => [.. whole.Concat(stems).Distinct().Order()],
            };
        }

        private static List<TValue> Of<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key)
            where TKey : notnull => lists.TryGetValue(key, out var list) ? list : lists[key] = [];
    }
}
