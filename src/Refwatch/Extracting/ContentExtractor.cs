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
        if (document.Html is not { DocumentElement: { } root }) return new PageContent { Blocks = [] };
        using var span = Telemetry.Start("extract");
        var notes = new PageNotes();
        var outline = Outline.Of(root, notes, withHidden: false);
        var data = LinkedData.Read(notes.LinkedData);
        var content = Metadata.Read(notes, data, outline, document.Url);
        ReadOnlySpan<string?> descriptions =
            [data.Description, notes.Meta("og:description"), notes.Meta("description"), notes.Meta("twitter:description")];
        var blocks = BlocksOf(outline, content.Title, document.Url, descriptions);
        if (Length(blocks) < LeastText)
        {
            var all = BlocksOf(Outline.Of(root, new PageNotes(), withHidden: true), content.Title, document.Url, descriptions);
            if (Length(all) > 3 * Length(blocks)) blocks = all;
        }

        content = content with { Blocks = blocks, NotComparable = Comparability.Reason(notes, data, outline, blocks, document.Url) };
        return content with { Language = LanguageGuess.Choose(content.Language, LanguageGuess.Of(content.Text)) };
    }

    /// <summary>A page of a few words has no boilerplate: where no element stands out, all that is not cut is its text.</summary>
    private static List<Block> BlocksOf(Outline outline, string title, Uri url, ReadOnlySpan<string?> descriptions)
    {
        if (outline.Lines.IsEmpty) return [];
        Boilerplate.Cut(outline, url.Host);
        Trimming.CutByWords(outline);
        var main = outline.Elements[MainElement.Find(outline)];
        Trimming.CutByPlace(outline, main.FirstLine, main.EndLine, title);
        var first = Standfirst.Find(outline, main.FirstLine, main.EndLine, title, descriptions);
        var blocks = BlockBuilder.Build(outline, first, main.EndLine);
        return blocks.Count > 0 || !IsShort(outline) ? blocks : BlockBuilder.Build(outline, 0, outline.Lines.Length);
    }

    private static bool IsShort(Outline outline)
    {
        var length = 0;
        foreach (ref readonly var line in outline.Lines) length += line.Text.Length;
        return length < LeastText;
    }

    private static int Length(List<Block> blocks)
    {
        var length = 0;
        foreach (var block in blocks) length += block.Text.Length;
        return length;
    }
}
