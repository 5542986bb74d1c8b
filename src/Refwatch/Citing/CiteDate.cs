using System.Globalization;
using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Citing;

/// <summary>Dates as citation templates print them, in English, Russian and Kazakh.</summary>
internal static class CiteDate
{
    /// <summary>The first date in a text as ISO 8601, "2024-07-22" or "2024-07" when no day is given; null when there is none.</summary>
    public static string? FirstIn(string text) =>
        ClaimReader.Read(new PageContent { Blocks = [new Block(BlockKind.Paragraph, text)] })
            .SelectMany(static claim => claim.Facts)
            .FirstOrDefault(static fact => fact.Type == FactType.Date && IsDayOrMonth(fact.Value))?.Value;

    private static bool IsDayOrMonth(string value) =>
        DateOnly.TryParseExact(value, (string[])["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
