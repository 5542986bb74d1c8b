namespace Refwatch.Claims;

/// <summary>Finds what stands between quotation marks: “ ”, „ “, « », ‘ ’ and the straight ones.</summary>
internal static class Quotations
{
    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("\"“”„«»‘");

    /// <summary>The inner ranges in order; nested quotations belong to the outer one. One that never closes ends with the text.</summary>
    public static IReadOnlyList<(int Start, int End)> In(string text)
    {
        if (text.AsSpan().IndexOfAny(Marks) < 0)
        {
            return [];
        }

        var ranges = new List<(int, int)>();
        var open = -1;
        var closer = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (open < 0)
            {
                if (Closer(text, i) is { } expected)
                {
                    open = i + 1;
                    closer = expected;
                }
            }
            else if (Closes(text, i, closer))
            {
                ranges.Add((open, i));
                open = -1;
            }
        }

        // Agencies leave a quotation open at the end of a paragraph when it goes on in the next.
        if (open >= 0 && open < text.Length && closer != '’')
        {
            ranges.Add((open, text.Length));
        }

        return ranges;
    }

    private static char? Closer(string text, int i) => text[i] switch
    {
        '“' or '„' => '”',
        '«' => '»',
        '"' when i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]) && (i == 0 || !char.IsLetterOrDigit(text[i - 1])) => '"',
        '‘' when (i == 0 || char.IsWhiteSpace(text[i - 1])) && i + 1 < text.Length && char.IsUpper(text[i + 1]) => '’',
        _ => null,
    };

    private static bool Closes(string text, int i, char closer) => closer switch
    {
        '”' => text[i] is '”' or '"' || text[i] == '“' && i > 0 && !char.IsWhiteSpace(text[i - 1]),
        '’' => text[i] == '’' && (i + 1 == text.Length || !char.IsLetter(text[i + 1])),
        _ => text[i] == closer,
    };
}
