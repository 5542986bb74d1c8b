using Refwatch.Claims;
using Refwatch.Mementos;

namespace Refwatch.Web.Reports;

/// <summary>What a page says otherwise than on days when editors read it; days on which it said the same are one.</summary>
/// <param name="Baselines">The days, the oldest first.</param>
/// <param name="Change">The claims that cited passages rest on, with the passages of all these days.</param>
/// <param name="IsShownAbove">The same claims changed since the last capture.</param>
public sealed record ReadDrift(IReadOnlyList<AccessBaseline> Baselines, Change Change, bool IsShownAbove)
{
    public static IReadOnlyList<ReadDrift> Of(PageOutcome outcome)
    {
        var above = outcome.Change.Claims.Select(KeyOf).ToHashSet();
        return
        [
            .. outcome.SinceRead.Where(static baseline => baseline.TouchesSupport)
                .GroupBy(static baseline => string.Join('\n', baseline.Supporting.Claims.Select(KeyOf)), StringComparer.Ordinal)
                .Select(days => new ReadDrift([.. days], Merged([.. days]), days.First().Supporting.Claims.All(claim => above.Contains(KeyOf(claim))))),
        ];
    }

    private static Change Merged(AccessBaseline[] days) => days[0].Supporting with
    {
        Claims = [.. days[0].Supporting.Claims.Select((claim, i) => claim with { CitedBy = [.. days.SelectMany(day => day.Supporting.Claims[i].CitedBy).Distinct()] })],
    };

    private static string KeyOf(ClaimChange claim) => $"{claim.Kind} {claim.Before} > {claim.After}";
}
