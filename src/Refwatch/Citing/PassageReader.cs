using Refwatch.Claims;

namespace Refwatch.Citing;

/// <summary>
/// Gives each marker of a block its cited passage: the sentences after the previous marker up to the one that bears it.
/// Sentences are whole. A marker inside a sentence ("In 2019,[1] he left.") vouches for a clause, but a clause alone often
/// lacks subject and verb, so each marker of such a sentence has the whole of it as its direct support, and what follows the
/// previous marker in its sentence lets that sentence count as inherited.
/// </summary>
internal static class PassageReader
{
    // Real paragraphs stay far below both; they keep the result in proportion to the page whatever the page is.
    private const int MostSentences = 50;
    private const int LongestSentence = 2000;

    /// <summary>The block's markers in order, each with its passage.</summary>
    public static IEnumerable<(Marker Marker, IReadOnlyList<PassageSentence> Passage)> Read(MarkedBlock block)
    {
        var sentences = block.IsRow ? [0..block.Text.Length] : Sentences(block.Text);
        var texts = sentences.ConvertAll(range => Readable(block.Text[range]));
        var (previous, previousEnd, seen) = (-1, 0, 0);
        var passage = Array.Empty<PassageSentence>();
        for (var i = 0; i < block.Markers.Count; i++)
        {
            var offset = block.Markers[i].Offset;
            var hasWords = HasWords(block.Text, Math.Max(previousEnd, seen), offset);
            seen = offset; // what was seen to have no words is not looked at again
            if (i == 0 || hasWords)
            {
                var bearer = BearerOf(sentences, offset, previous);
                var first = previous < 0 ? 0 : HasWords(block.Text, previousEnd, sentences[previous].End.Value) ? previous : previous + 1;
                passage = Passage(texts, first, bearer);
                (previous, previousEnd) = (bearer, offset);
            }

            yield return (block.Markers[i], passage);
        }
    }

    private static List<Range> Sentences(string text)
    {
        var sentences = new List<Range>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            foreach (var range in SentenceSplitter.Split(text[start..end]))
            {
                sentences.Add((start + range.Start.Value)..(start + range.End.Value));
            }

            start = end + 1;
        }

        return sentences;
    }

    // The last sentence that begins before the marker: behind its full stop a marker still belongs to it.
    // A marker that opens a block belongs to the sentence that follows.
    private static int BearerOf(List<Range> sentences, int offset, int previous)
    {
        var bearer = Math.Max(previous, 0);
        while (bearer + 1 < sentences.Count && sentences[bearer + 1].Start.Value < offset)
        {
            bearer++;
        }

        return bearer;
    }

    private static PassageSentence[] Passage(List<string> texts, int first, int bearer)
    {
        if (bearer >= texts.Count)
        {
            return [];
        }

        var passage = new List<PassageSentence>();
        for (var i = Math.Max(first, bearer - MostSentences + 1); i < bearer; i++)
        {
            passage.Add(new PassageSentence(texts[i], Support.Inherited));
        }

        passage.Add(new PassageSentence(texts[bearer], Support.Direct));
        return [.. passage.Where(static sentence => sentence.Text.Any(char.IsLetterOrDigit))];
    }

    private static bool HasWords(string text, int start, int end)
    {
        for (var i = start; i < Math.Min(end, text.Length); i++)
        {
            if (char.IsLetterOrDigit(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Readable(string sentence) =>
        sentence.Length <= LongestSentence ? sentence : string.Concat(sentence.AsSpan(0, LongestSentence), "…");
}
