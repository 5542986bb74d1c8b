namespace Refwatch.Claims;

/// <summary>
/// How much a changed claim matters, to put the changes of a page in order: the sum of its reasons' points, and nothing else.
/// It compares the changes of one page; it measures nothing beyond.
/// </summary>
/// <param name="Reasons">Why, the weightiest first.</param>
public sealed record Significance(IReadOnlyList<SignificanceReason> Reasons)
{
    public static Significance None { get; } = new([]);

    /// <summary>The sum of the reasons' points.</summary>
    public int Score => Reasons.Sum(static reason => reason.Points);

    /// <summary>The change with every claim weighed, the most significant first; claims of equal score stay in the page's order.</summary>
    public static Change Order(Change change)
    {
        var weighed = change.Claims.Select(claim => claim with { Significance = Of(claim, change.IsSilentEdit) });
        return change.IsEmpty ? change : change with { Claims = [.. weighed.OrderByDescending(static claim => claim.Significance.Score)] };
    }

    private static Significance Of(ClaimChange claim, bool isSilent) =>
        new([.. SignificanceReason.Of(claim, isSilent).Distinct().OrderByDescending(static reason => reason.Points)]);
}
