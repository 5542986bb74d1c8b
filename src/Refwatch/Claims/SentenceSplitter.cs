namespace Refwatch.Claims;

/// <summary>Splits running text of one block into sentences, in English, Russian and Kazakh.</summary>
public static class SentenceSplitter
{
    /// <summary>The sentences as ranges of <paramref name="text"/>, in order, without the white space around them.</summary>
    public static IReadOnlyList<Range> Split(string text)
    {
        var sentences = new List<Range>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '.' or '!' or '?' && (i + 1 == text.Length || text[i + 1] == ' '))
            {
                sentences.Add(start..(i + 1));
                start = Math.Min(i + 2, text.Length);
                i++;
            }
        }

        if (start < text.Length)
        {
            sentences.Add(start..text.Length);
        }

        return sentences;
    }
}
