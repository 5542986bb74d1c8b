using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using Refwatch.Benchmarks.Quality;
using Refwatch.Extracting;
using Refwatch.Fetching;

namespace Refwatch.Benchmarks.Speed;

/// <summary>Extraction beside AngleSharp's parse of the same decoded string: it may add 1.5 × as much. A run goes through a small, a middling and a large page.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class ExtractionSpeed
{
    private readonly HtmlParser _parser = new();
    private WebDocument _document = null!;

    [Params("ars-1", "bbc-1", "wikipedia-2")]
    public string Page { get; set; } = "";

    [GlobalSetup]
    public void Open() => _document = LabelledPage.Readability().Single(page => page.Name == Page).Open();

    [Benchmark(Baseline = true)]
    public object Parse() => _parser.ParseDocument(_document.Text!);

    [Benchmark]
    public PageContent Extract() => ContentExtractor.Extract(_document);
}
