using System.Globalization;
using System.Text.RegularExpressions;
using Refwatch.Citing;
using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>Why a changed claim matters; docs/json.md lists the reasons and their points.</summary>
/// <param name="Reason">In words.</param>
/// <param name="Points">What it adds to the score.</param>
public sealed partial record SignificanceReason(string Reason, int Points)
{
    // An encyclopedia's sentence outweighs everything that can be seen on the page alone, but a denial of a fact in its headline.
    public static SignificanceReason DirectlyCited { get; } = new("a cited sentence rests on it directly", 6);

    public static SignificanceReason Cited { get; } = new("a cited passage rests on it", 4);

    public static SignificanceReason Fact { get; } = new("a fact changed", 3);

    public static SignificanceReason Negation { get; } = new("negation", 3);

    public static SignificanceReason LargeShift { get; } = new("a number changed by more than 10 %", 2);

    public static SignificanceReason Quotation { get; } = new("words in quotation marks", 2);

    public static SignificanceReason NameOrDate { get; } = new("a name or a date", 2);

    public static SignificanceReason Headline { get; } = new("in the headline", 2);

    public static SignificanceReason Silent { get; } = new("silent", 2);

    public static SignificanceReason Removed { get; } = new("a claim went", 2);

    public static SignificanceReason Added { get; } = new("a claim came", 1);

    public static SignificanceReason Stance { get; } = new("how sure it is, or who says so", 1);

    /// <summary>The reasons of one changed claim; some may come twice.</summary>
    internal static IEnumerable<SignificanceReason> Of(ClaimChange claim, bool isSilent)
    {
        if (claim.CitedBy.Count > 0)
        {
            yield return claim.CitedBy.Any(static cited => cited.Support == Support.Direct) ? DirectlyCited : Cited;
        }

        if (claim.IsHeadline)
        {
            yield return Headline;
        }

        if (claim.Kind is ChangeKind.Added or ChangeKind.Removed)
        {
            yield return claim.Kind is ChangeKind.Added ? Added : Removed;
        }

        if (claim.Kind is ChangeKind.Factual)
        {
            yield return Fact;
            foreach (var reason in claim.Facts.Select(fact => Of(fact, claim)).OfType<SignificanceReason>())
            {
                yield return reason;
            }
        }

        if (isSilent && claim.Kind is ChangeKind.Factual)
        {
            yield return Silent;
        }
    }

    private static SignificanceReason? Of(FactChange fact, ClaimChange claim) => fact.Type switch
    {
        FactType.Negation => Negation,
        FactType.Quotation => Quotation,
        FactType.Name or FactType.Date => NameOrDate,
        FactType.Modality or FactType.Attribution => Stance,
        FactType.Wording => null,
        _ => IsLargeShift(ValueOf(fact, fact.Before, claim.Before), ValueOf(fact, fact.After, claim.After)) ? LargeShift : null,
    };

    // Amounts of one unit: seven days and seven weeks, dollars and euros are not compared.
    private static bool IsLargeShift(string? before, string? after) =>
        before is not null && after is not null
        && Amount().Replace(before, "") == Amount().Replace(after, "")
        && AmountIn(before) is { } old && AmountIn(after) is { } now
        && Math.Abs(now - old) > Math.Abs(old) / 10;

    private static decimal? AmountIn(string value) =>
        decimal.TryParse(Amount().Match(value).Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    /// <summary>The fact's normalised value, read where it stands: "1,5" is not the same in every language.</summary>
    private static string? ValueOf(FactChange fact, string? text, string? claim) => text is null || claim is null
        ? null
        : ClaimReader.Read(PageContent.FromPlainText(claim)).SelectMany(static read => read.Facts)
            .FirstOrDefault(read => read.Text == text && read.Type == fact.Type)?.Value;

    [GeneratedRegex(@"\d{1,24}(\.\d{1,6})?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}
