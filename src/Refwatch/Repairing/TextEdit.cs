using System.Text;

namespace Refwatch.Repairing;

/// <summary>A piece of text put in place of another.</summary>
/// <param name="Start">Where the old piece begins.</param>
/// <param name="End">Behind its last character; <paramref name="Start"/> where nothing is taken out.</param>
/// <param name="Text">The new piece.</param>
public sealed record TextEdit(int Start, int End, string Text)
{
    /// <summary>The source with the edits made, which must not overlap; those at one place are made in their order.</summary>
    public static string Apply(string source, IEnumerable<TextEdit> edits)
    {
        var (edited, done) = (new StringBuilder(source.Length), 0);
        foreach (var edit in edits.OrderBy(static edit => edit.Start).ThenBy(static edit => edit.End))
        {
            edited.Append(source, done, edit.Start - done).Append(edit.Text);
            done = edit.End;
        }

        return edited.Append(source, done, source.Length - done).ToString();
    }
}
