using System.Text.RegularExpressions;

namespace Refwatch.Citing;

/// <summary>A cited work's title and its publisher: the newspaper, site or publishing house as an editor would name it.</summary>
internal readonly partial record struct CiteTitle(string? Title, string? Publisher)
{
    // Longer pieces are running text, not a name.
    private const int LongestPublisher = 120;

    private static readonly (char, char)[] Quotes = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('\'', '\'')];

    public static CiteTitle Read(NoteText note, List<CitedLink> links)
    {
        var citation = note.Of(NotePartKind.Citation).FirstOrDefault();
        var coins = note.Of(NotePartKind.Coins).Select(static part => Coins.Read(part.Element.GetAttribute("title") ?? "")).FirstOrDefault();
        var link = links.Find(static link => link.HasTitle);

        var title = coins?.Title ?? (link is null ? null : Unquoted(link.Text));
        var titleEnd = link?.End ?? -1;
        if (title is null && citation.Element is not null)
        {
            (title, titleEnd) = UnlinkedTitle(note, citation);
        }

        return new CiteTitle(title, coins?.Publisher ?? (coins?.IsBook == true ? null : PublisherAfter(note, citation, titleEnd)));
    }

    // CS1 quotes an article's title and slants a book's. Russian and Kazakh templates slant the author instead:
    // "Author. Title. — City: Publisher, 2001. — P. 5."
    private static (string? Title, int End) UnlinkedTitle(NoteText note, NotePart citation)
    {
        var author = note.Of(NotePartKind.Italic).FirstOrDefault();
        if (citation.Element.LocalName == "cite")
        {
            var quoted = QuotedTitle().Match(note.Text, citation.Start, citation.End - citation.Start);
            return quoted.Success ? (quoted.Groups["title"].Value, quoted.Index + quoted.Length)
                : author.Element is null || author.End > citation.End ? (null, -1)
                : (note.TextOf(author), author.End);
        }

        var start = author.Element is not null && author.Start <= citation.Start + 1 ? author.End : citation.Start;
        var end = WorkEnd().Match(note.Text, start, citation.End - start);
        var stop = end.Success ? end.Index : citation.End;
        var title = Unquoted(note.Text[start..stop].Trim(' ', '.', ','));
        return title.Length == 0 ? (null, -1) : (title, stop);
    }

    private static string? PublisherAfter(NoteText note, NotePart citation, int titleEnd)
    {
        if (titleEnd < 0)
        {
            return null;
        }

        // Outside of templates nothing but italics tells a work's name from the rest.
        if (citation.Element is null || titleEnd > citation.End || titleEnd < citation.Start)
        {
            var italic = note.Of(NotePartKind.Italic).FirstOrDefault(part => part.Start >= titleEnd && part.Start < titleEnd + 40);
            return italic.Element is null ? null : Name(note.TextOf(italic));
        }

        var rest = note.Text[titleEnd..citation.End];
        var end = Math.Min(Start(CiteWords.Archived(), rest), Start(CiteWords.Accessed(), rest));
        var pieces = PieceEnd().Split(Parenthesis().Replace(rest[..end], ""));
        return pieces.Select(static piece => Name(Place().Replace(piece, ""))).FirstOrDefault(static name => name is not null);
    }

    private static int Start(Regex phrase, string text) => phrase.Match(text) is { Success: true } match ? match.Index : text.Length;

    private static string? Name(string piece)
    {
        var name = Unquoted(piece.Trim(' ', '.', ',', ';', ':', '—', '–', '-', '/', '"', '”'));
        var isName = name.Length is > 1 and <= LongestPublisher
            && name.Any(char.IsLetter)
            && CiteDate.FirstIn(name) is null
            && !Detail().IsMatch(name);
        return isName ? name : null;
    }

    // One pair of quotation marks around the whole; "«A» and «B»" keeps its own.
    private static string Unquoted(string text)
    {
        var name = text.Trim();
        var isQuoted = name.Length > 2 && Quotes.Contains((name[0], name[^1])) && name.IndexOf(name[^1], 1) == name.Length - 1;
        return isQuoted ? name[1..^1].Trim() : name;
    }

    [GeneratedRegex("\"(?<title>[^\"]+)\"|“(?<title>[^”]+)”", RegexOptions.NonBacktracking)]
    private static partial Regex QuotedTitle();

    [GeneratedRegex(@" // |[./]? — |\. ", RegexOptions.NonBacktracking)]
    private static partial Regex WorkEnd();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Parenthesis();

    [GeneratedRegex(@"\.(?: |$)| — |//|;| : |,? \d{4}\b", RegexOptions.NonBacktracking)]
    private static partial Regex PieceEnd();

    // "— М.: Наука, 1987": the city comes before the house.
    [GeneratedRegex(@"^[\s—–]*\p{Lu}[\p{L}-]{0,20}\.?(?:, ?\p{Lu}[\p{L}-]{0,20}\.?)?: ", RegexOptions.NonBacktracking)]
    private static partial Regex Place();

    // Volume, issue, pages, identifiers.
    [GeneratedRegex(@"^(?:pp?|vol|no|issue|№|т|с|вып|б|бет|isbn|issn|doi|oclc|pmid|pmc|jstor|s2cid|bibcode|arxiv|via|in)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Detail();
}
