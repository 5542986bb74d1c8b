using System.Globalization;
using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>Reads the claims of a page.</summary>
public static class ClaimReader
{
    /// <summary>The page's sentences in order, each with its facts. Headings, list items, table rows and captions are split like the rest.</summary>
    public static IReadOnlyList<Claim> Read(PageContent content)
    {
        var context = new ReadingContext(content, new Vocabulary(content));
        return [.. Sentences(content).Select(source => ReadSentence(source, context).Claim)];
    }

    internal static List<SourceSentence> Sentences(PageContent content)
    {
        var sentences = new List<SourceSentence>();
        foreach (var block in content.Blocks)
        {
            var quotations = Quotations.In(block.Text);
            foreach (var range in SentenceSplitter.Split(block.Text))
            {
                var (start, length) = range.GetOffsetAndLength(block.Text.Length);
                sentences.Add(new SourceSentence(block.Text.Substring(start, length), block.Kind, Within(quotations, start, start + length)));
            }
        }

        return sentences;
    }

    internal static ReadClaim ReadSentence(SourceSentence source, ReadingContext context)
    {
        var sentence = context.Parse(source);
        var facts = new List<Fact>();
        var factOfToken = new int[sentence.Tokens.Count];
        Array.Fill(factOfToken, -1);
        for (var i = 0; i < sentence.Tokens.Count;)
        {
            if (FactAt(sentence, i) is not { } found)
            {
                i++;
                continue;
            }

            Array.Fill(factOfToken, facts.Count, i, found.End - i);
            facts.Add(new Fact(found.Type, sentence.Span(i, found.End), found.Value, sentence.Tokens[i].Start));
            i = found.End;
        }

        var stated = facts.Count;
        foreach (var (start, end) in source.Quotations)
        {
            var text = source.Text[start..end];
            var words = Tokenizer.Read(text, sentence.DecimalComma).Where(static token => token.Kind != TokenKind.Mark);
            facts.Add(new Fact(FactType.Quotation, text, string.Join(' ', words.Select(static token => token.Key)), start));
        }

        facts.AddRange(Speakers.In(sentence, source.Quotations, facts.Take(stated)));
        return new ReadClaim(new Claim(source.Text, source.Block, facts), sentence, factOfToken, source.Quotations);
    }

    // The more exact reading goes first: "10 March" is a date before 10 is a number.
    private static Found? FactAt(Sentence sentence, int token) =>
        sentence.Tokens[token].Kind == TokenKind.Mark && sentence.Key(token) is "," or "." or "-" or "\""
            ? null
            : DateFacts.Read(sentence, token)
              ?? QuantityFacts.Read(sentence, token)
              ?? NumberFacts.Read(sentence, token)
              ?? StanceFacts.Read(sentence, token)
              ?? NameFacts.Read(sentence, token);

    private static List<(int Start, int End)> Within(IReadOnlyList<(int Start, int End)> ranges, int start, int end)
    {
        var within = new List<(int, int)>();
        foreach (var range in ranges)
        {
            if (range.Start < end && range.End > start)
            {
                within.Add((Math.Max(range.Start, start) - start, Math.Min(range.End, end) - start));
            }
        }

        return within;
    }
}

/// <summary>A sentence as it stands in the page; quotations are inner ranges of the text.</summary>
internal sealed record SourceSentence(string Text, BlockKind Block, IReadOnlyList<(int Start, int End)> Quotations);

/// <summary>A claim with the tokens that it was read from; <paramref name="FactOfToken"/> holds an index into its facts, or -1.</summary>
internal sealed record ReadClaim(Claim Claim, Sentence Sentence, int[] FactOfToken, IReadOnlyList<(int Start, int End)> Quotations);

/// <summary>What the page as a whole tells about each of its sentences.</summary>
internal sealed class ReadingContext(PageContent page, Vocabulary vocabulary)
{
    private readonly DateOnly? _published =
        page.Published is { Length: >= 10 } published && DateOnly.TryParseExact(published.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;

    private readonly bool _isKazakh = page.Language is { } language
        ? language.StartsWith("kk", StringComparison.Ordinal)
        : page.Blocks.Count > 0 && Script(page.Blocks.Take(20).Select(static block => block.Text)).IsKazakh;

    public Sentence Parse(SourceSentence source)
    {
        var (cyrillic, kazakh) = Script([source.Text]);
        var isKazakh = kazakh || cyrillic && _isKazakh;
        return new Sentence
        {
            Text = source.Text,
            Tokens = Tokenizer.Read(source.Text, cyrillic),
            IsKazakh = isKazakh,
            DecimalComma = cyrillic,
            Published = _published,
            KnownNames = vocabulary.Names,
            IsHeading = source.Block == BlockKind.Heading,
        };
    }

    // A fifth of the letters of Kazakh text are not Russian; a Kazakh name in a Russian sentence brings in fewer than one in twenty.
    private static (bool IsCyrillic, bool IsKazakh) Script(IEnumerable<string> texts)
    {
        int cyrillic = 0, latin = 0, kazakh = 0;
        foreach (var c in texts.SelectMany(static text => text))
        {
            cyrillic += c is >= '\u0400' and <= '\u052F' ? 1 : 0;
            latin += char.IsAsciiLetter(c) ? 1 : 0;
            kazakh += c is 'ә' or 'ғ' or 'қ' or 'ң' or 'ө' or 'ұ' or 'ү' or 'һ' or 'і' or 'Ә' or 'Ғ' or 'Қ' or 'Ң' or 'Ө' or 'Ұ' or 'Ү' or 'Һ' or 'І' ? 1 : 0;
        }

        return (cyrillic > latin, kazakh > 0 && kazakh * 20 >= cyrillic);
    }
}
