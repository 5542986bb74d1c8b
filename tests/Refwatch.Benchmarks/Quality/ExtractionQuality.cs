using System.Globalization;
using System.Text;
using Refwatch.Extracting;

namespace Refwatch.Benchmarks.Quality;

/// <summary>Main-text extraction against hand-made texts and against another extractor's checked output.</summary>
internal static class ExtractionQuality
{
    public static void Worst(int count, string set, Func<int, bool> choose)
    {
        var pages = set == "articles" ? LabelledPage.Articles() : LabelledPage.Readability();
        var results = pages.Where((p, i) => choose(i) && (Environment.GetEnvironmentVariable("ONLY") is not { } only || p.Name == only)).AsParallel().AsOrdered()
            .Select(page => (page, text: ContentExtractor.Extract(page.Open()).Text))
            .Select(result => (result.page, result.text, score: ShingleScore.Of(result.page.Expected, result.text))).ToList();
        if (results.Count == 0) return;
        var average = ShingleScore.Average(results.ConvertAll(static result => result.score));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{set}: {results.Count} pages F1 {average.F1:F4} precision {average.Precision:F4} recall {average.Recall:F4}"));
        if (Environment.GetEnvironmentVariable("DUMP") is { } dump)
        {
            File.AppendAllLines(dump, results.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.page.Name} {r.score.F1:F3} {r.score.Precision:F3} {r.score.Recall:F3}")));
            foreach (var r in results) File.WriteAllText(Path.Combine("/tmp/extracting/out", r.page.Name + ".txt"), r.text);
        }

        foreach (var (page, text, score) in results.OrderBy(static result => result.score.F1).Take(count))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"\n=== {page.Name} F1 {score.F1:F3} p {score.Precision:F3} r {score.Recall:F3} {page.Url}"));
            PrintLines("-", page.Expected, text);
            PrintLines("+", text, page.Expected);
        }
    }

    /// <summary>The lines of one text whose shingles the other mostly lacks.</summary>
    private static void PrintLines(string sign, string text, string other)
    {
        var known = ShingleScore.Shingles(other);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var shingles = ShingleScore.Shingles(line);
            var missing = shingles.Keys.Count(shingle => !known.ContainsKey(shingle) && !other.Contains(shingle, StringComparison.Ordinal));
            if (missing * 2 > shingles.Count) Console.WriteLine($"  {sign} {(line.Length > 220 ? line[..220] + "…" : line)}");
        }
    }
}
