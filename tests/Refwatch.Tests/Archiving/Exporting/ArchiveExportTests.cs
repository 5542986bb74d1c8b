using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Refwatch.Archiving;
using Refwatch.Archiving.Exporting;
using Refwatch.Citing;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Archiving.Exporting;

public sealed class ArchiveExportTests : IDisposable
{
    private static readonly DateTimeOffset Noon = ArchiveFolder.Noon;

    private readonly ArchiveFolder _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Every_line_of_the_index_leads_to_its_record_in_the_file()
    {
        for (var i = 0; i < 40; i++)
        {
            await _house.StoreAsync($"https://example.org/{i % 7}", $"words {i % 11}", Noon.AddHours(i));
        }

        var report = await WarcAsync(new ExportSelection());
        Assert.Equal((40, 0, 0), (report.Captures, report.Originals, report.LeftOut.Count));
        var file = await File.ReadAllBytesAsync(_house.PathOf("out.warc.gz"));
        Assert.Equal(report.Bytes, file.Length);
        var lines = await File.ReadAllLinesAsync(_house.PathOf("out.cdxj"));
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
        Assert.Equal(40, lines.Length);
        foreach (var line in lines.Select(line => CdxjLine.Parse(line)!))
        {
            var part = new MemoryStream(file, int.Parse(line.Offset), int.Parse(line.Length));
            var record = Assert.Single(await WarcReader.ReadAsync(part).ToListAsync()).Record!;
            Assert.Equal(("out.warc.gz", line.Url, line.Digest), (line.Filename, record.TargetUri, record.Field("WARC-Payload-Digest")));
        }
    }

    [Fact]
    public async Task The_file_begins_with_who_wrote_it_and_every_record_is_sound()
    {
        await _house.StoreAsync("https://example.org/a", "words", Noon);
        await WarcAsync(new ExportSelection());
        await using var file = File.OpenRead(_house.PathOf("out.warc.gz"));
        var entries = await WarcReader.ReadAsync(file).ToListAsync();
        Assert.All(entries, static entry => Assert.Empty(entry.Problems));
        Assert.Equal(["warcinfo", "request", "response", "metadata"], entries.Select(static entry => entry.Record!.Type));
        Assert.Equal("out.warc.gz", entries[0].Record!.Field("WARC-Filename"));
        var info = Encoding.UTF8.GetString(entries[0].Record!.Block.Span);
        Assert.Contains("software: Refwatch/0.1\r\n", info, StringComparison.Ordinal);
        Assert.Contains("operator: keeper@example.org\r\n", info, StringComparison.Ordinal);
        Assert.Contains("robots: obeyed (RFC 9309)\r\n", info, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_revisit_refers_to_stands_before_it_though_it_was_not_selected()
    {
        await _house.StoreAsync("https://zzz.example/", "the words of both", Noon);
        await _house.StoreAsync("https://example.org/a", "the words of both", Noon.AddDays(1));
        await _house.StoreAsync("https://example.org/a", "the words of both", Noon.AddDays(2));
        var notModified = ArchiveFolder.Answer("https://zzz.example/", "", Noon.AddDays(3)) with { Status = 304, ReasonPhrase = "Not Modified" };
        await _house.StoreAsync(new Capture { Url = notModified.Url, Time = notModified.Time, Exchanges = [notModified] });

        var report = await WarcAsync(new ExportSelection { Hosts = ["example.org"] });
        Assert.Equal((2, 1), (report.Captures, report.Originals));
        Assert.Equal(["response", "revisit", "revisit"], await AnswersAsync("out.warc.gz"));

        // In a file of everything the original is drawn forward once.
        File.Delete(_house.PathOf("out.warc.gz"));
        File.Delete(_house.PathOf("out.cdxj"));
        report = await WarcAsync(new ExportSelection());
        Assert.Equal((4, 0), (report.Captures, report.Originals));
        Assert.Equal(["response", "revisit", "revisit", "revisit"], await AnswersAsync("out.warc.gz"));
    }

    [Theory]
    [InlineData(null, null, 6)]
    [InlineData("2026", "2026", 4)]
    [InlineData("20260305", null, 4)]
    [InlineData(null, "20260305", 3)]
    [InlineData("20260304120000", "20260304120000", 1)]
    public async Task Times_are_selected_to_the_last_moment_of_what_was_named(string? from, string? to, int captures)
    {
        foreach (var day in new[] { 0, 1, 2, 3, 365, -90 })
        {
            await _house.StoreAsync("https://example.org/a", $"words {day}", Noon.AddDays(day));
        }

        Assert.Equal(captures, (await WarcAsync(new ExportSelection { From = from, To = to })).Captures);
    }

    [Fact]
    public async Task An_article_brings_what_it_cites_and_pages_that_redirect_to_it()
    {
        var hop = ArchiveFolder.Answer("https://old.example/a", "moved", Noon) with { Status = 301, ResponseHeaders = [new("Location", "https://cited.example/a")] };
        await _house.StoreAsync(new Capture { Url = hop.Url, Time = Noon, Exchanges = [hop, ArchiveFolder.Answer("https://cited.example/a", "cited", Noon)] });
        await _house.StoreAsync("https://cited.example/a", "cited, later", Noon.AddDays(1));
        await _house.StoreAsync("https://cited.example/other", "another", Noon.AddDays(1));
        await _house.StoreAsync("https://wiki.example/A", "an article", Noon);
        await _house.Citing.RememberAsync(
            new ArticleReferences { Article = new Uri("https://wiki.example/A"), References = [new Reference { Number = 1, Urls = [new Uri("https://cited.example/a")] }] },
            CancellationToken.None);
        Assert.Equal(3, (await WarcAsync(new ExportSelection { Articles = [new Uri("https://wiki.example/A")] })).Captures);
        Assert.Equal(["https://cited.example/a", "https://cited.example/a", "https://old.example/a", "https://wiki.example/A"],
            (await File.ReadAllLinesAsync(_house.PathOf("out.cdxj"))).Select(line => CdxjLine.Parse(line)!.Url).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_brings_its_style_sheets_and_images_of_its_own_time()
    {
        await _house.StoreAsync("https://example.org/a", "<link rel=stylesheet href=/s.css><img src=https://cdn.example/i.png><img src=/lost.png>", Noon);
        await _house.StoreAsync("https://example.org/s.css", "p { background: url(b.png) }", Noon.AddHours(1), "text/css");
        await _house.StoreAsync("https://example.org/s.css", "later", Noon.AddDays(9), "text/css");
        await _house.StoreAsync("https://example.org/b.png", "b", Noon.AddHours(1), "image/png");
        await _house.StoreAsync("https://cdn.example/i.png", "i", Noon.AddHours(1), "image/png");
        await _house.StoreAsync("https://cdn.example/other.png", "o", Noon.AddHours(1), "image/png");
        await WarcAsync(new ExportSelection { Urls = [new Uri("https://example.org/a")] });
        Assert.Equal(
            ["https://cdn.example/i.png", "https://example.org/a", "https://example.org/b.png", "https://example.org/s.css"],
            (await File.ReadAllLinesAsync(_house.PathOf("out.cdxj"))).Select(line => CdxjLine.Parse(line)!.Url));
    }

    [Fact]
    public async Task A_damaged_capture_is_left_out_and_named()
    {
        await _house.StoreAsync("https://example.org/a", "words", Noon);
        var victim = (await _house.StoreAsync("https://example.org/b", "others", Noon)).Blob;
        var bytes = (await _house.Captures.ReadAsync(victim, CancellationToken.None))!.Content.ToArray();
        bytes[^12] ^= 4;
        await _house.Captures.WriteAsync(victim, bytes, default, CancellationToken.None);
        var report = await WarcAsync(new ExportSelection());
        Assert.Equal(1, report.Captures);
        Assert.StartsWith($"{victim}: damaged at byte ", Assert.Single(report.LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wacz_lists_its_files_with_their_digests_and_stores_what_is_compressed()
    {
        for (var i = 0; i < 30; i++)
        {
            await _house.StoreAsync($"https://example.org/{i % 10}", $"words {i}", Noon.AddHours(i));
        }

        var path = _house.PathOf("out.wacz");
        await _house.Export.WriteWaczAsync(new ExportSelection(), path, new ArchiveFolder.Nobody(), CancellationToken.None);
        using var zip = ZipFile.OpenRead(path);
        Assert.Equal(
            ["archive/data.warc.gz", "datapackage-digest.json", "datapackage.json", "indexes/index.cdx.gz", "indexes/index.idx", "pages/pages.jsonl"],
            zip.Entries.Select(static entry => entry.FullName).Order(StringComparer.Ordinal));
        Assert.All(zip.Entries.Where(static entry => entry.Name.EndsWith(".gz", StringComparison.Ordinal)), static entry => Assert.Equal(entry.Length, entry.CompressedLength));

        var package = JsonDocument.Parse(Bytes(zip, "datapackage.json")).RootElement;
        Assert.Equal(("data-package", "1.1.1"), (package.GetProperty("profile").GetString(), package.GetProperty("wacz_version").GetString()));
        Assert.Equal(4, package.GetProperty("resources").GetArrayLength());
        foreach (var resource in package.GetProperty("resources").EnumerateArray())
        {
            var bytes = Bytes(zip, resource.GetProperty("path").GetString()!);
            Assert.Equal((Digest.Sha256(bytes), bytes.Length), (resource.GetProperty("hash").GetString(), resource.GetProperty("bytes").GetInt32()));
        }

        Assert.Equal(Digest.Sha256(Bytes(zip, "datapackage.json")), JsonDocument.Parse(Bytes(zip, "datapackage-digest.json")).RootElement.GetProperty("hash").GetString());

        // Every capture is a page of its own, those of one URL in the order of time.
        var pages = Encoding.UTF8.GetString(Bytes(zip, "pages/pages.jsonl")).TrimEnd('\n').Split('\n').Skip(1).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            Enumerable.Range(0, 30).OrderBy(static i => i % 10).ThenBy(static i => i).Select(static i => ($"https://example.org/{i % 10}", Noon.AddHours(i))),
            pages.Select(static page => (page.GetProperty("url").GetString()!, page.GetProperty("ts").GetDateTimeOffset())));
        Assert.Equal(30, pages.Select(static page => page.GetProperty("id").GetString()).Distinct().Count());

        var blocks = Encoding.UTF8.GetString(Bytes(zip, "indexes/index.idx")).TrimEnd('\n').Split('\n');
        Assert.StartsWith("!meta 0 {", blocks[0], StringComparison.Ordinal);
        var block = JsonDocument.Parse(blocks[1][blocks[1].IndexOf('{')..]).RootElement;
        var index = Bytes(zip, "indexes/index.cdx.gz").AsSpan(block.GetProperty("offset").GetInt32(), block.GetProperty("length").GetInt32()).ToArray();
        Assert.Equal(Digest.Sha256(index), block.GetProperty("digest").GetString());
    }

    [Fact]
    public void Lines_are_sorted_beyond_what_is_held_in_memory()
    {
        var random = new Random(4);
        var all = Enumerable.Range(0, 5000).Select(_ => Convert.ToHexString(BitConverter.GetBytes(random.NextInt64()))).ToList();
        using var sorted = new SortedLines(maxCharacters: 300);
        all.ForEach(sorted.Add);
        Assert.Equal(all.Order(StringComparer.Ordinal), sorted.Read());
    }

    private static byte[] Bytes(ZipArchive zip, string path)
    {
        using var content = zip.GetEntry(path)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private Task<ExportReport> WarcAsync(ExportSelection selection) =>
        _house.Export.WriteWarcAsync(selection, _house.PathOf("out.warc.gz"), new ArchiveFolder.Nobody(), CancellationToken.None);

    private async Task<List<string>> AnswersAsync(string name)
    {
        await using var file = File.OpenRead(_house.PathOf(name));
        return await WarcReader.ReadAsync(file).Select(static entry => entry.Record!.Type).Where(static type => type is "response" or "revisit").ToListAsync();
    }
}
