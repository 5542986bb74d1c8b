using System.Text.RegularExpressions;

namespace Refwatch.Extracting;

/// <summary>
/// The sentence or two between headline and body that sum a story up (standfirst, deck, lead, лид). Many pages put it into the
/// article's head, beside the element that holds the body.
/// </summary>
internal static partial class Standfirst
{
    private const int LeastText = 30;
    private const int MostText = 700;
    private const int LeastSame = 50;
    private const int MostBlocks = 3;

    /// <summary>How far above the body it is looked for, in lines that are not cut: byline, date and section stand between.</summary>
    private const int MostLines = 12;

    /// <summary>How many levels above its line the name may stand.</summary>
    private const int MostLevels = 3;

    /// <summary>Cuts what stands between headline and body and is no standfirst.</summary>
    /// <returns>The line where the text begins: the standfirst's, or <paramref name="body"/> when none stands above the body.</returns>
    public static int Find(Outline outline, int body, int end, string title, params ReadOnlySpan<string?> descriptions)
    {
        var (from, headline) = Above(outline, body, title);
        var first = body;
        var found = 0;
        for (var i = from; i < body; i++)
        {
            ref var line = ref outline.Lines[i];
            if (line.IsCut) continue;
            line.IsCut = found >= MostBlocks || !IsStandfirst(outline, i, headline, descriptions) || IsRepeated(outline, i, end);
            if (line.IsCut) continue;
            found++;
            first = Math.Min(first, i);
        }

        return first;
    }

    /// <summary>The first line to look at, and the headline's, -1 where none stands near.</summary>
    private static (int From, int Headline) Above(Outline outline, int body, string title)
    {
        var seen = 0;
        var at = body - 1;
        for (; at >= 0 && seen < MostLines; at--)
        {
            if (Headline.IsShownAt(outline, at, title)) return (at + 1, at);
            if (!outline.Lines[at].IsCut) seen++;
        }

        return (at + 1, -1);
    }

    private static bool IsStandfirst(Outline outline, int at, int headline, ReadOnlySpan<string?> descriptions)
    {
        ref readonly var line = ref outline.Lines[at];
        if (line.Text.Length is < LeastText or > MostText || line.LinkDensity > 0.5) return false;
        if (outline.Elements[line.Owner].Caption > 0) return false;
        foreach (var description in descriptions)
        {
            if (description is not null && IsSame(line.Text, description)) return true;
        }

        if (headline < 0) return false;
        if (IsNamed(outline, line.Owner)) return true;
        return Prose.Of(line) > 0 && !Clock().IsMatch(line.Text) && IsInHead(outline, line.Owner, outline.Lines[headline].Owner);
    }

    /// <summary>Descriptions are cut short, or go on where the standfirst ends.</summary>
    private static bool IsSame(string line, string description)
    {
        var stem = description.AsSpan().TrimEnd(" .…");
        var text = line.AsSpan().TrimEnd(" .…");
        if (stem.Equals(text, StringComparison.OrdinalIgnoreCase)) return true;
        return Math.Min(stem.Length, text.Length) >= LeastSame
            && (stem.StartsWith(text, StringComparison.OrdinalIgnoreCase) || text.StartsWith(stem, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsNamed(Outline outline, int owner)
    {
        var isNamed = false;
        for (var level = 0; owner > 0 && level < MostLevels; level++, owner = outline.Elements[owner].Parent)
        {
            var element = outline.Elements[owner].Element;
            if (element.LocalName == "figure") return false;
            isNamed |= Lexicon.NamesStandfirst(element.ClassName) || Lexicon.NamesStandfirst(element.GetAttribute("itemprop"));
        }

        return isNamed;
    }

    /// <summary>Beside the headline, or in the head that holds it.</summary>
    private static bool IsInHead(Outline outline, int line, int headline)
    {
        var elements = outline.Elements;
        var parent = elements[headline].Parent;
        if (elements[line].Parent == parent) return true;
        for (; parent > 0; parent = elements[parent].Parent)
        {
            if (elements[parent].Tag == Tag.Header) return line > parent && line < elements[parent].End;
        }

        return false;
    }

    private static bool IsRepeated(Outline outline, int at, int end)
    {
        for (var i = at + 1; i < end; i++)
        {
            ref readonly var line = ref outline.Lines[i];
            if (!line.IsCut && line.Text.Equals(outline.Lines[at].Text, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>"04.05.2015 à 13h36", "updated at 9:15": a dateline, however long.</summary>
    [GeneratedRegex(@"(?:^|\D)[0-2]?\d[:h][0-5]\d(?:\D|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Clock();
}
