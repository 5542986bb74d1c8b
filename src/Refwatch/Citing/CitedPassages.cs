using Refwatch.Claims;

namespace Refwatch.Citing;

/// <summary>Finds the article sentences that rest on changed claims.</summary>
public static class CitedPassages
{
    /// <summary>The change with <see cref="ClaimChange.CitedBy"/> filled, direct sentences first.</summary>
    public static Change TouchedBy(Change change, IReadOnlyList<Citation> citations) => throw new NotImplementedException();
}
