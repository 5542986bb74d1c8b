using Refwatch.Fetching;

namespace Refwatch.Extracting;

/// <summary>Finds a page's main text and drops what surrounds it.</summary>
public static class ContentExtractor
{
    /// <summary>Raised whenever a page's text may come out differently; ledgers then extract their baselines again.</summary>
    public const int Version = 1;

    /// <summary>Text shorter than this may be a page's shell whose text a script unhides.</summary>
    private const int LeastText = 250;

    /// <summary>Never throws, whatever the page holds; a document that is not HTML has no blocks.</summary>
    public static PageContent Extract(WebDocument document)
    {
        if (document.Html is not { DocumentElement: { } root } html) return new PageContent { Blocks = [] };
        var metadata = Metadata.Read(html, document.Url);
        var blocks = BlocksOf(Outline.Of(root, withHidden: false), metadata.Title, document.Url.Host);
        if (Length(blocks) < LeastText)
        {
            var all = BlocksOf(Outline.Of(root, withHidden: true), metadata.Title, document.Url.Host);
            if (Length(all) > 3 * Length(blocks)) blocks = all;
        }

        return metadata with { Blocks = blocks };
    }

    private static List<Block> BlocksOf(Outline outline, string title, string host)
    {
        Boilerplate.Cut(outline, host);
        var main = MainElement.Find(outline);
        Trimming.Trim(outline, main, title);
        return BlockBuilder.Build(outline, main);
    }

    private static int Length(List<Block> blocks)
    {
        var length = 0;
        foreach (var block in blocks) length += block.Text.Length;
        return length;
    }
}
