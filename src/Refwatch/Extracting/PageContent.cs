namespace Refwatch.Extracting;

/// <summary>What a page says: its main text as typed blocks, and what it says of itself.</summary>
public sealed record PageContent
{
    /// <summary>The headline, without the site's name.</summary>
    public string Title { get; init; } = "";

    public string? Byline { get; init; }

    /// <summary>The site's or publisher's name.</summary>
    public string? Publisher { get; init; }

    /// <summary>BCP 47 language tag of the main text, e.g. "en", "ru", "kk"; null when it could not be told.</summary>
    public string? Language { get; init; }

    /// <summary>The address the page gives for itself.</summary>
    public Uri? CanonicalUrl { get; init; }

    /// <summary>ISO 8601, as exact as the page says it: "2019-03-10" or "2019-03-10T08:15:00+06:00".</summary>
    public string? Published { get; init; }

    /// <summary>ISO 8601, like <see cref="Published"/>.</summary>
    public string? Modified { get; init; }

    /// <summary>schema.org isAccessibleForFree; null when the page does not say.</summary>
    public bool? IsAccessibleForFree { get; init; }

    /// <summary>The main text in reading order.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Why claims of this page cannot be compared ("listing", "video", "script-only"); null when they can.</summary>
    public string? NotComparable { get; init; }

    /// <summary>The main text, a line a block.</summary>
    public string Text => _text ??= string.Join('\n', Blocks.Select(static block => block.Text));

    private string? _text;

    /// <summary>Plain text as a page: a line a paragraph, white space folded.</summary>
    public static PageContent FromPlainText(string text, string? language = null) => new()
    {
        Language = language,
        Blocks =
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(static line => new Block(BlockKind.Paragraph, PageNotes.Fold(line))),
        ],
    };
}

/// <summary>A piece of main text that stands on a line of its own; white space is folded.</summary>
public readonly record struct Block(BlockKind Kind, string Text);

public enum BlockKind
{
    Paragraph,
    Heading,
    ListItem,
    Quotation,
    TableRow,
    Caption,

    /// <summary>A correction, clarification or update notice.</summary>
    Correction,
}
