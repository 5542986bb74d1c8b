using System.Net;
using System.Text;

namespace Refwatch.Citing.Wikitext;

/// <summary>Reads the paragraphs, list items, table cells, captions and infobox values that bear footnote markers.</summary>
internal sealed class WikitextBlocks
{
    private readonly WikitextPage _page;
    private readonly WikitextNotes _notes;
    private readonly List<MarkedBlock> _blocks;
    private readonly FoldedText _text = new();
    private readonly List<Marker> _markers = [];
    private readonly StringBuilder _shown = new();
    private readonly InlineText _inline;
    private readonly WikitextLines _lines;
    private readonly List<string> _cells = [];
    private readonly List<Marker> _loneInRow = [];

    private WikitextBlocks(WikitextPage page, WikitextNotes notes, List<MarkedBlock> blocks)
    {
        (_page, _notes, _blocks) = (page, notes, blocks);
        _inline = new InlineText(_shown);
        _lines = new WikitextLines(AppendRaw, EndBlock, EndRow);
    }

    public static IReadOnlyList<MarkedBlock> Read(WikitextPage page, WikitextNotes notes)
    {
        var blocks = new List<MarkedBlock>();
        new WikitextBlocks(page, notes, blocks).ReadWhole(page.Nodes, label: "");
        return blocks;
    }

    private void ReadWhole(IReadOnlyList<WikitextNode> nodes, string label)
    {
        _text.Append(label);
        Walk(nodes);
        EndBlock();
        EndRow();
    }

    private void Walk(IReadOnlyList<WikitextNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node is TextNode)
            {
                _lines.Read(_page.Source.AsSpan(node.Start, node.End - node.Start));
            }
            else if (node is not CommentNode && !WikitextNotes.IsList(node))
            {
                _lines.Interrupt();
                Read(node);
            }
        }
    }

    private void Read(WikitextNode node)
    {
        if (_notes.UsedAt(node) is { Count: > 0 } used)
        {
            _markers.AddRange(used.Select(note => new Marker(note.Id, note.Label, note.Name, _text.Length)));
            return;
        }

        switch (node)
        {
            case LinkNode link when WikiLink.IsFile(_page.Source, link):
                Aside(link.Parts[^1].Nodes, label: "");
                break;
            case LinkNode link when !WikiLink.IsFileOrCategory(_page.Source, link):
                Walk(link.Parts[^1].Nodes);
                break;
            case TemplateNode template:
                Read(template);
                break;
            case OpaqueNode opaque:
                PlainWikitext.AppendOpaque(_shown, _page.Source, opaque);
                Drain();
                break;
        }
    }

    private void Read(TemplateNode template)
    {
        var bearing = template.Parameters.Where(parameter => HoldsMarker(parameter.Value)).ToList();
        if (bearing.Count == 0)
        {
            InlineTemplates.Append(_shown, _page.Source, template);
            Drain();
        }
        else if (InlineTemplates.ShownValue(template) is { } shown)
        {
            Walk(shown.Value);
        }
        else
        {
            // A value of an infobox says little without its label.
            bearing.ForEach(parameter => Aside(parameter.Value, parameter.IsNamed ? parameter.Name.Replace('_', ' ') + ": " : ""));
        }
    }

    private bool HoldsMarker(IReadOnlyList<WikitextNode> nodes) => WikitextPage.Descendants(nodes).Any(node => _notes.UsedAt(node).Count > 0);

    private void Aside(IReadOnlyList<WikitextNode> nodes, string label) => new WikitextBlocks(_page, _notes, _blocks).ReadWhole(nodes, label);

    private void AppendRaw(ReadOnlySpan<char> text)
    {
        // "…in 1975.<ref/>He was": the marker hides the space that is missing.
        if (_markers.Count > 0 && _markers[^1].Offset == _text.Length && _text.Last is '.' or '!' or '?' or '…' && text.Length > 0 && char.IsLetter(text[0]))
        {
            _text.Append(" ");
        }

        _inline.Append(text);
        Drain();
    }

    private void Drain()
    {
        if (_shown.Length > 0)
        {
            _text.Append(WebUtility.HtmlDecode(_shown.ToString()));
            _shown.Clear();
        }
    }

    private void EndBlock()
    {
        var text = _text.ToString().TrimEnd();
        if (_markers.Count > 0)
        {
            if (_lines.IsInTable && !text.Any(char.IsLetterOrDigit))
            {
                _loneInRow.AddRange(_markers);
            }
            else
            {
                _blocks.Add(new MarkedBlock(text, [.. _markers.Select(marker => marker with { Offset = Math.Min(marker.Offset, text.Length) })], IsRow: false));
            }
        }

        if (text.Length > 0 && _lines.IsInTable)
        {
            _cells.Add(text);
        }

        _text.Clear();
        _markers.Clear();
    }

    private void EndRow()
    {
        if (_loneInRow.Count > 0)
        {
            var row = string.Join("; ", _cells);
            _blocks.Add(new MarkedBlock(row, [.. _loneInRow.Select(marker => marker with { Offset = row.Length })], IsRow: true));
        }

        _cells.Clear();
        _loneInRow.Clear();
    }
}
