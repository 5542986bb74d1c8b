using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Citing;

/// <summary>Says whether an article's sentence rests on a claim that changed, and what becomes of its support.</summary>
internal sealed class SupportJudge(ClaimChange change, SentenceTerms? before, SentenceTerms? after)
{
    // Set on the labelled pairs of fixtures/impact, for precision before recall.
    private const double LeastWeight = 2.5;
    private const double LeastCoverage = 0.4;
    private const double StrongWeight = 4;
    private const double StrongCoverage = 0.6;

    /// <summary>What becomes of a sentence that rests on the claim; null when it does not, or when what changed is nothing that it says.</summary>
    /// <param name="sentence">The article's sentence.</param>
    /// <param name="subject">What its article is about.</param>
    public TouchedSupport? Judge(SentenceTerms sentence, IReadOnlySet<string> subject)
    {
        var shared = SharedTerms.Of((before ?? after)!, sentence, subject);
        if (shared.Anchors < 2 || shared.Weight < LeastWeight || shared.Coverage < LeastCoverage)
        {
            return null;
        }

        var isStrong = shared.Weight >= StrongWeight && shared.Coverage >= StrongCoverage;
        return change.Kind switch
        {
            ChangeKind.Removed => new TouchedSupport(SupportEffect.SupportLost),
            ChangeKind.Added => isStrong ? new TouchedSupport(null) : null,
            _ => Factual(sentence, isStrong),
        };
    }

    private TouchedSupport? Factual(SentenceTerms sentence, bool isStrong)
    {
        var effects = change.Facts.Select(fact => Effect(fact, sentence, isStrong)).OfType<SupportEffect>().ToList();
        return effects.Count == 0 ? null
            : new TouchedSupport(effects.Contains(SupportEffect.SupportChanged) ? SupportEffect.SupportChanged : SupportEffect.SupportLost);
    }

    private SupportEffect? Effect(FactChange fact, SentenceTerms sentence, bool isStrong)
    {
        var effect = fact.After is null ? SupportEffect.SupportLost : SupportEffect.SupportChanged;
        var old = before?.Facts.FirstOrDefault(stated => stated.Type == fact.Type && stated.Text == fact.Before);
        if (old is null || !old.IsStatement)
        {
            return StatesWords(fact.Before, sentence) || (isStrong && Turns(fact.Type)) ? effect : null;
        }

        var isSameLanguage = before!.Language == sentence.Language;
        var stated = sentence.Facts.Where(other => old.Agreement(other, isSameLanguage) > 0).ToList();
        if (stated.Count > 0)
        {
            // "March 2019" is true of the tenth and of the eleventh.
            var now = after?.Facts.FirstOrDefault(found => found.Type == fact.Type && found.Text == fact.After);
            return now is not null && stated.Exists(other => now.Agreement(other, isSameLanguage) > 0) ? null : effect;
        }

        // It may round the old quantity, or never have agreed with it.
        var saysAnother = old.IsQuantity && sentence.Facts.Any(other => other.Type == old.Type && !before.Facts.Any(known => known.Agreement(other, isSameLanguage) > 0));
        return isStrong && saysAnother ? SupportEffect.SupportChanged : null;
    }

    // It stands for the whole claim: a claim denied, hedged or put into another's mouth is another claim.
    private static bool Turns(FactType type) => type is FactType.Negation or FactType.Modality or FactType.Attribution;

    private static bool StatesWords(string? text, SentenceTerms sentence)
    {
        if (text is null)
        {
            return false;
        }

        var words = SentenceTerms.Read([text])[0];
        return words.Names.Any(sentence.HasName)
            || words.Concepts.Overlaps(sentence.Concepts)
            || words.Words.Any(word => sentence.HasWord(word) || sentence.HasName(Romanization.Of(word)));
    }
}

/// <summary>The support of a sentence that a change touches.</summary>
/// <param name="Effect">Null when it is not clear.</param>
internal readonly record struct TouchedSupport(SupportEffect? Effect);
