namespace Refwatch.Citing;

/// <summary>Reads the source that a footnote's text names: its addresses, its archived copy, its title and dates.</summary>
internal static class SourceReader
{
    // A date stands within a few words of the phrase that announces it ("from the original (PDF) on 9 November 2011").
    private const int DateDistance = 80;

    public static Source Read(NoteText note, Uri wiki)
    {
        var links = CitedLink.In(note, wiki);
        var archive = links.Find(static link => link.Archive is not null);
        var title = CiteTitle.Read(note, links);
        return new Source
        {
            Title = title.Title,
            Publisher = title.Publisher,
            Urls = Urls(note, links),
            ArchiveUrl = archive?.Url,
            ArchiveDate = archive is null ? null : ArchiveDate(note, archive),
            AccessDate = AccessDate(note),
            UrlStatus = TemplateParameters.UrlStatus(note) ?? ShownStatus(note, links, archive),
        };
    }

    // The cited pages in order. A copy stands for its original where the note has no other address of it;
    // an identifier's link stands for the source where the note has no address at all.
    private static Uri[] Urls(NoteText note, List<CitedLink> links)
    {
        var urls = new List<Uri>();
        foreach (var link in links)
        {
            if (link.IsSource)
            {
                urls.Add(link.Url);
            }
            else if (link.Archive is { Original: { } original } && !HasAddress(note, links, link))
            {
                urls.Add(original);
            }
        }

        if (urls.Count == 0 && links.MinBy(static link => link.IdentifierRank ?? int.MaxValue) is { IdentifierRank: not null } identifier)
        {
            urls.Add(identifier.Url);
        }

        return [.. urls.DistinctBy(static url => url.AbsoluteUri)];
    }

    // A template's copy belongs to the template's address, whatever both look like: editors replace addresses and keep the
    // copy. A copy with a title of its own in free text is a source of its own; one that says "Archived" is its neighbour's.
    private static bool HasAddress(NoteText note, List<CitedLink> links, CitedLink copy)
    {
        foreach (var citation in note.Of(NotePartKind.Citation))
        {
            if (citation.Start <= copy.Start && copy.End <= citation.End)
            {
                return links.Exists(link => link.IsSource && link.Start >= citation.Start && link.End <= citation.End);
            }
        }

        return CiteWords.SaysArchived(copy.Text) && links.Exists(static link => link.IsSource);
    }

    private static string? ArchiveDate(NoteText note, CitedLink archive)
    {
        var phrase = CiteWords.Archived().Match(note.Text, archive.Start);
        var shown = phrase.Success ? DateAfter(note.Text, phrase.Index + phrase.Length) : null;
        return shown ?? archive.Archive!.Value.Date;
    }

    private static string? AccessDate(NoteText note)
    {
        var part = note.Of(NotePartKind.AccessDate).FirstOrDefault();
        if (part.Element is not null && CiteDate.FirstIn(note.TextOf(part)) is { } marked)
        {
            return marked;
        }

        var phrase = CiteWords.Accessed().Match(note.Text);
        return phrase.Success ? DateAfter(note.Text, phrase.Index + phrase.Length) ?? DateBefore(note.Text, phrase.Index) : null;
    }

    private static string? DateAfter(string text, int start) => CiteDate.FirstIn(text[start..Math.Min(text.Length, start + DateDistance)]);

    // Kazakh puts the date before the verb: "2022 ж. 12 ақпанда тексерілді".
    private static string? DateBefore(string text, int end) => CiteDate.FirstIn(text[Math.Max(0, end - 30)..end]);

    // CS1 leads the title to the copy of a dead page and to the page itself while it lives; of an unfit or usurped one
    // it shows "the original" without a link.
    private static string? ShownStatus(NoteText note, List<CitedLink> links, CitedLink? archive)
    {
        if (note.SaysDeadLink)
        {
            return "dead";
        }

        if (archive is null)
        {
            return null;
        }

        if (CiteWords.SaysArchived(archive.Text))
        {
            return links.Exists(link => link.IsSource && link.Start < archive.Start) ? "live" : null;
        }

        if (links.Exists(link => link.Start > archive.Start && link.IsSource && CiteWords.SaysOriginal(link.Text)))
        {
            return "dead";
        }

        var isTemplate = note.Of(NotePartKind.Citation).Any(part => part.Element.LocalName == "cite");
        return isTemplate && CiteWords.Original().IsMatch(note.Text, archive.End) ? "unfit" : null;
    }
}
