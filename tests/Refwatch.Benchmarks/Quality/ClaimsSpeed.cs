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

    public static void Write()
    {
        Tell("1,000 words, 5 edits", 1_000, sentences => Edited(sentences, 5));
        foreach (var words in (int[])[8_000, 16_000, 32_000, 64_000, 128_000])
        {
            Tell($"{words:N0} words, 200 edits", words, sentences => Edited(sentences, 200));
            Tell($"{words:N0} words, every sentence edited", words, sentences => Edited(sentences, sentences.Count));
            Tell($"{words:N0} words, reversed", words, static sentences => [.. sentences.AsEnumerable().Reverse()]);
        }
    }

    private static void Tell(string what, int words, Func<List<string>, List<string>> revise)
    {
        var sentences = Sentences(words);
        var before = Page(sentences);
        var after = Page(revise(sentences));
        var changes = 0;
        for (var run = 0; run < Runs && run < 8_000 / words + 2; run++)
        {
            ClaimDiff.Between(before, after);
        }

        var times = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            changes = ClaimDiff.Between(before, after).Claims.Count;
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{what}: {before.Text.Length / 1024} KB, {changes} changes, median {times[Runs / 2]:F1} ms, best {times[0]:F1} ms");
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
