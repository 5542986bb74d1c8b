using Refwatch.Claims;

namespace Refwatch.Citing;

/// <summary>A fact of a sentence.</summary>
/// <param name="Type">What kind of fact.</param>
/// <param name="Value">Normalised, as <see cref="Fact.Value"/>.</param>
/// <param name="Text">As it stands in the sentence.</param>
/// <param name="Counted">The words right behind it: of a number, what it counts.</param>
internal sealed record StatedFact(FactType Type, string Value, string Text, IReadOnlyList<string> Counted)
{
    // A quoted word or two is a phrase that anybody may use.
    private const int ShortQuotation = 10;

    /// <summary>A fact that a sentence states as such; negations, sources and the like only turn what it states.</summary>
    public bool IsStatement => IsQuantity || Type is FactType.Date or FactType.Quotation;

    public bool IsQuantity => Type is FactType.Number or FactType.Percentage or FactType.Money or FactType.Duration or FactType.Age;

    /// <summary>
    /// How strongly two sentences that state these facts speak of one thing: 0 when the facts differ, below 1 when they could be
    /// equal by chance (a small number, a year), above 2 when hardly.
    /// </summary>
    public double Agreement(StatedFact other, bool isSameLanguage)
    {
        if (Type == FactType.Date && other.Type == FactType.Date)
        {
            return PartialDate.Agreement(Value, other.Value);
        }

        if (Type == FactType.Quotation && other.Type == FactType.Quotation)
        {
            var (shorter, longer) = Value.Length < other.Value.Length ? (Value, other.Value) : (other.Value, Value);
            return shorter.Length > ShortQuotation && longer.Contains(shorter, StringComparison.Ordinal) ? 2.5 : 0;
        }

        if (Type != other.Type || Value != other.Value || !IsStatement)
        {
            return 0;
        }

        return Type == FactType.Number ? NumberAgreement(other, isSameLanguage) : 2;
    }

    // "31 people" and "31 towns" are two facts; "2350 человек" and "2,350 people" are one.
    private double NumberAgreement(StatedFact other, bool isSameLanguage)
    {
        var (left, right) = (Concepts(Counted), Concepts(other.Counted));
        if (left.Overlaps(right) || (isSameLanguage && Counted.Any(word => other.Counted.Any(counted => CommonTerms.IsSameWord(word, counted)))))
        {
            return 2.5;
        }

        if ((left.Count > 0 && right.Count > 0) || (isSameLanguage && Counted.Count > 0 && other.Counted.Count > 0))
        {
            return 0;
        }

        return Value.TrimEnd('0').Length >= 3 ? 1.5 : 0.5;
    }

    private static HashSet<string> Concepts(IReadOnlyList<string> words) => [.. words.Select(CommonTerms.Counted).OfType<string>()];
}
