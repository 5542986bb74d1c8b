using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Refwatch.EndToEnd.Storage;
using Refwatch.Tests;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>The executable from outside: what it prints, what it stores, how it ends.</summary>
public sealed class CommandLineTests : IAsyncLifetime
{
    private const string Article = "http://wiki.example/wiki/Ines_Calloway";
    private const string Source = "http://courier.example/2019/calloway";
    private const string Plain = "http://statement.example/calloway";

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-cli-").FullName;
    private readonly ConcurrentDictionary<string, string> _web = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _hooked = [];
    private LoopbackProxy _proxy = null!;

    private string Archive => Path.Combine(_folder, "archive");

    public async Task InitializeAsync()
    {
        _proxy = await LoopbackProxy.StartAsync(AnswerAsync);
        _web[Article] = Wiki;
        _web[Source] = Story("10 March 2019");
        _web[Plain] = Story("4 June 2020");
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_demo_shows_exactly_the_alerts_that_a_maintainer_should_get()
    {
        var run = await Executable.RunAsync(proxy: null, "demo", "--archive", Archive, "--report", Path.Combine(_folder, "demo.html"));
        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain("could not be asked", run.Errors, StringComparison.Ordinal);
        var alerts = Regex.Matches(run.Output, @"^\[Refwatch\] (.*)$", RegexOptions.Multiline).Select(static match => match.Groups[1].Value.Trim()).Order(StringComparer.Ordinal).ToArray();
        Assert.Collection(
            alerts,
            static gone => Assert.Contains("Gone, seen 4 times", gone, StringComparison.Ordinal),
            static read => Assert.Contains("“250,000 tenge” is now “350,000 tenge”; a cited sentence rests on it, since an editor read it on 2024-07-23", read, StringComparison.Ordinal),
            static drift => Assert.Contains("“10 March 2019” is now “10 May 2019”", drift, StringComparison.Ordinal),
            static soft => Assert.Contains("Soft404, seen 4 times", soft, StringComparison.Ordinal));
        Assert.Contains("was taken from his flat and driven to the regional centre", run.Output, StringComparison.Ordinal);
        Assert.Contains("10 марта 2019 года Кольсары был задержан", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', run.Output);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(Path.Combine(_folder, "demo.html")), StringComparison.OrdinalIgnoreCase);

        // What it names to look further works, without the demo's web.
        var next = Regex.Match(run.Output, "^refwatch (diff .*)$", RegexOptions.Multiline).Groups[1].Value.Trim().Split(' ');
        var diff = await Executable.RunAsync(proxy: null, [.. next, "--json"]);
        Assert.Equal(1, diff.ExitCode);
        Assert.Equal("Factual", JsonDocument.Parse(diff.Output).RootElement[0].GetProperty("kind").GetString());
    }

    [Fact]
    public Task Check_in_a_directory() => CheckTwiceAsync(Archive);

    [AzuriteFact]
    public async Task Check_in_blob_storage()
    {
        // Containers have fixed names: the hosts are this test's own.
        await CheckTwiceAsync(Azurite.ConnectionString);
        var shown = await Executable.RunAsync(_proxy.Address, "check", Source, "--archive", Azurite.ConnectionString, "--delay", "0");
        Assert.DoesNotContain("AccountKey", shown.Output + shown.Errors, StringComparison.Ordinal);
    }

    private async Task CheckTwiceAsync(string archive)
    {
        var own = Guid.NewGuid().ToString("N")[..8];
        var (article, source) = (Article.Replace("wiki.", $"wiki-{own}.", StringComparison.Ordinal), Source.Replace("courier.", $"courier-{own}.", StringComparison.Ordinal));
        _web[article] = Wiki.Replace(Source, source, StringComparison.Ordinal);
        _web[source] = Story("10 March 2019");

        var first = await CheckAsync(archive, article);
        Assert.True(first is { ExitCode: 0, Errors: "" }, first.Errors);
        Assert.Equal([article, source], first.Lines.Select(static line => line.GetProperty("url").GetString()));
        var page = first.Page(source);
        Assert.Equal(
            ["url", "finalUrl", "article", "references", "status", "verdict", "evidence", "compared", "capture", "changes", "alerts"],
            page.EnumerateObject().Select(static property => property.Name).Take(11));
        Assert.Equal(article, page.GetProperty("article").GetString());
        Assert.Equal([1], page.GetProperty("references").EnumerateArray().Select(static number => number.GetInt32()));
        Assert.Equal("Live", page.GetProperty("verdict").GetString());
        Assert.Equal("first check", page.GetProperty("compared").GetString());
        Assert.Matches("^[0-9]{14}$", page.GetProperty("capture").GetProperty("timestamp").GetString());
        Assert.Matches("^sha256:[0-9a-f]{64}$", page.GetProperty("capture").GetProperty("digest").GetString());
        Assert.Equal("new", page.GetProperty("capture").GetProperty("outcome").GetString());

        var second = await CheckAsync(archive, article);
        Assert.Equal(0, second.ExitCode);
        Assert.True(second.Page(source).GetProperty("compared").GetBoolean());
        Assert.Equal("unchanged", second.Page(source).GetProperty("capture").GetProperty("outcome").GetString());

        _web[source] = Story("10 May 2019");
        var third = await CheckAsync(archive, article);
        Assert.Equal(1, third.ExitCode);
        var change = Assert.Single(third.Page(source).GetProperty("changes").EnumerateArray());
        Assert.Equal("Factual", change.GetProperty("kind").GetString());
        var fact = Assert.Single(change.GetProperty("facts").EnumerateArray());
        Assert.Equal(("10 March 2019", "10 May 2019"), (fact.GetProperty("before").GetString(), fact.GetProperty("after").GetString()));
        var cited = Assert.Single(change.GetProperty("citedBy").EnumerateArray());
        Assert.Equal((article, 1, "direct"), (cited.GetProperty("article").GetString(), cited.GetProperty("reference").GetInt32(), cited.GetProperty("support").GetString()));
        var alert = Assert.Single(third.Page(source).GetProperty("alerts").EnumerateArray());
        Assert.Equal("ContentDrift", alert.GetProperty("kind").GetString());

        _web.TryRemove(source, out _);
        var fourth = await CheckAsync(archive, article);
        Assert.Equal((1, "Gone"), (fourth.ExitCode, fourth.Page(source).GetProperty("verdict").GetString()));
        Assert.Empty(fourth.Page(source).GetProperty("alerts").EnumerateArray());
    }

    [Fact]
    public async Task A_watch_list_is_checked_and_its_channels_are_told_once()
    {
        var list = Path.Combine(_folder, "list.yaml");
        await File.WriteAllTextAsync(list, $"articles: [{Article}]\npages:\n  - url: {Plain}\n    label: The statement\nchannels:\n  - stdout\n  - webhook: {_proxy.Address}hook\ncontact: test@refwatch.example\ndelay: 0s\n");
        Assert.Equal(0, (await CheckAsync(Archive, list)).ExitCode);
        _web[Source] = Story("10 May 2019");
        var run = await CheckAsync(Archive, list);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(3, run.Lines.Count); // JSON alone on standard output
        Assert.Single(Regex.Matches(run.Errors, @"\[Refwatch\]"));
        var alert = JsonDocument.Parse(Assert.Single(_hooked)).RootElement;
        Assert.Equal(Source, alert.GetProperty("page").GetString());
        await CheckAsync(Archive, list);
        Assert.Single(_hooked);
    }

    [Fact]
    public async Task Mistakes_get_their_line_and_their_fix()
    {
        var list = Path.Combine(_folder, "list.yaml");
        await File.WriteAllTextAsync(list, "page:\n  - http://courier.example/\n");
        var wrongKey = await CheckAsync(Archive, list);
        Assert.Equal(2, wrongKey.ExitCode);
        Assert.Contains("list.yaml:1:1", wrongKey.Errors, StringComparison.Ordinal);
        Assert.Contains("'pages'", wrongKey.Errors, StringComparison.Ordinal);

        var nonsense = await CheckAsync(Archive, "courier.example/2019");
        Assert.Equal(2, nonsense.ExitCode);
        Assert.Contains("http://", nonsense.Errors, StringComparison.Ordinal);

        var unknownOption = await Executable.RunAsync(proxy: null, "check", Source, "--arhcive", "x");
        Assert.Equal(2, unknownOption.ExitCode);
        Assert.Equal(2, (await Executable.RunAsync(proxy: null, "check", Source, "--delay", "soon")).ExitCode);
        Assert.Equal(2, (await Executable.RunAsync(proxy: null, "extract", "-", "--url", "courier.example")).ExitCode);

        var noAccount = await CheckAsync("https://example.org/archive", Source);
        Assert.Equal(2, noAccount.ExitCode);
        Assert.Contains("https://ACCOUNT.blob.core.windows.net", noAccount.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_addresses_are_refused_unless_allowed()
    {
        var refused = await Executable.RunAsync(proxy: null, "check", $"{_proxy.Address}page", "--json", "--archive", Archive, "--delay", "0");
        Assert.Equal("Unknown", Assert.Single(refused.Lines).GetProperty("verdict").GetString());
        Assert.Contains("--allow-private-network", refused.Output, StringComparison.Ordinal);
        _web[$"{_proxy.Address}page"] = Story("1 May 2019");
        var allowed = await Executable.RunAsync(proxy: null, "check", $"{_proxy.Address}page", "--json", "--archive", Archive, "--delay", "0", "--allow-private-network");
        Assert.Equal("Live", Assert.Single(allowed.Lines).GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task The_parts_print_their_contract()
    {
        var page = Path.Combine(_folder, "page.html");
        await File.WriteAllTextAsync(page, Story("10 March 2019"));
        var extracted = Assert.Single((await Executable.RunAsync(null, "extract", page, "--url", Source, "--json")).Lines);
        Assert.Equal(["file", "url", "title", "byline", "published", "modified", "language", "text", "claims"], extracted.EnumerateObject().Select(static property => property.Name));
        Assert.Contains("1500000", extracted.GetRawText(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(page, Wiki);
        var reference = Assert.Single((await Executable.RunAsync(null, "references", page, "--url", Article, "--json")).Lines);
        Assert.Equal(
            ["file", "number", "name", "label", "title", "publisher", "urls", "archiveUrl", "archiveDate", "accessDate", "urlStatus", "passage"],
            reference.EnumerateObject().Select(static property => property.Name));
        Assert.Equal("2020-03-02", reference.GetProperty("accessDate").GetString());

        var pairs = Path.Combine(_folder, "pairs.jsonl");
        await File.WriteAllTextAsync(pairs, """{"id":7,"before":"It holds 1.5 million books.","after":"It holds 15 million books."}""" + "\n");
        var pair = Assert.Single((await Executable.RunAsync(null, "diff", "--pairs", pairs, "--json")).Lines);
        Assert.Equal(7, pair.GetProperty("id").GetInt32());
        Assert.Equal("Factual", pair.GetProperty("changes")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/azure.md")]
    [InlineData("docs/runbook.md")]
    public async Task The_pages_name_commands_and_options_that_exist(string page)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(DevelopmentData.Repository, page));
        var help = (await Executable.RunAsync(null, "--help")).Output;
        var commands = Regex.Matches(text, @"(?:/|`|^)refwatch ([a-z]+)([^`\n]*)", RegexOptions.Multiline);
        Assert.NotEmpty(commands);
        foreach (Match command in commands)
        {
            Assert.Matches($@"\n  {command.Groups[1].Value} ", help);
            var options = (await Executable.RunAsync(null, command.Groups[1].Value, "--help")).Output;
            Assert.All(Regex.Matches(command.Groups[2].Value, "--[a-z-]+").Select(static option => option.Value), option => Assert.Contains(option, options, StringComparison.Ordinal));
        }
    }

    private Task<Run> CheckAsync(string archive, string target) =>
        Executable.RunAsync(_proxy.Address, "check", target, "--json", "--archive", archive, "--delay", "0", "--no-timegate");

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/hook")
        {
            using var reader = new StreamReader(context.Request.Body);
            _hooked.Enqueue(await reader.ReadToEndAsync());
            return;
        }

        if (_web.TryGetValue(LoopbackProxy.UrlOf(context.Request).AbsoluteUri, out var html))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(html);
            return;
        }

        context.Response.StatusCode = 404;
        await context.Response.WriteAsync("<title>Not found</title>");
    }

    private const string Wiki =
        $"""
        <!DOCTYPE html><html class="client-nojs" lang="en"><head><title>Ines Calloway - Encyclopedia</title><meta name="generator" content="MediaWiki 1.43.0">
        <script>RLCONF={"{"}"wgRevisionId":77,"wgTitle":"Ines Calloway"{"}"};</script></head><body class="mediawiki"><h1 id="firstHeading" class="firstHeading">Ines Calloway</h1>
        <div id="mw-content-text"><div class="mw-parser-output"><p><b>Ines Calloway</b> is a lawyer in Port Ellery. Calloway was detained at the harbour on 10 March 2019.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup></p>
        <ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text"><cite class="citation web cs1"><a class="external text" href="{Source}">"Lawyer detained"</a>. <i>The Courier</i>. Retrieved 2 March 2020.</cite></span></li></ol></div></div></body></html>
        """;

    private static string Story(string date) =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>Lawyer detained</title></head><body><nav><a href="/">Home</a></nav><article><h1>Lawyer detained</h1>
        <p>Ines Calloway, a lawyer, was detained at the harbour of Port Ellery on {date} after a search of her office that lasted six hours.</p>
        <p>Her colleagues said that the court had refused to hear two witnesses who were ready to speak for her.</p>
        <p>The port handles 1.5 million tonnes of grain a year, and its workers have been on strike since the search became known.</p></article></body></html>
        """;
}
