using System.Diagnostics;
using System.Globalization;
using System.Text;
using Refwatch.Extracting;
using Refwatch.Fetching;

namespace Refwatch.Benchmarks.Speed;

/// <summary>The biggest hostile pages, once each: time to parse, time and memory to extract.</summary>
internal static class HostilePages
{
    private const string Sentence = "<p>The council met on Tuesday evening and voted by nine to four to keep the bridge open for another year.</p>";

    public static void Run()
    {
        Try("50 MB of paragraphs", string.Concat(Enumerable.Repeat(Sentence, 50_000_000 / Sentence.Length)));
        Try("50 MB of one word", "<p>" + new string('x', 50_000_000));
        Try("100,000-deep nesting", string.Concat(Enumerable.Repeat("<div>", 100_000)) + Sentence);
        Try("100,000-deep inline nesting", string.Concat(Enumerable.Repeat("<span class=share>", 100_000)) + Sentence);
        Try("100,000 attributes of one element", "<div " + string.Concat(Enumerable.Range(0, 100_000).Select(static i => $"a{i}=b ")) + ">" + Sentence);
        Try("a million attributes of 100,000 elements", string.Concat(Enumerable.Range(0, 100_000).Select(static i => $"<b a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9 class='x share-{i}'>w</b>")) + Sentence);
    }

    private static void Try(string name, string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        var watch = Stopwatch.StartNew();
        var document = WebDocument.FromBytes(new Uri("https://news.example/"), bytes);
        var parsing = watch.Elapsed;
        var before = GC.GetTotalAllocatedBytes();
        watch.Restart();
        var content = ContentExtractor.Extract(document);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: parsed in {parsing.TotalSeconds:F2} s, extracted in {watch.Elapsed.TotalSeconds:F2} s, {(GC.GetTotalAllocatedBytes() - before) / 1_000_000.0:F0} MB allocated, {content.Text.Length} characters"));
    }
}
