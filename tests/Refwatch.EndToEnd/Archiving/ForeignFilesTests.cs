using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Refwatch.Archiving;
using Refwatch.EndToEnd.Storage;
using Refwatch.Storage;
using Refwatch.Tests;
using Xunit;

namespace Refwatch.EndToEnd.Archiving;

/// <summary>WARC files of wget and warcio are taken in, and come out again so that warcio finds every digest right.</summary>
public sealed class ForeignFilesTests : IDisposable
{
    private const string Page = "http://news.example/page";

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-foreign-").FullName;

    private string Archive => Path.Combine(_folder, "archive");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [WgetFact]
    public async Task What_wget_recorded_is_imported_and_exported()
    {
        var words = new ConcurrentQueue<string>(["first words", "second words"]);
        await using var web = await LoopbackProxy.StartAsync(async http =>
        {
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync(LoopbackProxy.UrlOf(http.Request).AbsolutePath == "/page"
                ? $"<title>News</title><p>{(words.TryDequeue(out var next) ? next : "third words")}<img src=/p.png>"
                : "a picture that stays");
        });
        await WgetAsync(web.Address, "--warc-file=one", "--warc-cdx", "--page-requisites", "--execute=robots=off", Page);
        await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System); // wget's dates are whole seconds: within one, the revisit would be the same capture
        await WgetAsync(web.Address, "--warc-file=two", "--warc-dedup=one.cdx", "--page-requisites", "--execute=robots=off", Page);

        var import = await Executable.RunAsync(proxy: null, "import", Path.Combine(_folder, "two.warc.gz"), Path.Combine(_folder, "one.warc.gz"), "--archive", Archive);
        Assert.True(import.ExitCode == 0, import.Output + import.Errors);
        Assert.Contains("one.warc.gz: 2 captures kept, 0 held already, 0 records damaged", import.Output, StringComparison.Ordinal);
        Assert.Contains("two.warc.gz: 2 captures kept, 0 held already, 0 records damaged", import.Output, StringComparison.Ordinal);

        var archive = new Archive(new DirectoryBlobStore(Path.Combine(Archive, "captures")), new DirectoryBlobStore(Path.Combine(Archive, "state")));
        Assert.Equal(["text/html", "text/html"], (await archive.ListAsync(Page, CancellationToken.None).ToListAsync()).Select(static line => line.Mime));
        var pictures = await archive.ListAsync("http://news.example/p.png", CancellationToken.None).ToListAsync();
        Assert.Equal(["text/html", CdxjLine.Revisit], pictures.Select(static line => line.Mime));
        Assert.Equal("a picture that stays", Encoding.UTF8.GetString((await archive.ReadAsync(pictures[1].Filename, CancellationToken.None))!.Answer!.Body));
        Assert.StartsWith("Wget/", (await archive.ReadNotesAsync(pictures[0].Filename, CancellationToken.None))!.Provenance!.Writer, StringComparison.Ordinal);
        await ExportIsSoundAsync(responses: 3, revisits: 1);
    }

    [NodeTheory("warcio")]
    [InlineData("WARC/1.0")]
    [InlineData("WARC/1.1")]
    public async Task What_warcio_wrote_is_imported_and_exported(string version)
    {
        var file = Path.Combine(_folder, "records.warc.gz");
        using (var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Node.Folder, "records.mjs"), version, Page]) { UseShellExecute = false, RedirectStandardOutput = true })!)
        await using (var written = File.Create(file))
        {
            await node.StandardOutput.BaseStream.CopyToAsync(written);
            await node.WaitForExitAsync();
            Assert.Equal(0, node.ExitCode);
        }

        var import = await Executable.RunAsync(proxy: null, "import", file, "--archive", Archive);
        Assert.True(import.ExitCode == 0, import.Output + import.Errors);
        Assert.Equal("records.warc.gz: 3 captures kept, 0 held already, 0 records damaged; no captures: 1 warcinfo", import.Output.Trim());
        var text = await Executable.RunAsync(proxy: null, "import", file, "--archive", Archive);
        Assert.Contains("0 captures kept, 3 held already", text.Output, StringComparison.Ordinal);
        await ExportIsSoundAsync(responses: 1, revisits: 1);
    }

    [Fact]
    public async Task Mistakes_of_the_person_are_told_with_what_to_do()
    {
        var taken = Path.Combine(_folder, "taken.warc.gz");
        await File.WriteAllTextAsync(taken, "x");
        foreach (var (arguments, told) in new (string[], string)[]
        {
            (["export", taken], "exists already"),
            (["export", Path.Combine(_folder, "file.zip")], "ends in .warc.gz or .wacz"),
            (["export", Path.Combine(_folder, "none", "a.wacz")], "there is no folder"),
            (["export", Path.Combine(_folder, "a.wacz"), "--from", "yesterday"], "4 to 14 digits"),
            (["export", Path.Combine(_folder, "a.wacz"), "--url", "example.org"], "begins with http"),
            (["import", Path.Combine(_folder, "none.warc")], "there is no such file"),
        })
        {
            var run = await Executable.RunAsync(proxy: null, [.. arguments, "--archive", Archive]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        }

        var garbage = await Executable.RunAsync(proxy: null, "import", taken, "--archive", Archive);
        Assert.Equal((1, "taken.warc.gz: byte 0: 1 bytes that are no record: not kept"), (garbage.ExitCode, garbage.Errors.Trim()));
    }

    private async Task ExportIsSoundAsync(int responses, int revisits)
    {
        var file = Path.Combine(_folder, "out.warc.gz");
        var export = await Executable.RunAsync(proxy: null, "export", file, "--archive", Archive, "--contact", "keeper@example.org");
        Assert.True(export.ExitCode == 0, export.Errors);
        if (!Node.Has("warcio"))
        {
            return;
        }

        var (exit, records, errors) = await WarcioTests.CheckAsync(file);
        Assert.True(exit == 0, errors + string.Join('\n', records));
        Assert.Equal((responses, revisits), (Count("response"), Count("revisit")));

        int Count(string type) => records.Count(record => record.GetProperty("type").GetString() == type);
    }

    private async Task WgetAsync(Uri proxy, params string[] arguments)
    {
        using var wget = Process.Start(new ProcessStartInfo(WgetFactAttribute.Wget, ["--quiet", "--tries=1", "--no-config", .. arguments])
        {
            UseShellExecute = false, WorkingDirectory = _folder, Environment = { ["http_proxy"] = proxy.AbsoluteUri, ["no_proxy"] = "" },
        })!;
        await wget.WaitForExitAsync();
        Assert.Equal(0, wget.ExitCode);
    }
}

/// <summary>A test that is skipped, visibly, where wget is absent.</summary>
public sealed class WgetFactAttribute : FactAttribute
{
    public const string Wget = "/usr/bin/wget";

    public WgetFactAttribute() => Skip = File.Exists(Wget) ? null : "needs wget";
}
