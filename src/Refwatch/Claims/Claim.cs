using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>One sentence of a page's main text, with the facts it states.</summary>
public sealed record Claim(string Text, BlockKind Block, IReadOnlyList<Fact> Facts);

/// <summary>A checkable part of a claim.</summary>
/// <param name="Type">What kind of fact.</param>
/// <param name="Text">As it stands in the claim.</param>
/// <param name="Value">Normalised, so that equal facts are equal strings across spellings and scripts: "1500000", "2019-03-10", "USD 700", "serikzhan bilash".</param>
/// <param name="Start">Offset of <paramref name="Text"/> in the claim, in UTF-16 units.</param>
public sealed record Fact(FactType Type, string Text, string Value, int Start);

public enum FactType
{
    Number,
    Percentage,
    Money,
    Date,
    Duration,
    Age,
    Name,
    Quotation,
    Negation,
    Modality,
    Attribution,

    /// <summary>A word that carries the meaning of the sentence and was replaced by one that means something else.</summary>
    Wording,
}
