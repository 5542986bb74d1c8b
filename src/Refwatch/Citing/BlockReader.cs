using AngleSharp.Dom;

namespace Refwatch.Citing;

/// <summary>Reads the blocks of a page that bear footnote markers, in one walk over its nodes.</summary>
internal sealed class BlockReader
{
    private readonly Func<string, bool> _isNote;
    private readonly FoldedText _text = new();
    private readonly List<Marker> _markers = [];
    private readonly List<MarkedBlock> _blocks = [];
    private readonly Stack<TableRow> _rows = new();
    private int _quotations;

    private BlockReader(Func<string, bool> isNote) => _isNote = isNote;

    /// <param name="root">The page, or a part of it.</param>
    /// <param name="isNote">Whether a fragment identifier is one of the page's notes.</param>
    public static IReadOnlyList<MarkedBlock> Read(INode root, Func<string, bool> isNote)
    {
        var reader = new BlockReader(isNote);
        reader.Walk(root);
        reader.EndBlock();
        return reader._blocks;
    }

    private void Walk(INode root)
    {
        var pending = new Stack<(INode Node, bool Closes)>();
        pending.Push((root, false));
        while (pending.TryPop(out var step))
        {
            if (step.Closes)
            {
                Leave((IElement)step.Node);
            }
            else if (step.Node is IText text)
            {
                AppendText(text.Data);
            }
            else if (step.Node is not IElement element || Enter(element))
            {
                if (step.Node is IElement)
                {
                    pending.Push((step.Node, true));
                }

                for (var i = step.Node.ChildNodes.Length - 1; i >= 0; i--)
                {
                    pending.Push((step.Node.ChildNodes[i], false));
                }
            }
        }
    }

    // Returns whether the children are to be read.
    private bool Enter(IElement element)
    {
        if (Markup.Formula(element) is { } formula)
        {
            AppendText(formula);
            return false;
        }

        if (Markup.IsSuperscript(element))
        {
            AddMarker(element);
            return false;
        }

        if (Markup.IsHidden(element))
        {
            return false;
        }

        if (element.LocalName == "br")
        {
            _text.BreakLine();
        }
        else if (Markup.IsBlock(element))
        {
            EnterBlock(element);
        }

        return true;
    }

    private void EnterBlock(IElement element)
    {
        EndBlock();
        if (element.LocalName == "blockquote")
        {
            _quotations++;
        }
        else if (element.LocalName == "tr")
        {
            _rows.Push(new TableRow(IsOfInfobox(element)));
        }
    }

    private void Leave(IElement element)
    {
        if (!Markup.IsBlock(element))
        {
            return;
        }

        if (element.LocalName == "th" && _rows.TryPeek(out var labelled) && labelled.IsOfInfobox)
        {
            labelled.Label = _text.ToString().Trim();
            labelled.LabelMarkers.AddRange(_markers);
            Clear();
            return;
        }

        if (element.LocalName == "blockquote" && --_quotations == 0)
        {
            EndBlock();
        }

        EndBlock();
        if (element.LocalName == "tr" && _rows.TryPop(out var row))
        {
            EndRow(row);
        }
    }

    // A quotation is one block, so that the marker under it ("— Name[5]") bears the quoted sentences.
    private void EndBlock()
    {
        if (_quotations > 0)
        {
            _text.BreakLine();
            return;
        }

        var text = _text.ToString().TrimEnd();
        if (_markers.Count > 0)
        {
            var block = new MarkedBlock(text, [.. _markers], IsRow: false);
            if (_rows.TryPeek(out var row) && !text.Any(char.IsLetterOrDigit))
            {
                row.Lone.AddRange(_markers);
            }
            else
            {
                _blocks.Add(block);
            }
        }

        if (text.Length > 0 && _rows.TryPeek(out var within))
        {
            within.AddCell(text);
        }

        Clear();
    }

    private void EndRow(TableRow row)
    {
        if (row.LabelMarkers.Count > 0)
        {
            _blocks.Add(new MarkedBlock(row.Label, [.. row.LabelMarkers], IsRow: true));
        }

        if (row.Lone.Count > 0)
        {
            _blocks.Add(new MarkedBlock(row.Text, [.. row.Lone.Select(marker => marker with { Offset = row.Text.Length })], IsRow: true));
        }
    }

    private void AppendText(string text)
    {
        if (_text.Length == 0 && !string.IsNullOrWhiteSpace(text))
        {
            BeginBlock();
        }

        // "…in 1975.[1]He was": the marker hides the space that is missing.
        if (_markers.Count > 0 && _markers[^1].Offset == _text.Length && _text.Last is '.' or '!' or '?' or '…' && text.Length > 0 && char.IsLetter(text[0]))
        {
            _text.Append(" ");
        }

        _text.Append(text);
    }

    // A value of an infobox says little without its label: "Born: 1975".
    private void BeginBlock()
    {
        if (!_rows.TryPeek(out var row) || row.Label.Length == 0)
        {
            return;
        }

        _text.Append(row.Label.TrimEnd(':') + ": ");
        _markers.InsertRange(0, row.LabelMarkers);
        row.LabelMarkers.Clear();
    }

    private void AddMarker(IElement superscript)
    {
        foreach (var link in superscript.GetDescendants().OfType<IElement>())
        {
            if (link.LocalName == "a" && Markup.Fragment(link) is { } noteId && _isNote(noteId))
            {
                var label = superscript.TextContent.Trim(' ', '[', ']', '\u00A0', '\n', '\t');
                _markers.Add(new Marker(noteId, label, TemplateParameters.RefName(superscript), _text.Length));
                return;
            }
        }
    }

    private void Clear()
    {
        _text.Clear();
        _markers.Clear();
    }

    private static bool IsOfInfobox(IElement row)
    {
        var table = row.ParentElement is { LocalName: "tbody" or "thead" or "tfoot" } group ? group.ParentElement : row.ParentElement;
        return table?.ClassName?.Contains("infobox", StringComparison.Ordinal) == true;
    }

    private sealed class TableRow(bool isOfInfobox)
    {
        private readonly List<string> _cells = [];

        public bool IsOfInfobox { get; } = isOfInfobox;

        public string Label { get; set; } = "";

        public List<Marker> LabelMarkers { get; } = [];

        /// <summary>Markers without any text beside them.</summary>
        public List<Marker> Lone { get; } = [];

        public string Text => string.Join("; ", _cells);

        public void AddCell(string text) => _cells.Add(text);
    }
}
