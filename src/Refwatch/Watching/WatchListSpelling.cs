namespace Refwatch.Watching;

/// <summary>Guesses which word was meant.</summary>
internal static class WatchListSpelling
{
    /// <summary>"did you mean 'pages'?" when one of the known words is near, else all of them.</summary>
    public static string Suggest(string? word, IEnumerable<string> known)
    {
        var near = word is null or { Length: > 40 } ? null : known.Where(candidate => IsNear(word, candidate)).MinBy(candidate => Distance(word, candidate));
        return near is null ? $"known here: {string.Join(", ", known)}" : $"did you mean '{near}'?";
    }

    private static bool IsNear(string word, string candidate) =>
        Distance(word, candidate) <= (candidate.Length <= 3 ? 1 : Math.Max(2, candidate.Length / 3))
        || (word.Length >= 3 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase))
        || (candidate.Length >= 3 && word.StartsWith(candidate, StringComparison.OrdinalIgnoreCase));

    /// <summary>Edits from one word to the other without regard to case (Levenshtein, 1966).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
