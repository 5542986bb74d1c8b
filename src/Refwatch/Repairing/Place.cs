using Refwatch.Citing;
using Refwatch.Citing.Wikitext;
using Refwatch.Fetching;

namespace Refwatch.Repairing;

/// <summary>Where in a footnote a page is named: in a citation template or by a link.</summary>
internal sealed record Place(WikitextPage Page, CiteTemplate? Cite, ExternalLink? Link)
{
    /// <summary>The first place that names the page; null when none does.</summary>
    public static Place? Of(WikitextPage page, NoteDefinition definition, Uri url) =>
        In(page, definition).FirstOrDefault(place => AddressesOf(place).Contains(PageUrl.Of(url).AbsoluteUri));

    /// <summary>The pages that a footnote names; a copy's address names the page that was copied as well.</summary>
    public static IEnumerable<string> AddressesIn(WikitextPage page, NoteDefinition definition) => In(page, definition).SelectMany(AddressesOf);

    public static bool IsSame(Uri one, Uri other) => PageUrl.Of(one).AbsoluteUri == PageUrl.Of(other).AbsoluteUri;

    public PatchResult Patch(Repair repair, RepairStyle style) =>
        Cite is not null ? TemplatePatch.Of(Page, Cite, repair, style) : new BareLinkPatch(Page, Link!, repair, style).Edits();

    private static IEnumerable<Place> In(WikitextPage page, NoteDefinition definition)
    {
        var cites = WikitextPage.Descendants(definition.Content).OfType<TemplateNode>().Select(template => CiteTemplate.TryRead(page, template)).OfType<CiteTemplate>().ToList();
        var links = WikitextSource.LinksIn(page, definition.Content, cites);
        return cites.Select(cite => new Place(page, cite, Link: null)).Concat(links.Select(link => new Place(page, Cite: null, link)));
    }

    private static IEnumerable<string> AddressesOf(Place place)
    {
        if ((place.Cite?.Url ?? place.Link?.Url) is not { } named)
        {
            return [];
        }

        var original = ArchiveLink.Read(named)?.Original;
        return original is null ? [PageUrl.Of(named).AbsoluteUri] : [PageUrl.Of(named).AbsoluteUri, PageUrl.Of(original).AbsoluteUri];
    }
}
