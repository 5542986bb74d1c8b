using System.Text;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Tests.Claims;

namespace Refwatch.Benchmarks.Quality;

/// <summary>How long the difference of two pages takes as they grow: 200 edits, edits in proportion, and every sentence rewritten.</summary>
internal static class ClaimsSpeed
{
    private const string Head = """
        ## Speed of the difference

        Reading and comparing the claims of two pages, both held as main text: the labelled revisions' sentences, each made its own by a
        number. Processor time a run, its garbage collection included, on one core of a two-core machine. Targets: 1,000 words under 5 ms, 200 KB with 200 scattered
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
            text.AppendLine($"| {words:N0} | {kilobytes} | {edits}: {Milliseconds(sentences, Edited(sentences, edits)):F1} ms | {Milliseconds(sentences, Edited(sentences, sentences.Count)):F1} ms | {Milliseconds(sentences, [.. sentences.AsEnumerable().Reverse()]):F1} ms |");
        }

        return text.ToString();
    }

    // Processor time, not the clock's: other processes then lengthen no run.
    private static double Milliseconds(List<string> sentences, List<string> revised)
    {
        var before = Page(sentences);
        var after = Page(revised);
        var runs = Math.Clamp(20_000 / sentences.Count, 4, 100);
        for (var run = 0; run < runs; run++)
        {
            ClaimDiff.Between(before, after);
        }

        var start = Environment.CpuUsage.TotalTime;
        for (var run = 0; run < runs; run++)
        {
            ClaimDiff.Between(before, after);
        }

        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / runs;
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
