using System.Net;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch.Tests.Mementos;

/// <summary>The pipeline with an article, a page that it cites, and a web archive.</summary>
public sealed class ArchiveHouse : IDisposable
{
    public const string Article = "http://en.wiki.example/wiki/Tomas_Brandt";
    public const string Page = "http://courier.example/news/brandt-detained";
    public const string Service = "web.archive.org";

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-test-").FullName;

    public ArchiveHouse(params string[] timeGates)
    {
        Captures = new DirectoryBlobStore(Path.Combine(_folder, "captures"));
        State = new DirectoryBlobStore(Path.Combine(_folder, "state"));
        Settings = new PipelineSettings { Mementos = new MementoSettings { TimeGates = timeGates.Length > 0 ? [.. timeGates.Select(static gate => new Uri(gate))] : [new Uri(Wayback.TimeGate)] } };
        Pipeline = NewPipeline(State);
        Serve(Service, Wayback);
        PutArticle(Cite("3 May 2019"));
        PutPage("10 March 2019");
    }

    public PipelineSettings Settings { get; }

    public IBlobStore Captures { get; }

    public IBlobStore State { get; }

    public FakeWeb Web { get; } = new();

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public WaybackEmulation Wayback { get; } = new($"http://{Service}");

    public Pipeline Pipeline { get; }

    public Pipeline NewPipeline(IBlobStore state) => new(Captures, state, Settings, Clock, Web);

    public Task<CheckResult> CheckAsync(Pipeline? pipeline = null) => CheckAsync(Article, pipeline);

    public Task<CheckResult> CheckAsync(string article, Pipeline? pipeline = null) => (pipeline ?? Pipeline).NewCheckRun().RunAsync(
        [new Demand(new Uri(article), new Subscription { Source = "list:test", Role = PageRole.Article, Lists = ["test"] })], new Ignored(), CancellationToken.None);

    /// <summary>Checks the article and what it cites; the cited page's outcome.</summary>
    public async Task<PageOutcome> CheckPageAsync() => (await CheckAsync()).Pages.Single(static page => page.Url.AbsoluteUri == Page);

    public async Task<PageState> RowAsync() => (await OpenLedger.PeekAsync(State, "courier.example", CancellationToken.None))!.Pages[Page];

    public Task<Ledger?> ServiceLedgerAsync() => OpenLedger.PeekAsync(State, Service, CancellationToken.None);

    public void PutPage(string date) => Web.Put(Page, PageHtml(date));

    public static string PageHtml(string date) => Html(
        "Brandt detained",
        $"Tomas Brandt was detained in Port Ellery on {date} on suspicion of fraud.",
        "His lawyer said that the search of his office had lasted six hours and that nothing had been found.",
        "The port handles grain for the whole of the region, and its workers have been on strike since the search became known.");

    public void PutArticle(params string[] notes) => PutArticleAt(Article, notes);

    public void PutArticleAt(string url, params string[] notes) => Web.Put(url, ArticleHtml(notes));

    /// <summary>A footnote for the page.</summary>
    public static string Cite(string? accessDate, string? archiveUrl = null, string? archiveDate = null)
    {
        var archived = archiveUrl is null ? "" : $""" <a class="external text" href="{archiveUrl}">Archived</a> from the original on {archiveDate}.""";
        var retrieved = accessDate is null ? "" : $" Retrieved {accessDate}.";
        return $"""<cite class="citation web cs1"><a class="external text" href="{Page}">"Brandt detained"</a>. <i>The Courier</i>.{archived}{retrieved}</cite>""";
    }

    public static string Html(string title, params string[] paragraphs) =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>
        {string.Concat(paragraphs.Select(static text => $"<p>{text} The story was carried by several papers of the region in the following days.</p>"))}
        </article></body></html>
        """;

    public void Dispose()
    {
        Pipeline.Dispose();
        Web.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string ArticleHtml(string[] notes)
    {
        var markers = string.Concat(notes.Select(static (_, i) => $"""<sup id="cite_ref-{i + 1}" class="reference"><a href="#cite_note-{i + 1}">[{i + 1}]</a></sup>"""));
        var list = string.Concat(notes.Select(static (note, i) =>
            $"""<li id="cite_note-{i + 1}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{i + 1}">^</a></b></span> <span class="reference-text">{note}</span></li>"""));
        return $$"""
            <!DOCTYPE html><html class="client-nojs" lang="en"><head><title>Tomas Brandt - Encyclopedia</title>
            <meta name="generator" content="MediaWiki 1.43.0"><script>RLCONF={"wgRevisionId":4711,"wgTitle":"Tomas Brandt"};</script></head>
            <body class="mediawiki"><h1 id="firstHeading" class="firstHeading">Tomas Brandt</h1><div id="mw-content-text"><div class="mw-parser-output">
            <p><b>Tomas Brandt</b> is a writer and pilot. He was detained in Port Ellery on 10 March 2019.{{markers}}</p>
            <ol class="references">{{list}}</ol></div></div></body></html>
            """;
    }

    public void Serve(string host, WaybackEmulation archive) => Web.Serve(host, request => Answer(archive, request));

    public static HttpResponseMessage Answer(WaybackEmulation archive, HttpRequestMessage request)
    {
        var fields = request.Headers.NonValidated.ToDictionary(static field => field.Key.ToLowerInvariant(), static field => field.Value.ToString());
        var said = archive.Answer(request.Method.Method, request.RequestUri!.PathAndQuery, fields, request.Content?.ReadAsStringAsync().Result ?? "");
        var response = new HttpResponseMessage((HttpStatusCode)said.Status) { Content = new ByteArrayContent(said.Body) };
        foreach (var (name, value) in said.Fields)
        {
            _ = response.Headers.TryAddWithoutValidation(name, value) || response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private sealed class Ignored : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value)
        {
        }
    }
}
