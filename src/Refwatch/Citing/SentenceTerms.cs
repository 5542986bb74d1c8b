using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Citing;

/// <summary>What a sentence says, in terms that can be held against another sentence's, of another language too.</summary>
internal sealed class SentenceTerms
{
    // A number counts what stands right behind it: "1,200 video recordings".
    private const int WordsBehindNumber = 3;

    // No sentence that a person wrote has more.
    private const int MostFacts = 40;

    private readonly ILookup<string, string> _namesByBeginning;
    private readonly ILookup<string, string> _wordsByBeginning;

    private SentenceTerms(
        TextLanguage language, IReadOnlyList<StatedFact> facts, IReadOnlySet<string> names, IReadOnlySet<string> concepts, IReadOnlyList<string> words)
    {
        Language = language;
        Facts = facts;
        Names = names;
        Concepts = concepts;
        Words = words;
        _namesByBeginning = names.ToLookup(Beginning, StringComparer.Ordinal);
        _wordsByBeginning = words.ToLookup(Beginning, StringComparer.Ordinal);
    }

    public TextLanguage Language { get; }

    public IReadOnlyList<StatedFact> Facts { get; }

    /// <summary>Words of names, romanised.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>What happened or is counted, by words that are known in all three languages.</summary>
    public IReadOnlySet<string> Concepts { get; }

    /// <summary>Other words that carry meaning, as the sentence has them.</summary>
    public IReadOnlyList<string> Words { get; }

    public bool HasName(string name) => _namesByBeginning[Beginning(name)].Any(other => CommonTerms.IsSameName(name, other));

    public bool HasWord(string word) => _wordsByBeginning[Beginning(word)].Any(other => CommonTerms.IsSameWord(word, other));

    /// <summary>Reads sentences that share a context: a name at the beginning of one is known from another.</summary>
    public static SentenceTerms[] Read(IReadOnlyList<string> sentences)
    {
        var page = new PageContent { Blocks = [.. sentences.Select(static text => new Block(BlockKind.Paragraph, text))] };
        var context = new ReadingContext(page, new Vocabulary(page));
        return [.. sentences.Select(text => Of(ClaimReader.ReadSentence(new SourceSentence(text, BlockKind.Paragraph, Quotations.In(text)), context)))];
    }

    private static SentenceTerms Of(ReadClaim read)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var concepts = new HashSet<string>(StringComparer.Ordinal);
        var words = new List<string>();
        foreach (var atom in ClaimAtoms.Of([read]))
        {
            if (atom.Type == FactType.Name)
            {
                names.Add(PlaceNames.Find(atom.Word.Replace('ё', 'е')) ?? atom.Key);
            }
            else if (atom.Type is null or FactType.Attribution && atom.IsContent)
            {
                Add(atom.Word.Length > 0 ? atom.Word : atom.Text.ToLowerInvariant());
            }
        }

        var facts = read.Claim.Facts.Take(MostFacts).Select((fact, index) => new StatedFact(fact.Type, fact.Value, fact.Text, WordsBehind(read, index)));
        return new SentenceTerms(LanguageOf(read), [.. facts], names, concepts, words);

        void Add(string word)
        {
            if (CommonTerms.Concept(word) is { } concept)
            {
                concepts.Add(concept);
            }
            else if (word.Length > 2 && !word.Contains(' ', StringComparison.Ordinal) && !CommonTerms.SaysLittle(word))
            {
                words.Add(word);
            }
        }
    }

    private static string[] WordsBehind(ReadClaim read, int fact)
    {
        var last = Array.LastIndexOf(read.FactOfToken, fact);
        return last < 0
            ? []
            : [.. read.Sentence.Tokens.Skip(last + 1).Take(WordsBehindNumber).TakeWhile(static token => token.Kind == TokenKind.Word).Select(static token => token.Key)];
    }

    // Forms of a word or a name begin alike.
    private static string Beginning(string word) => word[..Math.Min(3, word.Length)];

    private static TextLanguage LanguageOf(ReadClaim read) =>
        read.Sentence.IsKazakh ? TextLanguage.Kazakh : read.Sentence.DecimalComma ? TextLanguage.Russian : TextLanguage.English;
}

/// <summary>Told by the script: words are compared within one language only.</summary>
internal enum TextLanguage
{
    English,
    Russian,
    Kazakh,
}
