namespace Refwatch.Verdicts;

/// <summary>How notices of one kind are worded, in all languages of the <see cref="Lexicon"/>.</summary>
/// <param name="Headlines">Phrases that make up whole headlines.</param>
/// <param name="Sentences">Phrases of sentences to the visitor.</param>
/// <param name="Fillers">Words that stand beside a headline's phrase without making it an article's headline.</param>
internal sealed record Wording(PhraseBook Headlines, PhraseBook Sentences, IReadOnlySet<string> Fillers)
{
    /// <summary>A headline may carry one more word beside four, e.g. the site's name.</summary>
    public const double MostOfIt = 0.77;

    /// <summary>"Oops", "error": what was wrong stays open.</summary>
    private static readonly HashSet<string> ErrorWords = Lexicon.Words("error");

    /// <summary>The lists <c>KIND.headlines</c> and <c>KIND.sentences</c>, and <c>KIND</c> for what may be either.</summary>
    public static Wording Of(string kind, params string[] fillers) =>
        new(Lexicon.Phrases($"{kind}.headlines", kind), Lexicon.Phrases($"{kind}.sentences", kind), Lexicon.Words(fillers));

    /// <summary>How much of a headline is notice, 0 to 1.</summary>
    public double ShareOf(string headline) => Headlines.ShareOf(headline, Fillers);

    public string? FindIn(WordList words) => Headlines.FindIn(words) ?? Sentences.FindIn(words);

    /// <summary>Nothing but "error", "oops" and words that go with them.</summary>
    public bool IsBareError(string headline)
    {
        var words = new WordList(headline);
        return words.Count > 0 && words.All.All(word => Fillers.Contains(word) || ErrorWords.Contains(word)) && words.All.Any(ErrorWords.Contains);
    }
}
