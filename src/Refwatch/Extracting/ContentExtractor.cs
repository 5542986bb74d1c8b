using Refwatch.Fetching;

namespace Refwatch.Extracting;

/// <summary>Finds a page's main text and drops what surrounds it.</summary>
public static class ContentExtractor
{
    /// <summary>Raised whenever a page's text may come out differently; ledgers then extract their baselines again.</summary>
    public const int Version = 1;

    /// <summary>Never throws, whatever the page holds; a document that is not HTML has no blocks.</summary>
    public static PageContent Extract(WebDocument document) => throw new NotImplementedException();
}
