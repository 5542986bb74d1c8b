using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Refwatch.Tests.Mementos;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>The executable against a loopback web with a web archive in it.</summary>
public sealed class MementoTests : IAsyncLifetime
{
    private const string Article = "http://wiki.example/wiki/Ines_Calloway";
    private const string Rewritten = "http://courier.example/2019/calloway";
    private const string Dead = "http://gazette.example/2018/prize";
    private const string Unsaved = "http://statement.example/bar";

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-mementos-").FullName;
    private readonly WaybackEmulation _archive = new("http://web.archive.example");
    private LoopbackProxy _proxy = null!;
    private WaybackEmulation _saver = null!;

    public async Task InitializeAsync()
    {
        _proxy = await LoopbackProxy.StartAsync(AnswerAsync);
        _saver = new WaybackEmulation(_proxy.Address.AbsoluteUri.TrimEnd('/'));
        _saver.Hold(Rewritten, "20200301100000", "");
        _archive.Hold(Rewritten, "20200301100000", Story("Lawyer detained", "Ines Calloway was detained at the harbour on 10 March 2019 by two officers."));
        _archive.Hold(Dead, "20200304100000", Story("Page not found", "Sorry, the page that you are looking for does not exist."), status: 404);
        _archive.Hold(Dead, "20200410100000", Story("The Harbour Prize", "Ines Calloway received the Harbour Prize in 2018, and with it 15,000 crowns."));
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task One_command_says_what_changed_since_the_editor_read_it_and_what_repairs_the_dead_reference()
    {
        var report = Path.Combine(_folder, "report.html");
        var run = await CheckAsync("--report", report);
        Assert.True(run.ExitCode == 1, run.Errors);
        var drift = run.Page(Rewritten).GetProperty("sinceRead")[0];
        Assert.Equal(("2020-03-02", "http://web.archive.example/web/20200301100000/" + Rewritten), (drift.GetProperty("day").GetString(), drift.GetProperty("memento").GetString()));
        Assert.Equal("support changed", drift.GetProperty("changes")[0].GetProperty("citedBy")[0].GetProperty("effect").GetString());
        Assert.Equal("ContentDrift", run.Page(Rewritten).GetProperty("alerts")[0].GetProperty("kind").GetString());

        var candidates = run.Page(Dead).GetProperty("candidates");
        Assert.Equal("http://web.archive.example/web/20200410100000/" + Dead, candidates[0].GetProperty("memento").GetString());
        Assert.Equal(JsonValueKind.Null, candidates[0].GetProperty("refusal").ValueKind);
        Assert.Contains("no memento is held", run.Page(Unsaved).GetProperty("sinceRead")[0].GetProperty("refusal").GetString(), StringComparison.Ordinal);

        var html = await File.ReadAllTextAsync(report);
        Assert.Contains("Changed since 2 March 2020, when an editor read it", html, StringComparison.Ordinal);
        Assert.Contains("Mementos that could repair the reference", html, StringComparison.Ordinal);
        Assert.Contains("no memento is held", html, StringComparison.Ordinal);

        // Again: nothing new to ask, nothing new to tell.
        var asked = _archive.Requests.Count;
        var second = await CheckAsync();
        Assert.Empty(second.Page(Rewritten).GetProperty("alerts").EnumerateArray());
        Assert.Single(second.Page(Rewritten).GetProperty("sinceRead")[0].GetProperty("changes").EnumerateArray());
        Assert.Equal(asked, _archive.Requests.Count);
    }

    [Fact]
    public async Task A_report_has_the_patch_in_every_format_asks_nobody_and_refuses_another_revision()
    {
        await CheckAsync();
        var wikitext = Path.Combine(_folder, "calloway.wiki");
        await File.WriteAllTextAsync(wikitext, Wikitext);
        var asked = _archive.Requests.Count;
        const string Patched = $"|url={Dead} |archive-url=http://web.archive.example/web/20200410100000/{Dead} |archive-date=10 April 2020 |url-status=dead }}}}";
        foreach (var format in (string[])["text", "wikitext", "html", "json", "csv"])
        {
            var run = await ReportAsync("--format", format, "--wikitext", wikitext, "--revision", "77");
            Assert.True(run.ExitCode == 1, run.Errors);
            Assert.Contains(Patched, WebUtility.HtmlDecode(run.Output), StringComparison.Ordinal);
        }

        Assert.Equal(asked, _archive.Requests.Count);
        Assert.Contains("the article changed since revision 77: this is 78", (await ReportAsync("--wikitext", wikitext, "--revision", "78")).Output, StringComparison.Ordinal);
        var references = await Executable.RunAsync(null, "references", wikitext, "--json", "--url", Article);
        Assert.Equal([Unsaved, Rewritten, Dead], references.Lines.Select(static line => line.GetProperty("urls")[0].GetString()));
    }

    [Fact]
    public async Task An_archive_that_is_down_is_one_line()
    {
        _archive.Outage = static () => new ServiceAnswer(503, [("Retry-After", "600")], []);
        var run = await CheckAsync();
        Assert.Equal(3, run.Lines.Count(static line => line.GetProperty("verdict").GetString() == "Live"));
        Assert.Single(run.Errors.Split('\n'), static line => line.Contains("web.archive.example could not be asked", StringComparison.Ordinal) && line.Contains("3 questions wait", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_archive_is_asked_when_none_is_wanted()
    {
        var run = await Executable.RunAsync(_proxy.Address, "check", Article, "--json", "--delay", "0", "--archive", Path.Combine(_folder, "archive"), "--no-timegate");
        Assert.Equal("", run.Errors);
        Assert.Empty(_archive.Requests);
    }

    [Fact]
    public async Task Save_now_lists_without_keys_and_saves_with_them()
    {
        await CheckAsync();
        string[] command = ["save-now", Article, "--archive", Path.Combine(_folder, "archive"), "--delay", "0", "--allow-private-network", "--service", _proxy.Address.AbsoluteUri];
        var list = await Executable.RunAsync(_proxy.Address, [.. command, "--dry-run"]);
        Assert.True(list.ExitCode == 1, list.Errors);
        Assert.Contains($"to save    {Unsaved}", list.Output, StringComparison.Ordinal);
        Assert.Contains("it is not live (Gone)", list.Output, StringComparison.Ordinal);
        Assert.Contains("a memento is held", list.Output, StringComparison.Ordinal);

        var refused = await Executable.RunAsync(_proxy.Address, command);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("IA_ACCESS_KEY_ID", refused.Errors, StringComparison.Ordinal);

        using var process = Executable.Start(_proxy.Address, command, new Dictionary<string, string> { ["IA_ACCESS_KEY_ID"] = "access", ["IA_SECRET_ACCESS_KEY"] = "secret" });
        process.StandardInput.Close();
        var (output, errors) = (await process.StandardOutput.ReadToEndAsync(), await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.Contains($"/web/20260301120000/{Unsaved}", output, StringComparison.Ordinal);
        Assert.Contains("1 of 1 page saved", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", output + errors, StringComparison.Ordinal);
    }

    private Task<Run> ReportAsync(params string[] options) =>
        Executable.RunAsync(_proxy.Address, ["report", Article, "--archive", Path.Combine(_folder, "archive"), "--provisional", .. options]);

    private Task<Run> CheckAsync(params string[] more) => Executable.RunAsync(
        _proxy.Address, ["check", Article, "--json", "--delay", "0", "--archive", Path.Combine(_folder, "archive"), "--timegate", "http://web.archive.example/web/", .. more]);

    private async Task AnswerAsync(HttpContext http)
    {
        var url = LoopbackProxy.UrlOf(http.Request);
        if (url.Host is "web.archive.example" or "127.0.0.1")
        {
            var archive = url.Host == "127.0.0.1" ? _saver : _archive;
            using var reader = new StreamReader(http.Request.Body);
            var fields = http.Request.Headers.ToDictionary(static field => field.Key.ToLowerInvariant(), static field => field.Value.ToString());
            ServiceAnswer said;
            var body = await reader.ReadToEndAsync();
            lock (archive)
            {
                said = archive.Answer(http.Request.Method, url.PathAndQuery, fields, body);
            }

            http.Response.StatusCode = said.Status;
            foreach (var (name, value) in said.Fields)
            {
                http.Response.Headers[name] = value;
            }

            await http.Response.Body.WriteAsync(said.Body);
            return;
        }

        var html = url.AbsoluteUri switch
        {
            Article => Wiki,
            Rewritten => Story("Lawyer detained", "Ines Calloway was detained at the harbour on 10 May 2019 by two officers."),
            Unsaved => Story("A statement", "The bar of Port Ellery stands by Ines Calloway, its member since 2004."),
            _ => null,
        };
        http.Response.StatusCode = html is null ? 404 : 200;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html ?? "<title>Not found</title>");
    }

    private static string Story(string title, string text) => string.Create(CultureInfo.InvariantCulture, $"""
        <!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p>
        <p>The story was carried by several papers of the region, and the council of the port discussed it in two sittings that summer.</p>
        <p>Her colleagues have asked the ministry for an answer, and wait for it still.</p></article></body></html>
        """);

    private static string Note(int number, string url) =>
        $"""<li id="cite_note-{number}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{number}">^</a></b></span> <span class="reference-text"><cite class="citation web cs1"><a class="external text" href="{url}">"A story"</a>. <i>The Paper</i>. Retrieved 2 March 2020.</cite></span></li>""";

    private static string Marker(int number) => $"""<sup id="cite_ref-{number}" class="reference"><a href="#cite_note-{number}">[{number}]</a></sup>""";

    private static string Wikitext => $$$"""
        {{Use dmy dates|date=May 2020}}
        '''Ines Calloway''' is a lawyer in Port Ellery, and has been a member of its bar since 2004.<ref>[{{{Unsaved}}} A story]</ref> Calloway was detained at the harbour on 10 March 2019.<ref name="c">{{cite news |title=A story |url={{{Rewritten}}} }}</ref>
        She received the Harbour Prize in 2018, and 15,000 crowns.<ref>{{cite web |title=A story |url={{{Dead}}} }}</ref>
        """;

    private static string Wiki =>
        $$"""
        <!DOCTYPE html><html class="client-nojs" lang="en"><head><title>Ines Calloway - Encyclopedia</title><meta name="generator" content="MediaWiki 1.43.0">
        <script>RLCONF={"wgRevisionId":77,"wgTitle":"Ines Calloway"};</script></head><body class="mediawiki"><h1 id="firstHeading" class="firstHeading">Ines Calloway</h1>
        <div id="mw-content-text"><div class="mw-parser-output"><p><b>Ines Calloway</b> is a lawyer in Port Ellery, and has been a member of its bar since 2004.{{Marker(3)}}
        Calloway was detained at the harbour on 10 March 2019.{{Marker(1)}} She received the Harbour Prize in 2018, and 15,000 crowns.{{Marker(2)}}</p>
        <ol class="references">{{Note(1, Rewritten)}}{{Note(2, Dead)}}{{Note(3, Unsaved)}}</ol></div></div></body></html>
        """;
}
