using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>Reads the claims of a page.</summary>
public static class ClaimReader
{
    /// <summary>The page's sentences in order, each with its facts.</summary>
    public static IReadOnlyList<Claim> Read(PageContent content) => throw new NotImplementedException();
}
