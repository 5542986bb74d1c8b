using System.Diagnostics;
using System.Text;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Tests.Claims;

namespace Refwatch.Benchmarks.Quality;

/// <summary>How long the difference of two pages takes as they grow: 200 edits, edits in proportion, and every sentence rewritten.</summary>
internal static class ClaimsSpeed
{
    private const int Runs = 25;

    private const string Head = """
        ## Speed of the difference

        Reading and comparing the claims of two pages, both held as main text: the labelled revisions' sentences, each made its own by a
        number. Median of 25 runs on one core of a shared two-core machine. Targets: 1,000 words under 5 ms, 200 KB with 200 scattered
        edits under 100 ms, and never quadratic: where a page is twice as long, the time is about twice as long.

        """ + "\n";

    /// <summary>The curve, and what the targets name.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder(Head);
        text.AppendLine("| words | KB | few or 200 edits | every sentence edited | sentences reversed |");
        text.AppendLine("| ---: | ---: | ---: | ---: | ---: |");
        foreach (var words in (int[])[1_000, 8_000, 16_000, 32_000, 64_000, 128_000])
        {
            var sentences = Sentences(words);
            var edits = words == 1_000 ? 5 : 200;
            var kilobytes = Page(sentences).Text.Length / 1024;
            text.AppendLine($"| {words:N0} | {kilobytes} | {edits}: {Median(sentences, Edited(sentences, edits)):F1} ms | {Median(sentences, Edited(sentences, sentences.Count)):F1} ms | {Median(sentences, [.. sentences.AsEnumerable().Reverse()]):F1} ms |");
        }

        return text.ToString();
    }

    private static double Median(List<string> sentences, List<string> revised)
    {
        var before = Page(sentences);
        var after = Page(revised);
        for (var run = 0; run < Runs && run < 4_000 / sentences.Count + 2; run++)
        {
            ClaimDiff.Between(before, after);
        }

        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            ClaimDiff.Between(before, after);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times[Runs / 2];
    }

    // The labelled revisions' sentences, each made its own by a number that no other has.
    private static List<string> Sentences(int words)
    {
        var revisions = LabelledRevisions.Read();
        var sentences = new List<string>();
        for (int i = 0, count = 0; count < words; i++)
        {
            var text = revisions[i % revisions.Count].Before;
            sentences.Add(i < revisions.Count ? text : $"{text.TrimEnd('.', ' ')}, {i * 7}.");
            count += text.Count(static c => c == ' ') + 1;
        }

        return sentences;
    }

    private static List<string> Edited(List<string> sentences, int edits)
    {
        var edited = sentences.ToList();
        for (var i = 0; i < edits; i++)
        {
            var at = (int)((long)i * edited.Count / edits);
            edited[at] = edited[at].TrimEnd('.', ' ') + " in 1987.";
        }

        return edited;
    }

    private static PageContent Page(List<string> sentences)
    {
        var text = new StringBuilder();
        for (var i = 0; i < sentences.Count; i++)
        {
            text.Append(sentences[i]).Append(i % 3 == 2 ? '\n' : ' ');
        }

        return PageContent.FromPlainText(text.ToString());
    }
}
