using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Citing;

/// <summary>
/// Finds the sentences of articles of which the page that they cite says nothing. Absence is not contradiction, and no finding is
/// no proof of support: a sentence is listed only when it states enough to look for and hardly any of it is there. Only sentences
/// that bear the reference's marker are asked for; those before it may rest on another source, or on none.
/// </summary>
public static class NotFoundPassages
{
    private const int MostSentences = 300;
    private const int MostListed = 20;

    // A teaser or a notice is no page to miss something in.
    private const int LeastText = 250;

    // Chosen so that hardly any sentence that a page states is listed; checked on the labelled pairs of fixtures/support (docs/quality.md).
    private const double LeastWeight = 5;
    private const double MostShared = 0.3;
    private const double NameWeight = 1.5;
    private const double FactWeight = 1.5;
    private const double ConceptWeight = 1;
    private const double WordWeight = 1;

    /// <summary>What the page, read whole, does not say; empty where that can't be judged.</summary>
    public static IReadOnlyList<CitedBy> In(PageContent page, IReadOnlyList<Citation> citations)
    {
        var cited = citations.Where(static citation => IsRead(citation.Language))
            .SelectMany(static citation => citation.Passage.Where(static sentence => sentence.Support == Support.Direct).Select(sentence => (Citation: citation, sentence.Text)))
            .Take(MostSentences).ToList();
        if (cited.Count == 0 || !IsRead(page.Language) || page.NotComparable is not null || page.Text.Length < LeastText)
        {
            return [];
        }

        var said = PageTerms.Of(page);
        var terms = SentenceTerms.Read([.. cited.Select(static pair => pair.Text)]);
        var absent = cited.Zip(terms).Where(pair => IsAbsent(pair.Second, ArticleSubject.Of(pair.First.Citation.Article), said, IsSame(pair.First.Citation.Language, page.Language)));
        return
        [
            .. absent.Select(static pair => pair.First).Take(MostListed).Select(static pair =>
                new CitedBy(pair.Citation.Article, pair.Citation.Number, pair.Text, Support.Direct, Effect: null) { Revision = pair.Citation.Revision }),
        ];
    }

    private static bool IsAbsent(SentenceTerms sentence, IReadOnlySet<string> subject, PageTerms page, bool isSameLanguage)
    {
        var facts = sentence.Facts.Where(static fact => fact.IsQuantity || fact.Type == FactType.Date).ToList();
        if (facts.Exists(page.HasFact))
        {
            return false;
        }

        var names = sentence.Names.Where(name => !subject.Any(word => CommonTerms.IsSameName(word, name))).ToList();
        var words = isSameLanguage ? sentence.Words : [];
        var total = (facts.Count * FactWeight) + (names.Count * NameWeight) + (sentence.Concepts.Count * ConceptWeight) + (words.Count * WordWeight);
        var found = names.Count(page.HasName);
        var shared = (found * NameWeight) + (sentence.Concepts.Count(page.HasConcept) * ConceptWeight) + (words.Count(page.HasWord) * WordWeight);
        return facts.Count + names.Count > found && total >= LeastWeight && shared <= MostShared * total;
    }

    private static bool IsRead(string? language) => language is not null && Primary(language) is "en" or "ru" or "kk";

    private static bool IsSame(string? left, string? right) => Primary(left!) == Primary(right!);

    private static string Primary(string language) => language.Split('-')[0].ToLowerInvariant();
}
