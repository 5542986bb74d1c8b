using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Citing;

/// <summary>Which facts of an article's passages a text holds.</summary>
/// <param name="Held">As the passages have them.</param>
/// <param name="Missing">As the passages have them; absence is not contradiction.</param>
public sealed record PassageFacts(IReadOnlyList<string> Held, IReadOnlyList<string> Missing)
{
    // An article cites a page with a handful of sentences; a page made to be large must not multiply.
    private const int MostSentences = 40;
    private const int MostClaims = 2_000;

    /// <summary>Holds the dates, numbers and quotations of the sentences that bear the references' markers against a text.</summary>
    public static PassageFacts In(PageContent content, IEnumerable<Citation> citations)
    {
        var sentences = citations.SelectMany(static citation => citation.Passage)
            .Where(static sentence => sentence.Support is Support.Direct)
            .Select(static sentence => sentence.Text).Distinct(StringComparer.Ordinal).Take(MostSentences).ToList();
        var claims = ClaimReader.Read(content).Select(static claim => claim.Text).Take(MostClaims).ToList();
        var terms = SentenceTerms.Read([.. sentences, content.Title, .. claims]);
        var stated = terms.Skip(sentences.Count).SelectMany(static claim => claim.Facts.Select(fact => (claim.Language, Fact: fact))).ToList();
        if (content.Published is [_, _, _, _, '-', _, _, '-', _, _, ..] published)
        {
            stated.Add((TextLanguage.English, new StatedFact(FactType.Date, published[..10], published, []))); // the dateline is no claim, and dates the story
        }

        var facts = terms.Take(sentences.Count)
            .SelectMany(static sentence => sentence.Facts.Where(static fact => fact.IsStatement).Select(fact => (sentence.Language, Fact: fact)))
            .ToLookup(fact => stated.Exists(other => fact.Fact.Agreement(other.Fact, fact.Language == other.Language) > 0), static fact => fact.Fact.Text);
        return new PassageFacts([.. facts[true].Distinct(StringComparer.Ordinal)], [.. facts[false].Distinct(StringComparer.Ordinal)]);
    }
}
