using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>The words of one or two pages: evidence of what is a name and of what is a word at all.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lowered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Vocabulary(params ReadOnlySpan<PageContent> pages)
    {
        _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var capitalised = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            foreach (var block in page.Blocks)
            {
                Add(block.Text, block.Kind == BlockKind.Heading, capitalised);
            }
        }

        foreach (var word in capitalised)
        {
            if (!_lowered.Contains(word.ToLowerInvariant()))
            {
                _names.Add(Romanization.Of(word.ToLowerInvariant().Replace('ё', 'е')));
            }
        }
    }

    /// <summary>Romanised words that are written with a capital letter within sentences, and never without.</summary>
    public IReadOnlySet<string> Names => _names;

    /// <summary>How often the pages have this word, in any case.</summary>
    public int Count(string word) => _counts.GetValueOrDefault(word);

    /// <summary>Whether the pages have this word with a small letter.</summary>
    public bool IsCommon(string word) => _lowered.Contains(word);

    private void Add(string text, bool isHeading, HashSet<string> capitalised)
    {
        var lowerLookup = _lowered.GetAlternateLookup<ReadOnlySpan<char>>();
        var capitalLookup = capitalised.GetAlternateLookup<ReadOnlySpan<char>>();
        var before = '.';
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]))
            {
                before = char.IsWhiteSpace(text[i]) ? before : text[i];
                continue;
            }

            var start = i;
            while (i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]))
            {
                i++;
            }

            var word = text.AsSpan(start, i + 1 - start);
            _lookup.TryGetValue(word, out var count);
            _lookup[word] = count + 1;
            if (char.IsLower(word[0]))
            {
                lowerLookup.Add(word);
            }
            else if (!isHeading && word.Length > 1 && (char.IsLetterOrDigit(before) || before == ','))
            {
                capitalLookup.Add(word);
            }

            before = 'x';
        }
    }
}
