namespace Refwatch.Citing.Wikitext;

/// <summary>One footnote: all the places that use it, and those that define it.</summary>
internal sealed class WikitextNote(string id, string group, string? name)
{
    /// <summary>Its own within the page.</summary>
    public string Id => id;

    /// <summary>The list of notes that it stands in; empty for the references.</summary>
    public string Group => group;

    public string? Name => name;

    /// <summary>Its position in its list, from 1, in the order of first use.</summary>
    public int Number { get; set; }

    public List<NoteDefinition> Definitions { get; } = [];

    /// <summary>As readers see it: "5", "a", "note 2".</summary>
    public string Label => group.Length == 0 ? $"{Number}" : IsLetters ? Letters(Number) : $"{group} {Number}";

    private bool IsLetters => group is "lower-alpha" or "upper-alpha" or "lower-roman" or "efn" or "K";

    private static string Letters(int number) =>
        number <= 26 ? $"{(char)('a' + number - 1)}" : Letters((number - 1) / 26) + Letters(((number - 1) % 26) + 1);
}

/// <summary>A place that says what a footnote holds.</summary>
/// <param name="Node">The tag or template.</param>
/// <param name="Content">What stands in it.</param>
/// <param name="ContentStart">Where the content begins in the source.</param>
/// <param name="ContentEnd">Behind the content's last character.</param>
internal sealed record NoteDefinition(WikitextNode Node, IReadOnlyList<WikitextNode> Content, int ContentStart, int ContentEnd);
