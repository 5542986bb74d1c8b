using System.Collections.Frozen;

namespace Refwatch.Claims;

/// <summary>Reads the small tables of words that the recognisers carry.</summary>
internal static class Lexicon
{
    /// <summary>
    /// A table with a line a meaning: "meaning: word word stem*". A star stands for up to <paramref name="longestEnding"/> more letters,
    /// which is how Russian and Kazakh words inflect.
    /// </summary>
    public static Table Of(string table, int longestEnding = 4)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        var stems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            foreach (var word in line[(colon + 2)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var target = word.EndsWith('*') ? stems : words;
                target[word.TrimEnd('*').Replace('ё', 'е')] = line[..colon];
            }
        }

        return new Table(words.ToFrozenDictionary(StringComparer.Ordinal), stems.ToFrozenDictionary(StringComparer.Ordinal), longestEnding);
    }

    public static FrozenSet<string> Words(string words) =>
        words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words and stems with their meaning.</summary>
    internal sealed class Table(FrozenDictionary<string, string> words, FrozenDictionary<string, string> stems, int longestEnding)
    {
        private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _stems =
            stems.GetAlternateLookup<ReadOnlySpan<char>>();

        /// <summary>The meaning of a token's key; null when the table does not know it.</summary>
        public string? Find(string key)
        {
            if (words.TryGetValue(key, out var meaning))
            {
                return meaning;
            }

            for (var length = key.Length; length >= 2 && length >= key.Length - longestEnding; length--)
            {
                if (_stems.TryGetValue(key.AsSpan(0, length), out meaning))
                {
                    return meaning;
                }
            }

            return null;
        }
    }
}
