using System.Runtime.InteropServices;
using System.Text;
using AngleSharp.Dom;

namespace Refwatch.Extracting;

/// <summary>
/// A page flattened in document order: its elements, and the lines of text that a reader sees. An element's subtree is a range of
/// elements and a range of lines, so that whatever is asked about a subtree is a difference of two sums.
/// </summary>
internal sealed class Outline
{
    /// <summary>Text beyond this is not read: a page of this size is a data dump, not prose.</summary>
    private const int MostCharacters = 8_000_000;

    private readonly List<OutlineElement> _elements = [];
    private readonly List<Line> _lines = [];
    private readonly StringBuilder _text = new();
    private readonly PageNotes _notes;
    private readonly bool _withHidden;
    private int _characters;
    private int _linkCharacters;
    private int _asideCharacters;
    private int _owner = -1;
    private bool _pendingSpace;
    private int _lineBreaks;

    private Outline(PageNotes notes, bool withHidden)
    {
        _notes = notes;
        _withHidden = withHidden;
    }

    public ReadOnlySpan<OutlineElement> Elements => CollectionsMarshal.AsSpan(_elements);

    public Span<Line> Lines => CollectionsMarshal.AsSpan(_lines);

    /// <param name="root">The element to flatten.</param>
    /// <param name="notes">Takes what the walk meets for the metadata.</param>
    /// <param name="withHidden">Reads what style or attributes hide as well: some pages unhide their text by script.</param>
    public static Outline Of(IElement root, PageNotes notes, bool withHidden)
    {
        var outline = new Outline(notes, withHidden);
        outline.Walk(root);
        return outline;
    }

    /// <summary>Iterative: hostile pages nest a hundred thousand deep.</summary>
    private void Walk(IElement root)
    {
        var open = new Stack<Frame>();
        Enter(root, new Frame(root.ChildNodes, -1, InLink: false, InAside: false), open);
        while (open.TryPop(out var frame))
        {
            if (frame.Next >= frame.Children.Length || _characters >= MostCharacters)
            {
                Leave(frame.Element);
                continue;
            }

            var child = frame.Children[frame.Next];
            open.Push(frame with { Next = frame.Next + 1 });
            if (child is IText text) Append(text.Data, frame);
            else if (child is IElement element) Enter(element, frame, open);
        }

        EndLine();
    }

    private void Enter(IElement element, Frame parent, Stack<Frame> open)
    {
        _notes.Read(element);
        var tag = Tags.Of(element);
        if (tag == Tag.Unseen) return;
        if (tag == Tag.LineBreak)
        {
            BreakLine();
            return;
        }

        var mark = Marks.Of(element, tag);
        if (mark == Mark.SmallPrint) _notes.ReadSmallPrint(element);
        if (mark == Mark.Unseen || (mark == Mark.Hidden && !_withHidden)) return;
        if (Tags.StartsLine(tag)) EndLine();
        var above = parent.Element >= 0 ? _elements[parent.Element] : default;
        var index = _elements.Count;
        _elements.Add(new OutlineElement
        {
            Element = element,
            Parent = parent.Element,
            Tag = tag,
            Mark = mark,
            FirstLine = _lines.Count,
            Heading = tag == Tag.Heading ? index + 1 : above.Heading,
            Item = tag == Tag.ListItem ? index + 1 : tag == Tag.Cell ? 0 : above.Item,
            Quotation = tag == Tag.Quotation ? index + 1 : above.Quotation,
            Caption = tag == Tag.Caption ? index + 1 : above.Caption,
            Row = tag == Tag.Row ? index + 1 : above.Row,
            Table = tag == Tag.Table ? index + 1 : above.Table,
            Cell = tag == Tag.Cell ? index + 1 : above.Cell,
            Article = tag == Tag.Article ? index + 1 : above.Article,
        });
        if (Tags.StartsLine(tag)) _owner = index;
        open.Push(new Frame(element.ChildNodes, index,
            InLink: parent.InLink || tag == Tag.Link,
            InAside: !Tags.StartsLine(tag)
                && (parent.InAside || mark is Mark.SmallPrint or Mark.Clutter or Mark.Frame || tag == Tag.Time)));
    }

    private void Leave(int index)
    {
        ref var element = ref CollectionsMarshal.AsSpan(_elements)[index];
        if (Tags.StartsLine(element.Tag))
        {
            EndLine();
            _owner = element.Parent;
        }

        element.End = _elements.Count;
        element.EndLine = _lines.Count;
    }

    private void Append(string data, Frame frame)
    {
        foreach (var character in data)
        {
            if (char.IsWhiteSpace(character))
            {
                _pendingSpace = true;
                continue;
            }

            if (character is '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF') continue;
            if (_characters >= MostCharacters) return;
            if (_lineBreaks > 1 || (_lineBreaks == 1 && EndsSentence())) EndLine();
            _lineBreaks = 0;
            if (_pendingSpace && _text.Length > 0) _text.Append(' ');
            _pendingSpace = false;
            _text.Append(character);
            _characters++;
            if (frame.InLink) _linkCharacters++;
            if (frame.InAside) _asideCharacters++;
        }
    }

    /// <summary>One br in the midst of a sentence is a soft wrap; after a full stop, or doubled, it ends a paragraph.</summary>
    private void BreakLine()
    {
        _lineBreaks++;
        _pendingSpace = true;
    }

    private bool EndsSentence() => _text.Length > 0 && _text[^1] is '.' or '!' or '?' or ':' or ';' or '…' or '"' or '”' or '»' or '。';

    private void EndLine()
    {
        _pendingSpace = false;
        _lineBreaks = 0;
        if (_text.Length > 0)
        {
            _lines.Add(new Line(_text.ToString(), _linkCharacters, _asideCharacters, Math.Max(_owner, 0)));
            _text.Clear();
        }

        _linkCharacters = 0;
        _asideCharacters = 0;
    }

    private readonly record struct Frame(INodeList Children, int Element, bool InLink, bool InAside)
    {
        public int Next { get; init; }
    }
}

/// <summary>An element of the outline. Indexes of ancestors-or-self are one-based, zero for none.</summary>
internal struct OutlineElement
{
    public IElement Element;
    public int Parent;
    public Tag Tag;
    public Mark Mark;
    public int FirstLine;
    public int EndLine;

    /// <summary>The index after the subtree's last element.</summary>
    public int End;
    public int Heading;
    public int Item;
    public int Quotation;
    public int Caption;
    public int Row;
    public int Table;
    public int Article;
    public int Cell;
}

/// <summary>Text between two breaks, white space folded.</summary>
/// <param name="Text">What a reader sees.</param>
/// <param name="LinkCharacters">How much of it is inside links, without spaces.</param>
/// <param name="AsideCharacters">How much of it is marked as something beside the text: a date, a share button.</param>
/// <param name="Owner">The element that starts the line.</param>
internal record struct Line(string Text, int LinkCharacters, int AsideCharacters, int Owner)
{
    /// <summary>Not part of the main text.</summary>
    public bool IsCut { get; set; }

    public readonly double LinkDensity => (double)LinkCharacters / Math.Max(1, Text.Length);
}
