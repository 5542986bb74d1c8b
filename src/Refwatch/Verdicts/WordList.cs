using System.Buffers;

namespace Refwatch.Verdicts;

/// <summary>The words of a text in order, lower case, each with its place, so that a finding can be quoted as it stands.</summary>
internal sealed class WordList
{
    /// <summary>A notice stands at the beginning of a page; what follows this many words is not looked at.</summary>
    private const int MaxWords = 4000;

    /// <summary>They end a sentence without a space behind them: Chinese, Japanese and Arabic ones, and the line's end.</summary>
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("\n。！？؟۔");

    private readonly string _text;
    private readonly List<(string Word, int Start, int End)> _words = [];

    public WordList(string text)
    {
        _text = text;
        for (var i = 0; i < text.Length && _words.Count < MaxWords;)
        {
            if (!IsWordCharacter(text[i]))
            {
                i++;
                continue;
            }

            var start = i++;
            while (i < text.Length && !IsIdeograph(text[start]) && !IsIdeograph(text[i]) && (IsWordCharacter(text[i]) || IsApostrophe(text[i])))
            {
                i++;
            }

            _words.Add((Fold(text[start..i]), start, i));
        }
    }

    /// <summary>Does a sentence, or a line, end after the word?</summary>
    public bool EndsSentence(int index)
    {
        if (index + 1 >= _words.Count)
        {
            return true;
        }

        var between = _text.AsSpan(_words[index].End, _words[index + 1].Start - _words[index].End);
        return between.ContainsAny(SentenceEnds) || (between.ContainsAny('.', '!', '?') && between.Contains(' '));
    }

    /// <summary>The words of an address' path and query.</summary>
    public static WordList Of(Uri url) => new(Uri.UnescapeDataString(url.PathAndQuery).Replace('_', ' '));

    public bool IsIdeograph(int index) => IsIdeograph(this[index][0]);

    public int Count => _words.Count;

    public IEnumerable<string> All => _words.Select(static word => word.Word);

    public string this[int index] => _words[index].Word;

    /// <summary>The text from one word to another (exclusive), as it stands, at most a line long.</summary>
    public string Quote(int from, int to)
    {
        const int longest = 120;
        var (start, end) = (_words[from].Start, _words[to - 1].End);
        return end - start <= longest ? _text[start..end] : string.Concat(_text.AsSpan(start, longest), "…");
    }

    /// <summary>Does the word stand inside quotation marks of its line? What is quoted is reported, not said to the visitor.</summary>
    public bool IsQuoted(int index)
    {
        var start = _words[index].Start;
        var line = start == 0 ? 0 : _text.LastIndexOf('\n', start - 1) + 1;
        var before = _text.AsSpan(line, start - line);
        return before.LastIndexOfAny("“«„") > before.LastIndexOfAny("”»") || before.Count('"') % 2 == 1;
    }

    /// <summary>Lower case; ё as е; without apostrophes ("couldn’t" and "couldn't" are one word).</summary>
    internal static string Fold(string word) =>
        string.Concat(word.ToLowerInvariant().Replace('ё', 'е').Where(static c => !IsApostrophe(c)));

    private static bool IsWordCharacter(char c) => char.IsLetterOrDigit(c);

    /// <summary>Chinese and Japanese have no spaces: a letter is a word.</summary>
    private static bool IsIdeograph(char c) => c is >= '\u3040' and <= '\u30ff' or >= '\u4e00' and <= '\u9fff';

    private static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ';
}
