using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Refwatch.Citing;

/// <summary>A page's footnotes and the bibliography that short ones point at.</summary>
internal sealed class Footnotes
{
    // What a template puts behind its citation (COinS, a link to a copy) stands among the next few nodes.
    private const int NodesAfterCitation = 8;
    private const int MostShortNotes = 20;

    private readonly Uri _wiki;
    private readonly Dictionary<string, Footnote> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (INode Parent, int Index)> _bibliography = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Source?> _sources = new(StringComparer.Ordinal);

    private Footnotes(Uri wiki) => _wiki = wiki;

    /// <summary>In the order of the page.</summary>
    public List<Footnote> All { get; } = [];

    public static Footnotes Find(IHtmlDocument html, Uri wiki)
    {
        var footnotes = new Footnotes(wiki);
        foreach (var parent in html.GetDescendantsAndSelf())
        {
            var number = 0;
            for (var i = 0; i < parent.ChildNodes.Length; i++)
            {
                if (parent.ChildNodes[i] is not IElement child)
                {
                    continue;
                }

                if (Markup.NoteId(child) is { } noteId)
                {
                    footnotes.Add(new Footnote(noteId, child, ++number));
                }
                else if (child.Id?.StartsWith("CITEREF", StringComparison.Ordinal) == true)
                {
                    footnotes._bibliography.TryAdd(child.Id, (parent, i));
                }
            }
        }

        return footnotes;
    }

    public bool Contains(string noteId) => _byId.ContainsKey(noteId);

    /// <summary>What a footnote cites, by itself and through the bibliography.</summary>
    public Source SourceOf(Footnote footnote)
    {
        var text = NoteText.Read(footnote.Item.ChildNodes);
        var source = SourceReader.Read(text, _wiki);
        Source[] items = [.. text.Of(NotePartKind.ShortNote).Take(MostShortNotes).Select(BibliographyItem).OfType<Source>()];
        return items.Length == 0 ? source : source.CompletedBy(items[0] with { Urls = [.. items.SelectMany(static item => item.Urls).Distinct()] });
    }

    private void Add(Footnote footnote)
    {
        if (_byId.TryAdd(footnote.Id, footnote))
        {
            All.Add(footnote);
        }
    }

    private Source? BibliographyItem(NotePart shortNote)
    {
        var id = Markup.Fragment(shortNote.Element)!;
        if (_sources.TryGetValue(id, out var known) || !_bibliography.TryGetValue(id, out var place))
        {
            return known;
        }

        var nodes = new List<INode> { place.Parent.ChildNodes[place.Index] };
        for (var i = place.Index + 1; i < place.Parent.ChildNodes.Length && nodes.Count <= NodesAfterCitation; i++)
        {
            var next = place.Parent.ChildNodes[i];
            if (next is IElement element && (Markup.HasClass(element, "citation") || Markup.IsBlock(element)))
            {
                break;
            }

            nodes.Add(next);
        }

        return _sources[id] = SourceReader.Read(NoteText.Read(nodes), _wiki);
    }
}

/// <summary>A footnote's list item.</summary>
/// <param name="Id">"cite_note-…".</param>
/// <param name="Item">The list item.</param>
/// <param name="Number">Its position in its own list, from 1, as the list counts.</param>
internal sealed record Footnote(string Id, IElement Item, int Number);
