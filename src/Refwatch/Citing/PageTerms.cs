using System.Globalization;
using System.Text.RegularExpressions;
using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Citing;

/// <summary>Everything that a page says, in terms that a sentence can be looked up in: generously, since what is not found is held against the page.</summary>
internal sealed partial class PageTerms
{
    // "Nearly 7,000" for 6,800 miners.
    private const decimal Rounding = 0.06m;

    private const int LeastStem = 5;
    private const int LongestEnding = 4;

    private readonly ILookup<string, string> _words;
    private readonly ILookup<string, string> _romanised;
    private readonly HashSet<string> _concepts;
    private readonly List<string> _dates;
    private readonly List<decimal> _amounts;

    private PageTerms(HashSet<string> words, HashSet<string> keys, List<string> dates, List<decimal> amounts)
    {
        _words = words.ToLookup(Beginning, StringComparer.Ordinal);
        _romanised = keys.Concat(words.Select(Romanization.Of)).Distinct(StringComparer.Ordinal).ToLookup(Beginning, StringComparer.Ordinal);
        _concepts = [.. words.Select(CommonTerms.Concept).OfType<string>()];
        _dates = dates;
        _amounts = amounts;
    }

    public static PageTerms Of(PageContent page)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var amounts = new List<decimal>();
        var dates = new List<string>();
        dates.AddRange(new[] { page.Published, page.Modified }.OfType<string>().Where(static date => date.Length >= 10).Select(static date => date[..10]));

        var context = new ReadingContext(page, new Vocabulary(page));
        foreach (var source in ClaimReader.Sentences(page).Prepend(new SourceSentence(page.Title, BlockKind.Heading, [])))
        {
            var read = ClaimReader.ReadSentence(source, context);
            foreach (var token in read.Sentence.Tokens.Where(static token => token.Kind == TokenKind.Word))
            {
                words.Add(token.Key);
            }

            keys.UnionWith(ClaimAtoms.Of([read]).Where(static atom => atom.Type is null or FactType.Name).Select(static atom => atom.Key));
            dates.AddRange(read.Claim.Facts.Where(static fact => fact.Type == FactType.Date).Select(static fact => fact.Value));
            amounts.AddRange(read.Claim.Facts.SelectMany(static fact => Amounts(fact.Value)));
        }

        return new PageTerms(words, keys, dates, amounts);
    }

    public bool HasName(string name) => _romanised[Beginning(name)].Any(other => CommonTerms.IsSameName(name, other) || MayBeSame(name, other));

    public bool HasWord(string word) =>
        _words[Beginning(word)].Any(other => CommonTerms.IsSameWord(word, other)) || HasName(Romanization.Of(word));

    public bool HasConcept(string concept) => _concepts.Contains(concept);

    /// <summary>Whether the page has the fact's date, however exact, or its number, whatever it counts there.</summary>
    public bool HasFact(StatedFact fact) => fact.Type == FactType.Date
        ? _dates.Exists(date => PartialDate.Agreement(fact.Value, date) > 0) || Amounts(fact.Value).FirstOrDefault() is > 999 and var year && _amounts.Contains(year)
        : Amounts(fact.Value).Any(amount => _amounts.Exists(other => Math.Abs(other - amount) <= Rounding * Math.Max(other, amount)));

    // Transliterations differ by a letter in four, and Kazakh case endings begin with consonants: "turkiya", "turkiyada".
    private static bool MayBeSame(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return (common >= LeastStem && Math.Max(left.Length, right.Length) - common <= LongestEnding)
            || Spelling.Distance(left, right, Math.Min(left.Length, right.Length) / 4) is not null;
    }

    private static string Beginning(string word) => word[..Math.Min(3, word.Length)];

    private static IEnumerable<decimal> Amounts(string value) => Digits().Matches(value)
        .Select(static match => decimal.TryParse(match.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : (decimal?)null)
        .OfType<decimal>();

    [GeneratedRegex(@"\d{1,18}(\.\d{1,6})?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Digits();
}
