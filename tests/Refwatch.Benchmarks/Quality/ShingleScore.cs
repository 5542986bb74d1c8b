using System.Text.RegularExpressions;

namespace Refwatch.Benchmarks.Quality;

/// <summary>
/// How well a text agrees with the expected one: multisets of 4-word shingles, the metric of scrapinghub's
/// article-extraction-benchmark (its evaluate.py: precision and recall averaged over pages, F1 their harmonic mean).
/// </summary>
internal sealed partial record ShingleScore(double Precision, double Recall)
{
    private const int Words = 4;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static ShingleScore Of(string expected, string actual)
    {
        var wanted = Shingles(expected);
        var found = Shingles(actual);
        double hits = 0;
        foreach (var (shingle, count) in wanted) hits += Math.Min(count, found.GetValueOrDefault(shingle));
        var missed = wanted.Values.Sum() - hits;
        var leaked = found.Values.Sum() - hits;
        return new ShingleScore(Share(hits, leaked, missed), Share(hits, missed, leaked));
    }

    public static ShingleScore Average(IReadOnlyCollection<ShingleScore> scores) =>
        new(scores.Average(static score => score.Precision), scores.Average(static score => score.Recall));

    /// <summary>hits / (hits + errors); both texts empty is full agreement.</summary>
    private static double Share(double hits, double errors, double otherErrors) =>
        errors == 0 && otherErrors == 0 ? 1 : hits == 0 ? 0 : hits / (hits + errors);

    public static Dictionary<string, int> Shingles(string text)
    {
        var words = Word().Matches(text).Select(static match => match.Value).ToArray();
        var shingles = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i <= Math.Max(0, words.Length - Words); i++)
        {
            var shingle = string.Join(' ', words.Skip(i).Take(Words));
            shingles[shingle] = shingles.GetValueOrDefault(shingle) + 1;
        }

        return shingles;
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
