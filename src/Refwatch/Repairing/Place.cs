using Refwatch.Citing;
using Refwatch.Citing.Wikitext;
using Refwatch.Fetching;

namespace Refwatch.Repairing;

/// <summary>Where in a footnote a page is named: in a citation template or by a link.</summary>
internal sealed record Place(WikitextPage Page, CiteTemplate? Cite, ExternalLink? Link)
{
    /// <summary>The template that the link stands in; null when it stands in the footnote itself.</summary>
    public TemplateNode? Wrapper { get; init; }

    /// <summary>The places that name the page, in their order; what an unknown template repeats of a link beside it is none.</summary>
    /// <param name="page">The article.</param>
    /// <param name="definition">The footnote.</param>
    /// <param name="url">The page's address.</param>
    /// <param name="most">No more are looked for.</param>
    public static IReadOnlyList<Place> Of(WikitextPage page, NoteDefinition definition, Uri url, int most)
    {
        var address = PageUrl.Of(url).AbsoluteUri;
        var naming = In(page, definition).Where(place => AddressesOf(place).Contains(address)).Take(most).Select(place => place with
        {
            Wrapper = place.Link is { } link ? definition.Content.OfType<TemplateNode>().FirstOrDefault(template => template.Start < link.Start && link.End < template.End) : null,
        }).ToList();
        return naming.Exists(static place => place.IsKnown) ? naming.FindAll(static place => place.IsKnown) : naming;
    }

    /// <summary>The pages that a footnote names; a copy's address names the page that was copied as well.</summary>
    public static IEnumerable<string> AddressesIn(WikitextPage page, NoteDefinition definition) => In(page, definition).SelectMany(AddressesOf);

    public static bool IsSame(Uri one, Uri other) => PageUrl.Of(one).AbsoluteUri == PageUrl.Of(other).AbsoluteUri;

    public PatchResult Patch(Repair repair, RepairStyle style) =>
        Cite is not null ? TemplatePatch.Of(Page, Cite, repair, style)
        : !IsKnown ? PatchResult.Refused($"the template {{{{{Wrapper!.Name}}}}} names it, whose parameters are not known here: repair it by hand")
        : new BareLinkPatch(Page, Link!, repair, style).Edits();

    private bool IsKnown => Wrapper is null or { Name: "usurped" or "unfit" };

    private static IEnumerable<Place> In(WikitextPage page, NoteDefinition definition)
    {
        var cites = WikitextPage.Descendants(definition.Content).OfType<TemplateNode>().Select(template => CiteTemplate.TryRead(page, template)).OfType<CiteTemplate>().ToList();
        var links = WikitextSource.LinksIn(page, definition.Content, cites);
        return cites.Select(cite => new Place(page, cite, Link: null)).Concat(links.Select(link => new Place(page, Cite: null, link)));
    }

    private static IEnumerable<string> AddressesOf(Place place)
    {
        var named = new[] { place.Cite?.Url, place.Cite?.ChapterUrl, place.Link?.Url }.OfType<Uri>();
        return named.SelectMany(static url => new[] { url, ArchiveLink.Read(url)?.Original }).OfType<Uri>().Select(static url => PageUrl.Of(url).AbsoluteUri);
    }
}
