using System.Globalization;
using System.Text;
using Refwatch.Extracting;

namespace Refwatch.Benchmarks.Quality;

/// <summary>Main-text extraction against hand-made texts and against another extractor's checked output.</summary>
internal static class ExtractionQuality
{
    /// <summary>scrapinghub's article-extraction-benchmark and its later reruns: precision and recall are not published for all.</summary>
    private static readonly (string Name, double F1)[] Published =
    [
        ("rs_trafilatura", 0.970), ("Zyte AutoExtract (commercial, 2019)", 0.970), ("go_trafilatura", 0.960), ("trafilatura", 0.958),
        ("Diffbot (commercial, 2019)", 0.951), ("newspaper4k", 0.949), ("readability.js", 0.947), ("readability-lxml", 0.922), ("all text of body", 0.665),
    ];

    public static string Markdown(int worst, bool withPeers)
    {
        var text = new StringBuilder("## Main text\n\n");
        text.Append("4-word shingles as multisets, precision and recall averaged over pages. The hand-made texts of `articles` have no headlines,\n");
        text.Append("standfirsts or captions; Refwatch keeps standfirsts and captions, since claims stand there. The expected texts of `readability`\n");
        text.Append("are another extractor's output and keep lists of references, which Refwatch drops.\n\n");
        text.Append("| set | extractor | pages | F1 | precision | recall |\n| --- | --- | ---: | ---: | ---: | ---: |\n");
        foreach (var (set, pages) in new[] { ("articles", LabelledPage.Articles()), ("readability", LabelledPage.Readability()) })
        {
            var results = pages.AsParallel().AsOrdered().Select(static page => new Result(page, ContentExtractor.Extract(page.Open()))).ToList();
            text.Append(Row(set, "**Refwatch**", results.ConvertAll(static result => result.Score)));
            text.Append(Row(set, "Refwatch without captions", results.ConvertAll(static result => result.ScoreWithoutCaptions)));
            foreach (var language in results.GroupBy(static result => result.Content.Language?.Split('-')[0] ?? "?").OrderByDescending(static group => group.Count()).Take(6))
            {
                text.Append(Row(set, $"Refwatch, {language.Key}", language.Select(static result => result.Score).ToList()));
            }

            if (withPeers && ReaderView.Extract(pages) is { } views)
            {
                text.Append(Row(set, ReaderView.Name, pages.Zip(views, static (page, view) => ShingleScore.Of(page.Expected, view)).ToList()));
            }

            if (set == "articles") text.Append(string.Concat(Published.Select(static row => string.Create(CultureInfo.InvariantCulture, $"| articles | {row.Name}, published | 181 | {row.F1:F3} | | |\n"))));
            foreach (var result in results.OrderBy(static result => result.Score.F1).Take(worst)) result.Print();
            if (set == "readability") text.Append("\n### Metadata\n\nAgreement with `readability`'s expected metadata, where stated.\n\n").Append(MetadataAgreement.Table(results.ConvertAll(static result => (result.Page, result.Content)), worst > 0));
            foreach (var result in results.Where(static result => result.Content.NotComparable is not null))
            {
                Console.WriteLine($"not comparable: {set} {result.Page.Name} {result.Page.Url}: {result.Content.NotComparable}");
            }
        }

        return text.ToString();
    }

    private static string Row(string set, string extractor, List<ShingleScore> scores)
    {
        var average = ShingleScore.Average(scores);
        return string.Create(CultureInfo.InvariantCulture, $"| {set} | {extractor} | {scores.Count} | {average.F1:F4} | {average.Precision:F4} | {average.Recall:F4} |\n");
    }

    private sealed record Result(LabelledPage Page, PageContent Content)
    {
        public ShingleScore Score { get; } = ShingleScore.Of(Page.Expected, Content.Text);

        public ShingleScore ScoreWithoutCaptions =>
            ShingleScore.Of(Page.Expected, string.Join('\n', Content.Blocks.Where(static block => block.Kind != BlockKind.Caption).Select(static block => block.Text)));

        /// <summary>Prints what was missed and what leaked, a line each.</summary>
        public void Print()
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n=== {Page.Name} F1 {Score.F1:F3} p {Score.Precision:F3} r {Score.Recall:F3} {Page.Url}"));
            PrintLines("-", Page.Expected, Content.Text);
            PrintLines("+", Content.Text, Page.Expected);
        }

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
}
