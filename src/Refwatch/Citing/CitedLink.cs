using AngleSharp.Dom;

namespace Refwatch.Citing;

/// <summary>A footnote's link that leads out of the wiki.</summary>
/// <param name="Url">Where it leads.</param>
/// <param name="Text">Its text in the note.</param>
/// <param name="Start">Where its text begins in the note.</param>
/// <param name="End">Where its text ends in the note.</param>
internal sealed record CitedLink(Uri Url, string Text, int Start, int End)
{
    // A note of more links is no citation; what looks at its links in pairs stays affordable.
    private const int MostLinks = 100;

    private static readonly string[] WikiHosts = ["wikipedia.org", "wikidata.org", "mediawiki.org", "wiktionary.org"];

    /// <summary>Set when it leads to an archived copy.</summary>
    public ArchiveLink? Archive { get; } = ArchiveLink.Read(Url);

    /// <summary>See <see cref="IdentifierLink.Rank"/>.</summary>
    public int? IdentifierRank { get; } = IdentifierLink.Rank(Url, Text);

    /// <summary>Whether it leads to a page that the note cites.</summary>
    public bool IsSource => Archive is null && IdentifierRank is null;

    /// <summary>Whether its text is the title of what it leads to.</summary>
    public bool HasTitle => !IsBare && IdentifierRank is null && !CiteWords.SaysArchived(Text) && !CiteWords.SaysOriginal(Text);

    // The text is the address itself or "[1]".
    private bool IsBare => Text.Contains("://", StringComparison.Ordinal) || Text.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
        || (Text.StartsWith('[') && Text.EndsWith(']') && Text.Length < 8) || !Text.Any(char.IsLetterOrDigit);

    /// <summary>The links of a note that lead out of <paramref name="wiki"/>, in order.</summary>
    public static List<CitedLink> In(NoteText note, Uri wiki)
    {
        var links = new List<CitedLink>();
        foreach (var part in note.Of(NotePartKind.Link))
        {
            if (links.Count < MostLinks && Target(part.Element, wiki) is { } url)
            {
                links.Add(new CitedLink(url, note.TextOf(part), part.Start, part.End));
            }
        }

        return links;
    }

    private static Uri? Target(IElement link, Uri wiki)
    {
        var href = link.GetAttribute("href")!.Trim();
        if (href.StartsWith("//", StringComparison.Ordinal))
        {
            href = "https:" + href;
        }

        var isExternal = Uri.TryCreate(href, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            && url.Host.Length > 0
            && !Markup.HasClass(link, "extiw")
            && link.GetAttribute("rel")?.Contains("mw:WikiLink", StringComparison.Ordinal) != true;

        return isExternal && !IsWiki(url!, wiki) ? url : null;
    }

    private static bool IsWiki(Uri url, Uri wiki) =>
        url.Host.Equals(wiki.Host, StringComparison.OrdinalIgnoreCase)
        || WikiHosts.Any(host => $".{url.Host}".EndsWith($".{host}", StringComparison.OrdinalIgnoreCase));
}
