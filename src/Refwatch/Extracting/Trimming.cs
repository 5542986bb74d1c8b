using System.Runtime.InteropServices;

namespace Refwatch.Extracting;

/// <summary>Cuts what no name gives away, by what its lines say and where they stand.</summary>
internal static class Trimming
{
    private const double MostOpening = 0.2;
    private const double MostOpeningCharacters = 500;
    private const double MostLabelled = 0.3;
    private const int LeastRepeat = 40;
    private const int LeastCopies = 3;

    /// <summary>Before the main element is looked for, so that a counter more or less cannot move it.</summary>
    public static void CutByWords(Outline outline)
    {
        CutLabelledParts(outline, 0, outline.Lines.Length);
        CutFurniture(outline);
    }

    public static void CutByPlace(Outline outline, int from, int to, string title)
    {
        CutThroughTitle(outline, from, to, title);
        CutRepeats(outline, from, to);
        CutLinkLines(outline, from, to);
        CutHeadingsOverNothing(outline, from, to);
    }

    /// <summary>A part that opens with "Related" is what it says, unless it holds much of the text.</summary>
    private static void CutLabelledParts(Outline outline, int from, int to)
    {
        var prose = Boilerplate.ProseSums(outline.Lines);
        var most = MostLabelled * (prose[to] - prose[from]);
        for (var i = from; i < to; i++)
        {
            if (outline.Lines[i].IsCut || !Phrases.IsLinksLabel(outline.Lines[i].Text)) continue;
            var end = i + 1;
            for (var part = outline.Lines[i].Owner; part >= 0; part = outline.Elements[part].Parent)
            {
                var element = outline.Elements[part];
                if (element.FirstLine < i || element.EndLine > to || prose[element.EndLine] - prose[i] > most) break;
                end = Math.Max(end, element.EndLine);
            }

            if (end == i + 1) end = EndOfListAt(outline, end, to, prose, most);
            while (end < to && (outline.Lines[end].IsCut || IsBareLink(outline, end))) end++;
            foreach (ref var line in outline.Lines[i..end]) line.IsCut = true;
            i = end - 1;
        }
    }

    /// <summary>The label may stand over the list instead of in it.</summary>
    private static int EndOfListAt(Outline outline, int line, int to, double[] prose, double most)
    {
        if (line >= to) return line;
        for (var part = outline.Lines[line].Owner; part >= 0; part = outline.Elements[part].Parent)
        {
            var element = outline.Elements[part];
            if (element.FirstLine < line || element.EndLine > to) break;
            if (element.Tag == Tag.List && prose[element.EndLine] - prose[line] <= most) return element.EndLine;
        }

        return line;
    }

    /// <summary>The headline stands in the metadata; what comes before it in the main element is a path, a section or a date.</summary>
    private static void CutThroughTitle(Outline outline, int from, int to, string title)
    {
        var prose = Boilerplate.ProseSums(outline.Lines);
        var most = Math.Min(MostOpening * (prose[to] - prose[from]), MostOpeningCharacters);
        for (var i = from; i < to && prose[i] - prose[from] <= most; i++)
        {
            if (!Headline.IsShownAt(outline, i, title)) continue;
            foreach (ref var line in outline.Lines[from..(i + 1)]) line.IsCut = true;
            return;
        }
    }

    private static void CutFurniture(Outline outline)
    {
        foreach (ref var line in outline.Lines)
        {
            if (line.IsCut || outline.Elements[line.Owner].Row > 0) continue;
            if (Phrases.IsFurniture(line.Text)) line.IsCut = true;
            else if (line.LinkDensity > 0.3 && Phrases.IsPointer(line.Text)) line.IsCut = true;
        }
    }

    /// <summary>Responsive pages and galleries carry the same captions in several boxes: the first stays.</summary>
    private static void CutRepeats(Outline outline, int from, int to)
    {
        var copies = new Dictionary<string, (int Count, int Parent)>(StringComparer.Ordinal);
        for (var i = from; i < to; i++)
        {
            if (!CanRepeat(outline, i)) continue;
            ref var copy = ref CollectionsMarshal.GetValueRefOrAddDefault(copies, outline.Lines[i].Text, out _);
            copy = (copy.Count + 1, outline.Elements[outline.Lines[i].Owner].Parent);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = from; i < to; i++)
        {
            ref var line = ref outline.Lines[i];
            if (!CanRepeat(outline, i) || seen.Add(line.Text)) continue;
            var owner = outline.Elements[line.Owner];
            var (count, parent) = copies[line.Text];
            if (owner.Caption > 0 || (count >= LeastCopies && owner.Parent != parent)) line.IsCut = true;
        }
    }

    private static bool CanRepeat(Outline outline, int at)
    {
        ref readonly var line = ref outline.Lines[at];
        var owner = outline.Elements[line.Owner];
        return !line.IsCut && owner.Row == 0 && owner.Heading == 0 && owner.Item == 0 && line.Text.Length >= LeastRepeat;
    }

    /// <summary>A line that is nothing but a link, without a full stop, is the headline of another page.</summary>
    private static void CutLinkLines(Outline outline, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!IsBareLink(outline, i) || outline.Elements[outline.Lines[i].Owner].Heading > 0) continue;
            var list = ListOf(outline, i);
            if (list < 0) outline.Lines[i].IsCut = true;
            else i = CutListOfLinks(outline, list) - 1;
        }
    }

    private static int ListOf(Outline outline, int line)
    {
        var at = outline.Elements[outline.Lines[line].Owner].Item - 1;
        while (at >= 0 && outline.Elements[at].Tag != Tag.List) at = outline.Elements[at].Parent;
        return at;
    }

    /// <summary>A list whose every item is a link leads elsewhere; one item with words of its own makes it part of the text.</summary>
    private static int CutListOfLinks(Outline outline, int list)
    {
        var element = outline.Elements[list];
        for (var i = element.FirstLine; i < element.EndLine; i++)
        {
            if (!outline.Lines[i].IsCut && outline.Lines[i].LinkDensity < 0.8) return element.EndLine;
        }

        foreach (ref var line in outline.Lines[element.FirstLine..element.EndLine]) line.IsCut = true;
        return element.EndLine;
    }

    private static bool IsBareLink(Outline outline, int at)
    {
        ref readonly var line = ref outline.Lines[at];
        var owner = outline.Elements[line.Owner];
        return !line.IsCut && owner.Row == 0 && owner.Caption == 0 && owner.Quotation == 0
            && line.Text.Length is >= 25 and <= 250
            && line.LinkCharacters >= 0.8 * line.Text.Length
            && line.Text[^1] is not ('.' or ':' or ';' or ',');
    }

    /// <summary>Headings at the end, whose parts were cut or come by script.</summary>
    private static void CutHeadingsOverNothing(Outline outline, int from, int to)
    {
        if (!HasText(outline, from, to)) return;
        var hasText = false;
        for (var i = to - 1; i >= from; i--)
        {
            ref var line = ref outline.Lines[i];
            if (line.IsCut) continue;
            if (outline.Elements[line.Owner].Heading == 0) hasText = true;
            else if (!hasText) line.IsCut = true;
        }
    }

    private static bool HasText(Outline outline, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!outline.Lines[i].IsCut && outline.Elements[outline.Lines[i].Owner].Heading == 0) return true;
        }

        return false;
    }
}
