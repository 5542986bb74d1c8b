namespace Refwatch.Repairing;

/// <summary>What an editor may paste for one reference, or why there is nothing.</summary>
/// <param name="Edits">In the article's wikitext; none when it says so already.</param>
/// <param name="Start">Where the reference begins in it.</param>
/// <param name="Before">The reference as it stands.</param>
/// <param name="Refusal">Why it is left alone.</param>
public sealed record ReferencePatch(IReadOnlyList<TextEdit> Edits, int Start, string Before, string? Refusal)
{
    /// <summary>The reference as it should stand.</summary>
    public string After { get; private init; } = Before;

    public static ReferencePatch Refused(string why) => new([], 0, "", why);

    /// <summary>With those of an article's edits that fall into the reference.</summary>
    public ReferencePatch With(IEnumerable<TextEdit> edits, string source)
    {
        var end = Start + Before.Length;
        var own = edits.Where(edit => edit.Start >= Start && edit.End <= end).Select(edit => new TextEdit(edit.Start - Start, edit.End - Start, edit.Text));
        return Refusal is not null ? this : this with { After = TextEdit.Apply(source[Start..end], own) };
    }
}
