namespace Refwatch.Extracting;

/// <summary>How much a line of text looks like running prose.</summary>
internal static class Prose
{
    /// <summary>Characters of prose: zero for a label, a menu entry, a list of links.</summary>
    public static double Of(in Line line)
    {
        var text = line.Text;
        var length = line.Text.Length;
        if (IsIdeographic(text)) length *= 4;
        var free = 1 - line.LinkDensity;
        if (free < 0.5) return 0;
        if (length >= 100) return length * free;
        if (length >= 40 && EndsSentence(text)) return length * free;
        return 0;
    }

    public static bool EndsSentence(string text)
    {
        var last = text.Length - 1;
        while (last > 0 && text[last] is '"' or '”' or '»' or '’' or '\'' or ')' or ']') last--;
        return last >= 0 && text[last] is '.' or '!' or '?' or '…' or '。' or '！' or '？' or ':' or ';';
    }

    private static bool IsIdeographic(string text)
    {
        var middle = text[text.Length / 2];
        return middle is >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF';
    }
}
