using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>Compares what a page said with what it says.</summary>
public static class ClaimDiff
{
    /// <summary>The change from one capture's content to the next; <see cref="Change.None"/> when there is nothing to compare.</summary>
    public static Change Between(PageContent? before, PageContent? after) => throw new NotImplementedException();
}
