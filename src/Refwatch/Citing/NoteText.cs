using AngleSharp.Dom;

namespace Refwatch.Citing;

/// <summary>A footnote's or bibliography item's text, and where in it its parts stand.</summary>
internal sealed class NoteText
{
    private readonly FoldedText _folded = new();
    private readonly List<NotePart> _parts = [];

    private NoteText()
    {
    }

    public string Text { get; private set; } = "";

    /// <summary>In the order in which they begin.</summary>
    public IReadOnlyList<NotePart> Parts => _parts;

    /// <summary>Whether a template says that the source can no longer be reached.</summary>
    public bool SaysDeadLink { get; private set; }

    public string TextOf(NotePart part) => Text[part.Start..part.End].Trim();

    public IEnumerable<NotePart> Of(NotePartKind kind) => _parts.Where(part => part.Kind == kind);

    /// <summary>Reads elements that stand beside each other; nested footnote lists are left out.</summary>
    public static NoteText Read(IEnumerable<INode> nodes)
    {
        var note = new NoteText();
        note.Walk(nodes);
        note.Text = note._folded.ToString();
        note.SaysDeadLink |= CiteWords.DeadLink().IsMatch(note.Text);
        note._parts.RemoveAll(part => part.End < part.Start);
        return note;
    }

    private void Walk(IEnumerable<INode> nodes)
    {
        var pending = new Stack<(INode? Node, int Closes)>();
        foreach (var node in nodes.Reverse())
        {
            pending.Push((node, -1));
        }

        while (pending.TryPop(out var step))
        {
            if (step.Node is null)
            {
                _parts[step.Closes] = _parts[step.Closes] with { End = _folded.Length };
            }
            else if (step.Node is IText text)
            {
                _folded.Append(text.Data);
            }
            else if (step.Node is IElement element && Enter(element, out var opened))
            {
                if (opened >= 0)
                {
                    pending.Push((null, opened));
                }

                for (var i = element.ChildNodes.Length - 1; i >= 0; i--)
                {
                    pending.Push((element.ChildNodes[i], -1));
                }
            }
        }
    }

    // Returns whether the children belong to the text; `opened` is the part that ends with the element, or -1.
    private bool Enter(IElement element, out int opened)
    {
        opened = -1;
        if (Markup.Formula(element) is { } formula)
        {
            _folded.Append(formula);
            return false;
        }

        if (Markup.HasClass(element, "Z3988"))
        {
            _parts.Add(new NotePart(NotePartKind.Coins, element, _folded.Length, _folded.Length));
            return false;
        }

        if (Markup.IsSuperscript(element) || Markup.NoteId(element) is not null)
        {
            return false;
        }

        if (Markup.IsHidden(element))
        {
            SaysDeadLink |= CiteWords.DeadLink().IsMatch(element.TextContent);
            return false;
        }

        if (element.LocalName == "br" || Markup.IsBlock(element))
        {
            _folded.Append(" ");
        }

        if (KindOf(element) is { } kind)
        {
            opened = _parts.Count;
            _parts.Add(new NotePart(kind, element, _folded.Length, -1));
        }

        return true;
    }

    private static NotePartKind? KindOf(IElement element) =>
        element.LocalName == "a" ? LinkKind(element)
        : Markup.HasClass(element, "citation") ? NotePartKind.Citation
        : Markup.HasClass(element, "reference-accessdate") ? NotePartKind.AccessDate
        : Markup.HasClass(element, "ref-info") ? NotePartKind.LanguageMark
        : element.LocalName is "i" or "em" ? NotePartKind.Italic
        : null;

    private static NotePartKind? LinkKind(IElement link) =>
        Markup.Fragment(link)?.StartsWith("CITEREF", StringComparison.Ordinal) == true ? NotePartKind.ShortNote
        : link.HasAttribute("href") ? NotePartKind.Link
        : null;
}

internal enum NotePartKind
{
    /// <summary>The output of a citation template.</summary>
    Citation,

    /// <summary>COinS metadata: an empty span behind its citation.</summary>
    Coins,

    Link,

    /// <summary>A link to an item of the bibliography: "Smith 2019".</summary>
    ShortNote,

    AccessDate,

    /// <summary>"(англ.)".</summary>
    LanguageMark,

    Italic,
}

/// <summary>A part of a note's text, from <paramref name="Start"/> up to <paramref name="End"/>.</summary>
internal readonly record struct NotePart(NotePartKind Kind, IElement Element, int Start, int End);
