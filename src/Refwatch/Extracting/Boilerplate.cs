namespace Refwatch.Extracting;

/// <summary>Cuts the parts that are named as something else than the main text.</summary>
internal static class Boilerplate
{
    /// <summary>A part that holds more of the page's prose than this is misnamed: it stays.</summary>
    private const double MostClutter = 0.4;

    /// <summary>A short notice may stand over a long footer.</summary>
    private const double MostFrame = 0.7;

    /// <summary>Small print longer than this is text.</summary>
    private const int MostSmallPrint = 300;

    /// <summary>What remains beside the comments is an article when it has at least this much prose.</summary>
    private const double LeastArticle = 200;

    /// <summary>With this much prose beside it, clutter is clutter however long.</summary>
    private const double SolidArticle = 1500;

    public static void Cut(Outline outline, string host)
    {
        var elements = outline.Elements;
        var prose = ProseSums(outline.Lines);
        CutMarked(outline, prose, prose[^1], Mark.Comments, (part, page) => page - part >= LeastArticle);
        CutNestedArticles(outline, prose);
        prose = ProseSums(outline.Lines);
        var kept = prose[^1];
        for (var i = 0; i < elements.Length;)
        {
            ref readonly var element = ref elements[i];
            var part = prose[element.EndLine] - prose[element.FirstLine];
            var isCut = element.Mark switch
            {
                Mark.Clutter => part <= MostClutter * kept || (kept - part >= SolidArticle && !HasHeadline(elements[i..element.End])),
                Mark.Frame => part <= MostClutter * kept || (part <= MostFrame * kept && kept - part >= LeastArticle),
                Mark.SmallPrint => part <= MostClutter * kept && Length(outline, element) <= MostSmallPrint,
                _ => false,
            };
            if (isCut && Tags.StartsLine(element.Tag)) CutLines(outline, element);
            i = isCut ? element.End : i + 1;
        }

        Cards.Cut(outline, host);
        foreach (ref var line in outline.Lines)
        {
            if (line.AsideCharacters > 0.8 * line.Text.Length) line.IsCut = true;
        }
    }

    /// <summary>
    /// "When article elements are nested, the inner ones are articles related to the outer one" (HTML, 4.3.2): comments, other posts.
    /// </summary>
    private static void CutNestedArticles(Outline outline, double[] prose)
    {
        var elements = outline.Elements;
        for (var i = 0; i < elements.Length; i++)
        {
            ref readonly var element = ref elements[i];
            if (element.Tag != Tag.Article || elements[element.Parent].Article is not (> 0 and var outer)) continue;
            if (prose[element.FirstLine] - prose[elements[outer - 1].FirstLine] >= LeastArticle) CutLines(outline, element);
        }
    }

    private static bool HasHeadline(ReadOnlySpan<OutlineElement> part)
    {
        foreach (ref readonly var element in part)
        {
            if (element.Mark == Mark.Body || element.Tag == Tag.Article) return true;
            if (element.Tag == Tag.Heading && element.Element.LocalName == "h1") return true;
        }

        return false;
    }

    /// <summary>Sums of the lines' prose: the prose of lines [from, to) is sums[to] - sums[from].</summary>
    public static double[] ProseSums(ReadOnlySpan<Line> lines)
    {
        var sums = new double[lines.Length + 1];
        for (var i = 0; i < lines.Length; i++) sums[i + 1] = sums[i] + (lines[i].IsCut ? 0 : Prose.Of(lines[i]));
        return sums;
    }

    private static void CutMarked(Outline outline, double[] prose, double page, Mark mark, Func<double, double, bool> believes)
    {
        var elements = outline.Elements;
        for (var i = 0; i < elements.Length;)
        {
            ref readonly var element = ref elements[i];
            var isCut = element.Mark == mark && believes(prose[element.EndLine] - prose[element.FirstLine], page);
            if (isCut) CutLines(outline, element);
            i = isCut ? element.End : i + 1;
        }
    }

    private static int Length(Outline outline, in OutlineElement element)
    {
        var length = 0;
        for (var i = element.FirstLine; i < element.EndLine && length <= MostSmallPrint; i++) length += outline.Lines[i].Text.Length;
        return length;
    }

    private static void CutLines(Outline outline, in OutlineElement element)
    {
        var lines = outline.Lines[element.FirstLine..element.EndLine];
        foreach (ref var line in lines) line.IsCut = true;
    }
}
