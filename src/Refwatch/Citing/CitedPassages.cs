using Refwatch.Claims;

namespace Refwatch.Citing;

/// <summary>Finds the article sentences that rest on changed claims.</summary>
public static class CitedPassages
{
    // Articles cite a page with a handful of sentences; an article and a page made to be large must not multiply.
    private const int MostSentences = 300;
    private const int MostClaims = 300;

    /// <summary>
    /// The change with <see cref="ClaimChange.CitedBy"/> filled, direct sentences first. A sentence rests on a claim when both share several
    /// things: names, dates, numbers of the same things, words; one equal number is never enough. Rewording and moving touch nothing.
    /// </summary>
    public static Change TouchedBy(Change change, IReadOnlyList<Citation> citations)
    {
        var claims = change.Claims.Where(IsTouching).Take(MostClaims).ToHashSet<ClaimChange>(ReferenceEqualityComparer.Instance);
        var cited = citations
            .SelectMany(static citation => citation.Passage.Select(sentence => new CitedSentence(citation, sentence)))
            .Take(MostSentences)
            .ToList();
        if (claims.Count == 0 || cited.Count == 0)
        {
            return change;
        }

        // Read together: a name that opens one sentence is known as a name from another.
        var claimed = claims.SelectMany(static claim => new[] { claim.Before, claim.After }).OfType<string>();
        var terms = Terms([.. cited.Select(static pair => pair.Sentence.Text), .. claimed]);
        var articles = citations.Select(static citation => citation.Article).Distinct(StringComparer.Ordinal);
        var subjects = articles.ToDictionary(static article => article, ArticleSubject.Of, StringComparer.Ordinal);
        return change with { Claims = [.. change.Claims.Select(claim => claims.Contains(claim) ? claim with { CitedBy = CitedBy(claim) } : claim)] };

        CitedBy[] CitedBy(ClaimChange claim)
        {
            var judge = new SupportJudge(claim, claim.Before is null ? null : terms[claim.Before], claim.After is null ? null : terms[claim.After]);
            var touched = from pair in cited
                          let support = judge.Judge(terms[pair.Sentence.Text], subjects[pair.Citation.Article])
                          where support is not null
                          orderby pair.Sentence.Support
                          select new CitedBy(pair.Citation.Article, pair.Citation.Number, pair.Sentence.Text, pair.Sentence.Support, support.Value.Effect) { Revision = pair.Citation.Revision };
            return [.. touched];
        }
    }

    private static bool IsTouching(ClaimChange claim) =>
        claim.Kind is ChangeKind.Factual or ChangeKind.Removed or ChangeKind.Added && (claim.Before ?? claim.After) is not null;

    private static Dictionary<string, SentenceTerms> Terms(IEnumerable<string> texts)
    {
        string[] distinct = [.. texts.Distinct(StringComparer.Ordinal)];
        return distinct.Zip(SentenceTerms.Read(distinct)).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
    }

    private sealed record CitedSentence(Citation Citation, PassageSentence Sentence);
}
