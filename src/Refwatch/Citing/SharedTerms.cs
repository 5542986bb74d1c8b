namespace Refwatch.Citing;

/// <summary>What a claim and an article's sentence have in common, weighed.</summary>
/// <param name="Weight">The sum of what they share.</param>
/// <param name="Coverage">Its part of the shorter one of the two, 0 to 1; between languages, of what can be compared.</param>
/// <param name="Anchors">How many different things they share. One alone, a number above all, may be chance; one that hardly is counts twice.</param>
internal sealed record SharedTerms(double Weight, double Coverage, int Anchors)
{
    // By how seldom two sentences on one subject share such a thing by chance; set on the labelled pairs of fixtures/impact.
    private const double NameWeight = 1.5;
    private const double SubjectWeight = 0.5;
    private const double ConceptWeight = 1.25;
    private const double WordWeight = 1;
    private const double FactWeight = 1.5;

    /// <param name="claim">The claim.</param>
    /// <param name="sentence">The article's sentence.</param>
    /// <param name="subject">The words of the article's title, romanised: what all of its sentences are about, "he" and "it" too.</param>
    public static SharedTerms Of(SentenceTerms claim, SentenceTerms sentence, IReadOnlySet<string> subject)
    {
        var isSameLanguage = claim.Language == sentence.Language;
        var namesSubject = claim.Names.Any(IsSubject);
        var sum = new Sum();
        bool IsSubject(string name) => subject.Any(word => CommonTerms.IsSameName(word, name));

        foreach (var name in claim.Names.Where(name => !IsSubject(name)))
        {
            sum.Add(NameWeight, sentence.HasName(name));
        }

        foreach (var concept in claim.Concepts)
        {
            sum.Add(ConceptWeight, sentence.Concepts.Contains(concept));
        }

        foreach (var word in isSameLanguage ? claim.Words : [])
        {
            sum.Add(WordWeight, sentence.HasWord(word));
        }

        foreach (var fact in claim.Facts.Where(static fact => fact.IsStatement))
        {
            var agreement = sentence.Facts.Select(other => fact.Agreement(other, isSameLanguage)).DefaultIfEmpty().Max();
            var isHardlyChance = agreement > 2 && namesSubject; // a whole date, said of the article's subject, needs no other witness
            sum.Add(Math.Max(FactWeight, agreement), agreement > 0, agreement, anchors: isHardlyChance ? 2 : 1);
        }

        var sentenceTotal = sentence.Names.Count(name => !IsSubject(name)) * NameWeight
            + sentence.Concepts.Count * ConceptWeight
            + (isSameLanguage ? sentence.Words.Count * WordWeight : 0)
            + sentence.Facts.Count(static fact => fact.IsStatement) * FactWeight;
        var weight = sum.Shared + (namesSubject ? SubjectWeight : 0);
        return new SharedTerms(weight, Math.Min(1, sum.Shared / Math.Max(1, Math.Min(sum.Total, sentenceTotal))), sum.Anchors);
    }

    private sealed class Sum
    {
        public double Shared { get; private set; }

        public double Total { get; private set; }

        public int Anchors { get; private set; }

        public void Add(double weight, bool isShared, double? sharedWeight = null, int anchors = 1)
        {
            Total += weight;
            if (isShared)
            {
                Shared += sharedWeight ?? weight;
                Anchors += anchors;
            }
        }
    }
}
