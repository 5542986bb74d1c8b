namespace Refwatch.Citing.Wikitext;

/// <summary>Reads an article's references and cited passages from its wikitext, as <see cref="ReferenceReader"/> does from its rendered HTML.</summary>
internal static class WikitextReader
{
    private const int MostShortNotes = 20;

    /// <param name="article">The article's address; its host tells the language.</param>
    /// <param name="source">The wikitext.</param>
    public static ArticleReferences Read(Uri article, string source)
    {
        var page = WikitextPage.Parse(source);
        var notes = WikitextNotes.Find(page);
        return new ArticleReferences
        {
            Article = article,
            Language = LanguageOf(article),
            References = References(page, notes),
        };
    }

    /// <summary>The notes as references, in the notes' order.</summary>
    public static IReadOnlyList<Reference> References(WikitextPage page, WikitextNotes notes)
    {
        var uses = notes.All.ToDictionary(static note => note.Id, static _ => new FootnoteUse(), StringComparer.Ordinal);
        foreach (var block in WikitextBlocks.Read(page, notes))
        {
            foreach (var (marker, passage) in PassageReader.Read(block))
            {
                uses[marker.NoteId].Add(marker, passage);
            }
        }

        var bibliography = Bibliography.Find(page);
        return [.. notes.All.Select(note => Reference(note, uses[note.Id], SourceOf(page, note, bibliography)))];
    }

    private static Source SourceOf(WikitextPage page, WikitextNote note, Bibliography bibliography)
    {
        if (note.Definitions.FirstOrDefault() is not { } definition)
        {
            return new Source();
        }

        var source = WikitextSource.Read(page, definition.Content);
        Source[] items = [.. bibliography.ItemsOf(definition.Content).Take(MostShortNotes)];
        return items.Length == 0 ? source : source.CompletedBy(items[0] with { Urls = [.. items.SelectMany(static item => item.Urls).Distinct()] });
    }

    private static Reference Reference(WikitextNote note, FootnoteUse use, Source source) => new()
    {
        Number = note.Number,
        Name = note.Name,
        Label = note.Label,
        Title = source.Title,
        Publisher = source.Publisher,
        Urls = source.Urls,
        ArchiveUrl = source.ArchiveUrl,
        ArchiveDate = source.ArchiveDate,
        AccessDate = source.AccessDate,
        UrlStatus = source.UrlStatus,
        Passage = use.Passage,
    };

    private static string? LanguageOf(Uri article) =>
        article.Host.EndsWith(".wikipedia.org", StringComparison.OrdinalIgnoreCase) ? article.Host[..article.Host.IndexOf('.', StringComparison.Ordinal)] : null;
}
