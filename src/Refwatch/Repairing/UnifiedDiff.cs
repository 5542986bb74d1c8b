using System.Text;

namespace Refwatch.Repairing;

/// <summary>Edits as a unified diff, which `patch` and `git apply` take (POSIX.1-2024, diff -u).</summary>
internal static class UnifiedDiff
{
    private const int Context = 1; // an article's lines are paragraphs

    /// <returns>Empty when nothing is changed.</returns>
    public static string Of(string source, IReadOnlyList<TextEdit> edits, string name)
    {
        var lines = Lines(source);
        var diff = new StringBuilder();
        var shift = 0;
        foreach (var hunk in Hunks(lines, edits))
        {
            var (first, last) = (Math.Max(hunk.First - Context, 0), Math.Min(hunk.Last + Context, lines.Count - 1));
            var start = lines[hunk.First].Start;
            var old = source[start..lines[hunk.Last].End];
            var changed = TextEdit.Apply(old, hunk.Edits.Select(edit => new TextEdit(edit.Start - start, edit.End - start, edit.Text)));
            var after = Lines(changed);
            var (oldCount, newCount) = (last - first + 1, last - first + 1 - (hunk.Last - hunk.First + 1) + after.Count);
            diff.Append($"@@ -{first + 1},{oldCount} +{first + 1 + shift},{newCount} @@\n");
            Write(diff, ' ', source, lines[first..hunk.First]);
            Write(diff, '-', source, lines[hunk.First..(hunk.Last + 1)]);
            Write(diff, '+', changed, after);
            Write(diff, ' ', source, lines[(hunk.Last + 1)..(last + 1)]);
            shift += newCount - oldCount;
        }

        return diff.Length == 0 ? "" : $"--- a/{name}\n+++ b/{name}\n{diff}";
    }

    // Edits whose lines, with the context around them, touch are one hunk.
    private static List<Hunk> Hunks(List<(int Start, int End)> lines, IReadOnlyList<TextEdit> edits)
    {
        var hunks = new List<Hunk>();
        var line = 0;
        foreach (var edit in edits.OrderBy(static edit => edit.Start))
        {
            while (line < lines.Count - 1 && lines[line].End <= edit.Start)
            {
                line++;
            }

            var last = line;
            while (last < lines.Count - 1 && lines[last].End < edit.End)
            {
                last++;
            }

            if (hunks.Count > 0 && line <= hunks[^1].Last + (2 * Context))
            {
                hunks[^1].Last = Math.Max(hunks[^1].Last, last);
            }
            else
            {
                hunks.Add(new Hunk(line, last));
            }

            hunks[^1].Edits.Add(edit);
        }

        return hunks;
    }

    /// <summary>Each line with its line feed; the last may have none.</summary>
    private static List<(int Start, int End)> Lines(string text)
    {
        var lines = new List<(int Start, int End)>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var feed ? feed + 1 : text.Length;
            lines.Add((start, end));
            start = end;
        }

        return lines;
    }

    private static void Write(StringBuilder diff, char sign, string text, List<(int Start, int End)> lines)
    {
        foreach (var (start, end) in lines)
        {
            diff.Append(sign).Append(text, start, end - start);
            if (text[end - 1] != '\n')
            {
                diff.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    private sealed class Hunk(int first, int last)
    {
        public int First => first;

        public int Last { get; set; } = last;

        public List<TextEdit> Edits { get; } = [];
    }
}
