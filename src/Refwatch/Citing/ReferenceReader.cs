using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Refwatch.Citing.Wikitext;
using Refwatch.Fetching;

namespace Refwatch.Citing;

/// <summary>Reads an article's references and cited passages from its rendered HTML, in both of MediaWiki's renderings, or from its wikitext.</summary>
public static partial class ReferenceReader
{
    /// <summary>Never throws, whatever the page holds; a page without footnotes has no references.</summary>
    public static ArticleReferences Read(WebDocument document)
    {
        if (WikitextPage.Recognises(document))
        {
            return WikitextReader.Read(document.Url, document.Text!);
        }

        var head = ArticleHead.Read(document);
        return new ArticleReferences
        {
            Article = head.Url,
            Title = head.Title,
            Revision = head.Revision,
            Language = head.Language,
            References = document.Html is { } html ? References(html, head.Url) : [],
        };
    }

    private static List<Reference> References(IHtmlDocument html, Uri article)
    {
        var footnotes = Footnotes.Find(html, article);
        if (footnotes.All.Count == 0)
        {
            return [];
        }

        var uses = footnotes.All.ToDictionary(static note => note.Id, static _ => new FootnoteUse(), StringComparer.Ordinal);
        foreach (var block in BlockReader.Read(html, footnotes.Contains))
        {
            foreach (var (marker, passage) in PassageReader.Read(block))
            {
                uses[marker.NoteId].Add(marker, passage);
            }
        }

        return footnotes.All.ConvertAll(note => Reference(note, uses[note.Id], footnotes.SourceOf(note)));
    }

    private static Reference Reference(Footnote note, FootnoteUse use, Source source) => new()
    {
        Number = note.Number,
        Name = use.Name ?? NameInId(note.Id),
        Label = use.Label ?? "",
        Title = source.Title,
        Publisher = source.Publisher,
        Urls = source.Urls,
        ArchiveUrl = source.ArchiveUrl,
        ArchiveDate = source.ArchiveDate,
        AccessDate = source.AccessDate,
        UrlStatus = source.UrlStatus,
        Passage = use.Passage,
    };

    // "cite_note-NAME-5"; a note without a name is "cite_note-5". Spaces of the name are underscores there.
    private static string? NameInId(string id) => NamedNote().Match(id) is { Success: true } named ? named.Groups["name"].Value : null;

    [GeneratedRegex(@"^cite_note-(?<name>.+)-\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex NamedNote();
}
