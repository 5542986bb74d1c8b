using Refwatch.Citing;
using Refwatch.Citing.Wikitext;
using Refwatch.Fetching;

namespace Refwatch.Repairing;

/// <summary>An article's wikitext at hand, in which its references are repaired.</summary>
public sealed class ArticleWikitext
{
    // A footnote that names an address more often is no work of an editor; each place costs a look at all that stands beside it.
    private const int MostPlaces = 20;

    private readonly WikitextPage _page;
    private readonly WikitextNotes _notes;
    private readonly RepairStyle _style;
    private readonly ArticleReferences _checked;
    private readonly string? _refusal;
    private readonly ILookup<string, WikitextNote> _byAddress;

    private ArticleWikitext(ArticleReferences article, string source, string? revision)
    {
        _checked = article;
        _page = WikitextPage.Parse(source);
        _notes = WikitextNotes.Find(_page);
        _style = RepairStyle.Of(_page, article.Language);
        _byAddress = _notes.All.SelectMany(note => note.Definitions.SelectMany(definition => Place.AddressesIn(_page, definition)).Distinct().Select(address => (address, note)))
            .ToLookup(static pair => pair.address, static pair => pair.note);
        _refusal = revision is not null && article.Revision is not null && revision != article.Revision
            ? $"the article changed since revision {article.Revision}: this is {revision}. Check it again first: refwatch check {article.Article.AbsoluteUri}"
            : EditRefusals.OfPage(_page);
    }

    public string Source => _page.Source;

    /// <param name="article">The references as they were checked.</param>
    /// <param name="source">The wikitext.</param>
    /// <param name="revision">The revision that the wikitext is; null when that is not known.</param>
    public static ArticleWikitext Open(ArticleReferences article, string source, string? revision = null) => new(article, source, revision);

    /// <summary>The smallest edit that makes a reference say what the repair says.</summary>
    /// <param name="reference">One of the checked references.</param>
    /// <param name="repair">What it should say.</param>
    public ReferencePatch Patch(Reference reference, Repair repair)
    {
        if (_refusal is not null)
        {
            return ReferencePatch.Refused(_refusal);
        }

        var (note, missing) = Find(reference, repair.Page);
        return note is null ? ReferencePatch.Refused(missing!) : Changed(note, reference, repair) is { } changed ? ReferencePatch.Refused(changed) : Patch(note, repair);
    }

    private ReferencePatch Patch(WikitextNote note, Repair repair)
    {
        // A footnote that is defined twice, or names the page twice, must say the same twice.
        var edits = new List<TextEdit>();
        var places = note.Definitions.SelectMany(definition => Place.Of(_page, definition, repair.Page, MostPlaces + 1).Select(place => (Definition: definition, Place: place))).ToList();
        if (places.Count > MostPlaces)
        {
            return ReferencePatch.Refused("the reference names the address all too often: repair it by hand");
        }

        foreach (var (definition, place) in places)
        {
            var result = EditRefusals.OfNote(_page, definition) is { } refusal ? PatchResult.Refused(refusal) : place.Patch(repair, _style);
            if (result.Refusal is not null)
            {
                return ReferencePatch.Refused(result.Refusal);
            }

            edits.AddRange(result.Edits.Where(edit => Source[edit.Start..edit.End] != edit.Text).Except(edits));
        }

        // Of a work in the bibliography the tag behind it is a part.
        var first = places[0].Definition.Node;
        var end = places.Count == 1 ? edits.Select(static edit => edit.End).Append(first.End).Max() : first.End;
        return new ReferencePatch(edits, first.Start, Source[first.Start..end], Refusal: null).With(edits, Source);
    }

    /// <summary>
    /// The footnote that is the reference, among those that name the page: of its name; else in their order, where as many name it as did; else of
    /// its number. Numbers alone shift by what templates cite without a footnote in the source (Wikidata's in Russian infoboxes).
    /// </summary>
    private (WikitextNote? Note, string? Missing) Find(Reference reference, Uri page)
    {
        var naming = _byAddress[PageUrl.Of(page).AbsoluteUri].ToList();
        var sameName = naming.Find(note => note.Name is not null && note.Name == reference.Name?.Replace('_', ' '))
            ?? naming.Find(note => note.Name is not null && note.Name.Replace(' ', '_') == reference.Name);
        var were = _checked.References.Where(other => other.Urls.Any(url => Place.IsSame(url, page))).ToList();
        var found = sameName ?? (naming.Count == 1 ? naming[0] : naming.Count == were.Count && were.IndexOf(reference) is >= 0 and var order ? naming[order] : naming.Find(note => note.Label == reference.Label));
        return found is not null ? (found, null)
            : naming.Count > 1 ? (null, Since($"several references name this address, and none of them is [{reference.Label}]"))
            : InBibliography(page) is { } work ? (work, null)
            : (null, Missing(page));
    }

    /// <summary>A short note's work: its citation stands in the bibliography, outside of the footnotes.</summary>
    private WikitextNote? InBibliography(Uri page)
    {
        var cites = WikitextPage.Descendants(_page.Nodes).OfType<TemplateNode>().Select(template => CiteTemplate.TryRead(_page, template)).OfType<CiteTemplate>()
            .Where(cite => cite.TakesArchive && cite.Url is { } url && Place.IsSame(url, page)).ToList();
        var work = new WikitextNote("", "", name: null);
        work.Definitions.AddRange(cites.Select(static cite => new NoteDefinition(cite.Node, [cite.Node], cite.Node.Start, cite.Node.End)));
        return cites.Count == 0 ? null : work;
    }

    private string Missing(Uri page)
    {
        var isIdentifier = WikitextPage.Descendants(_page.Nodes).OfType<TemplateNode>()
            .Any(template => CiteTemplate.TryRead(_page, template)?.IdentifierUrl is { } url && Place.IsSame(url, page));
        return isIdentifier ? "a template makes its address of an identifier (DOI, JSTOR …): there is no link to repair"
            : Since(_page.Source.Contains(page.Host, StringComparison.OrdinalIgnoreCase)
                ? "no reference names this address as it did; perhaps a template makes it"
                : "no reference names this address any more");
    }

    private string? Changed(WikitextNote note, Reference reference, Repair repair)
    {
        var now = WikitextSource.Read(_page, note.Definitions[0].Content).ArchiveUrl;
        var isAsChecked = now is null || IsSameCopy(now, reference.ArchiveUrl) || IsSameCopy(now, repair.Memento);
        return isAsChecked ? null : Since($"the reference now links the copy {now!.AbsoluteUri}");
    }

    private static bool IsSameCopy(Uri one, Uri? other) =>
        other is not null && (one.AbsoluteUri == other.AbsoluteUri
            || (ArchiveLink.Read(one) is { Date: { } date, Original: { } original } && ArchiveLink.Read(other) is { } link && link.Date == date && link.Original is { } same && Place.IsSame(original, same)));

    private string Since(string what) => $"the article changed since revision {_checked.Revision ?? "that was checked"}: {what}";
}
