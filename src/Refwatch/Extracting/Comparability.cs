namespace Refwatch.Extracting;

/// <summary>
/// Tells pages that have no text of their own to compare. A false alarm here silences a watched page, so that each reason needs two kinds
/// of evidence, and an article by the page's own word is always compared.
/// </summary>
internal static class Comparability
{
    private const int LeastText = 200;
    private const int MostVideoText = 600;
    private const int MostListingText = 800;
    private const int MostListingBlock = 400;

    /// <summary>Blocks shorter than this are labels and headlines, not prose.</summary>
    private const int LeastProse = 40;
    private const int MostAbstract = 5_000;
    private const int LeastCards = 6;
    private const int ManyCards = 12;
    private const int MostShellLines = 40;

    public static string? Reason(PageNotes notes, LinkedData data, Outline outline, IReadOnlyList<Block> blocks, Uri url)
    {
        var (text, longest) = Lengths(blocks);
        if (IsDoiLanding(notes, blocks, text)) return "DOI landing page";
        if (IsScriptOnly(notes, outline, text)) return "script-only";
        if (IsVideo(notes, data, text)) return "video";
        return IsListing(notes, data, outline, longest, url) ? "listing" : null;
    }

    /// <summary>An empty shell, or one that asks for a script and holds little else.</summary>
    private static bool IsScriptOnly(PageNotes notes, Outline outline, int text)
    {
        if (text >= LeastText || notes.Scripts == 0 || outline.Lines.Length > MostShellLines) return false;
        return text == 0 ? notes.Scripts > 1 || notes.NoScript is not null : notes.NoScript is { } words && Phrases.AsksForScript(words);
    }

    private static bool IsVideo(PageNotes notes, LinkedData data, int text)
    {
        if (text >= MostVideoText || data.IsArticle) return false;
        var isVideo = data.IsVideo || (notes.Meta("og:type")?.StartsWith("video", StringComparison.OrdinalIgnoreCase) ?? false);
        return isVideo || (notes.Players > 0 && text < LeastText && notes.Meta("og:type") != "article");
    }

    private static bool IsDoiLanding(PageNotes notes, IReadOnlyList<Block> blocks, int text)
    {
        var doi = notes.Meta("citation_doi", "dc.identifier", "prism.doi");
        if (doi is null || !doi.Contains("10.", StringComparison.Ordinal)) return false;
        if (notes.Meta("citation_title", "citation_journal_title", "dc.title") is null || text >= MostAbstract) return false;
        foreach (var block in blocks)
        {
            if (block.Kind == BlockKind.Heading && Phrases.IsPaperSection(block.Text)) return false;
        }

        return true;
    }

    /// <summary>
    /// A page of headlines that link elsewhere. og:type "article" alone proves nothing against linked data that say "CollectionPage":
    /// publishing systems write it on every page, section fronts too.
    /// </summary>
    private static bool IsListing(PageNotes notes, LinkedData data, Outline outline, int longest, Uri url)
    {
        if (data.IsArticle) return false;
        if (!data.IsCollection && (notes.Meta("og:type") == "article" || notes.Meta("article:published_time") is not null)) return false;
        var (cards, cardText, otherProse) = Cards.Count(outline);
        if (Cards.LinkedHeadlines(outline) >= ManyCards)
        {
            if (longest < LeastProse) return true;
            var isFront = data.IsCollection || url.AbsolutePath is "/" or "";
            if (isFront && longest < MostListingBlock && otherProse < MostListingText) return true;
        }

        if (otherProse >= MostListingText) return false;
        if (cards >= ManyCards && cardText > 2 * otherProse && longest < MostListingBlock) return true;
        return cards >= LeastCards ? IsListingAddress(url) : longest < LeastProse && IsListingPath(url);
    }

    private static bool IsListingAddress(Uri url)
    {
        var path = url.AbsolutePath;
        if (path is "/" or "") return true;
        if (url.Query.Contains("s=", StringComparison.Ordinal) || url.Query.Contains("q=", StringComparison.Ordinal)) return true;
        return IsListingPath(url);
    }

    /// <summary>The address of a tag, a section, an author: where no line of prose stands, it lists what others say.</summary>
    private static bool IsListingPath(Uri url)
    {
        foreach (var segment in url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment is "tag" or "tags" or "topic" or "topics" or "category" or "categories" or "author" or "authors"
                or "section" or "sections" or "search" or "archive" or "archives" or "page" or "rubric" or "rubrics"
                or "label" or "labels" or "tema" or "z") return true;
        }

        return false;
    }

    private static (int Text, int Longest) Lengths(IReadOnlyList<Block> blocks)
    {
        var (text, longest) = (0, 0);
        foreach (var block in blocks)
        {
            text += block.Text.Length;
            longest = Math.Max(longest, block.Text.Length);
        }

        return (text, longest);
    }
}
