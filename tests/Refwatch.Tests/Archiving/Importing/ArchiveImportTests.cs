using System.Text;
using Refwatch.Archiving;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Fixity;
using Refwatch.Archiving.Exporting;
using Refwatch.Fetching;
using Refwatch.Tests.Storage;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Archiving.Importing;

public sealed class ArchiveImportTests : IDisposable
{
    private const string Page = "http://example.org/page";

    private readonly ArchiveFolder _house = new();

    public void Dispose() => _house.Dispose();

    public static TheoryData<string, string> Forms => new()
    {
        { "WARC/1.0", "plain" }, { "WARC/1.0", "record" }, { "WARC/1.0", "whole" }, { "WARC/1.1", "plain" }, { "WARC/1.1", "record" }, { "WARC/1.1", "whole" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task An_answer_becomes_a_capture_of_its_own_time_with_its_provenance(string version, string form)
    {
        var warc = new ForeignWarc(version);
        warc.Add("warcinfo", null, "2014-05-06T07:08:00Z", "software: Wget/1.21 (linux-gnu)\r\nformat: WARC File Format 1.0\r\n", "Content-Type: application/warc-fields");
        warc.AddRequest($"<{Page}>", "2014-05-06T07:08:09Z");
        var id = warc.AddAnswer(
            $"<{Page}>", "2014-05-06T07:08:09Z", "<title>T</title><p>words", "HTTP/1.0 200 Fine\r\nServer: a\r\nX-B: 1\r\nContent-Type: text/html\r\nX-B: 2\r\n",
            "WARC-IP-Address: 192.0.2.7", $"WARC-Payload-Digest: {ForeignWarc.Sha1("<title>T</title><p>words")}");
        await WriteAsync("w.warc", form switch { "plain" => warc.Plain(), "record" => warc.GzippedByRecord(), _ => warc.GzippedAsAWhole() });

        var report = Assert.Single(await _house.ImportAsync("w.warc"));
        Assert.Equal((1, 0, 0), (report.Kept, report.Held, report.Lost));
        Assert.Equal(form == "whole" ? 1 : 0, report.Faults.Count);
        var blob = Assert.Single(await _house.BlobsAsync());
        Assert.StartsWith("example.org/20140506070809000-", blob, StringComparison.Ordinal);
        var capture = (await _house.Archive.ReadAsync(blob, CancellationToken.None))!;
        Assert.Equal(("1.0", 200, "Fine", "192.0.2.7"), (capture.Answer!.HttpVersion, capture.Answer.Status, capture.Answer.ReasonPhrase, capture.Answer.RemoteAddress));
        Assert.Equal(["Server", "X-B", "Content-Type", "X-B"], capture.Answer.ResponseHeaders.Select(static field => field.Name));
        Assert.Equal("Wget/1.21", capture.Answer.RequestHeaders.Single(static field => field.Name == "User-Agent").Value);
        var notes = (await _house.Archive.ReadNotesAsync(blob, CancellationToken.None))!;
        Assert.Equal(("w.warc", id, "Wget/1.21 (linux-gnu)", "Refwatch/0.1"), (notes.Provenance!.File, notes.Provenance.RecordId, notes.Provenance.Writer, notes.Provenance.Importer));
        Assert.Equal(ArchiveFolder.Noon.AddYears(1), notes.Provenance.Imported);
        Assert.Equal("20140506070809", Assert.Single(await _house.Archive.ListAsync(Page, CancellationToken.None).ToListAsync()).Timestamp);
    }

    [Fact]
    public async Task Chunks_are_removed_and_said_so_and_a_body_that_only_claims_them_is_kept()
    {
        var warc = new ForeignWarc();
        const string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n";
        warc.AddAnswer("http://example.org/1", "2014-05-06T07:08:09Z", "5\r\nwords\r\n0\r\n\r\n", head);
        warc.AddAnswer("http://example.org/2", "2014-05-06T07:08:09Z", "words", head);
        await WriteAsync("w.warc.gz", warc.GzippedByRecord());
        Assert.Equal(2, (await _house.ImportAsync("w.warc.gz"))[0].Kept);
        foreach (var blob in await _house.BlobsAsync())
        {
            var answer = (await _house.Archive.ReadAsync(blob, CancellationToken.None))!.Answer!;
            Assert.Equal("words", Encoding.UTF8.GetString(answer.Body));
            Assert.Equal("chunked", answer.Header("Transfer-Encoding"));
        }
    }

    [Fact]
    public async Task Revisits_are_resolved_by_what_they_name_before_or_behind_them_and_across_files()
    {
        var digest = $"WARC-Payload-Digest: {ForeignWarc.Sha1("words")}";
        var later = new ForeignWarc();
        Revisit(later, "2015-01-01T00:00:00Z", digest, $"WARC-Refers-To-Target-URI: {Page}", "WARC-Refers-To-Date: 2014-01-01T00:00:00Z");
        Revisit(later, "2015-01-02T00:00:00Z", digest); // wget names the record alone
        Revisit(later, "2015-01-03T00:00:00Z", $"WARC-Payload-Digest: {ForeignWarc.Sha1("other words")}");
        var first = new ForeignWarc();
        first.AddAnswer(Page, "2014-01-01T00:00:00Z", "words", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", digest);
        await WriteAsync("later.warc.gz", later.GzippedAsAWhole());
        await WriteAsync("first.warc.gz", first.GzippedByRecord());

        var reports = await _house.ImportAsync("later.warc.gz", "first.warc.gz");
        Assert.Equal((2, 1), (reports[0].Kept, reports[0].Lost));
        Assert.Contains(reports[0].Faults, static fault => fault.IsLost && fault.What.Contains("import the one that holds it", StringComparison.Ordinal));
        var lines = await _house.Archive.ListAsync(Page, CancellationToken.None).ToListAsync();
        Assert.Equal(["text/html", CdxjLine.Revisit, CdxjLine.Revisit], lines.Select(static line => line.Mime));
        foreach (var line in lines)
        {
            Assert.Equal("words", Encoding.UTF8.GetString((await _house.Archive.ReadAsync(line.Filename, CancellationToken.None))!.Answer!.Body));
        }

        // The missing one comes with another file.
        var missing = new ForeignWarc();
        missing.AddAnswer(Page, "2014-06-01T00:00:00Z", "other words");
        await WriteAsync("missing.warc.gz", missing.GzippedByRecord());
        reports = await _house.ImportAsync("missing.warc.gz", "later.warc.gz");
        Assert.Equal((1, 0, 1, 2), (reports[0].Kept, reports[1].Lost, reports[1].Kept, reports[1].Held));
    }

    [Fact]
    public async Task What_is_damaged_is_named_with_its_place_and_the_good_records_are_kept()
    {
        var warc = new ForeignWarc();
        warc.AddAnswer("http://example.org/good", "2014-01-01T00:00:00Z", "words");
        var damaged = warc.GzippedByRecord().Length;
        warc.AddAnswer("http://example.org/bad", "2014-01-01T00:00:00Z", "words", "HTTP/1.1 200 OK\r\n", $"WARC-Payload-Digest: {ForeignWarc.Sha1("other words")}");
        warc.AddAnswer("http://example.org/undated", "yesterday", "words");
        warc.Add("resource", "http://example.org/picture", "2014-01-01T00:00:00Z", "picture", "Content-Type: image/png");
        warc.Add("resource", "dns:example.org", "2014-01-01T00:00:00Z", "192.0.2.7", "Content-Type: text/dns");
        warc.AddRequest("http://example.org/form", "2014-01-01T00:00:00Z", "POST");
        warc.AddAnswer("http://example.org/form", "2014-01-01T00:00:00Z", "thanks");
        byte[] file = [.. warc.GzippedByRecord(), .. "garbage"u8, .. new ForeignWarc().Plain()];
        await WriteAsync("w.warc.gz", file);

        var report = (await _house.ImportAsync("w.warc.gz"))[0];
        Assert.Equal((2, 3), (report.Kept, report.Lost));
        Assert.Contains(report.Faults, fault => fault.Offset == damaged && fault.What.StartsWith("response of http://example.org/bad: payload digest: ", StringComparison.Ordinal));
        Assert.Contains(report.Faults, static fault => fault.What == "WARC-Date is no time: yesterday: not kept");
        Assert.Contains(report.Faults, static fault => fault.What == "7 bytes that are no record: not kept");
        Assert.Equal(["answer to POST", "resource of no web address"], report.PassedOver.Keys);

        var picture = Assert.Single(await _house.Archive.ListAsync("http://example.org/picture", CancellationToken.None).ToListAsync());
        Assert.Equal(("image/png", "200"), (picture.Mime, picture.Status));
        var read = (await _house.Archive.ReadAsync(picture.Filename, CancellationToken.None))!.Answer!;
        Assert.Equal(("picture", "image/png", true), (Encoding.UTF8.GetString(read.Body), read.Header("Content-Type"), read.IsResource));
    }

    [Fact]
    public async Task A_huge_record_is_passed_over_and_those_behind_it_are_kept()
    {
        var warc = new ForeignWarc();
        warc.AddAnswer("http://example.org/huge", "2014-01-01T00:00:00Z", new string('x', 100_000));
        warc.AddAnswer("http://example.org/small", "2014-01-01T00:00:00Z", "words");
        await WriteAsync("w.warc.gz", warc.GzippedByRecord());
        var import = new Refwatch.Archiving.Importing.ArchiveImport(_house.Archive, new Journal(_house.Captures), "an archivist", TimeProvider.System) { MaxRecordBytes = 10_000 };
        var report = (await import.ImportAsync([new FileInfo(_house.PathOf("w.warc.gz"))], new ArchiveFolder.Nobody(), CancellationToken.None))[0];
        Assert.Equal((1, 1), (report.Kept, report.Lost));
        Assert.Contains("longer than the 10000 that are read", Assert.Single(report.Faults).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_our_own_brings_back_captures_redirects_failures_and_notes_byte_for_byte()
    {
        using var other = new ArchiveFolder();
        var hop = ArchiveFolder.Answer("http://example.org/old", "moved", ArchiveFolder.Noon) with
        {
            Status = 301, ResponseHeaders = [new("Location", "/new")],
            Connection = new Connection("192.0.2.7", ["192.0.2.7", "192.0.2.8"], Tls: null), Robots = new RobotsLook(404, ArchiveFolder.Noon),
        };
        await other.StoreAsync(new Capture { Url = hop.Url, Time = hop.Time, Exchanges = [hop, ArchiveFolder.Answer("http://example.org/new", "words", ArchiveFolder.Noon.AddSeconds(1))] });
        await other.StoreAsync("http://aaa.example/", "words", ArchiveFolder.Noon.AddDays(1));
        await other.StoreAsync(new Capture { Url = new Uri("http://gone.example/"), Time = ArchiveFolder.Noon, Exchanges = [], Failure = new FetchFailure(FetchFailureKind.Dns, "no such host") });
        await other.Export.WriteWarcAsync(new ExportSelection(), _house.PathOf("own.warc.gz"), new ArchiveFolder.Nobody(), CancellationToken.None);

        var report = (await _house.ImportAsync("own.warc.gz"))[0];
        Assert.Equal((3, 0, 0), (report.Kept, report.Lost, report.Faults.Count));
        Assert.Equal(await other.BlobsAsync(), await _house.BlobsAsync());
        foreach (var blob in await other.BlobsAsync())
        {
            var (before, after) = ((await other.Archive.ReadAsync(blob, CancellationToken.None))!, (await _house.Archive.ReadAsync(blob, CancellationToken.None))!);
            Assert.Equal((before.Url, before.Time, before.Failure, before.Exchanges.Count), (after.Url, after.Time, after.Failure, after.Exchanges.Count));
            Assert.Equal(before.Exchanges.Select(static exchange => exchange.PayloadDigest), after.Exchanges.Select(static exchange => exchange.PayloadDigest));
            Assert.Equal(before.Exchanges.Select(static exchange => exchange.Robots), after.Exchanges.Select(static exchange => exchange.Robots));
            Assert.Equal(
                before.Exchanges.SelectMany(static exchange => exchange.Connection?.Resolved ?? []), after.Exchanges.SelectMany(static exchange => exchange.Connection?.Resolved ?? []));
            Assert.Equal("own.warc.gz", (await _house.Archive.ReadNotesAsync(blob, CancellationToken.None))!.Provenance!.File);
        }

        Assert.Equal((0, 3), ((await _house.ImportAsync("own.warc.gz"))[0].Kept, (await _house.ImportAsync("own.warc.gz"))[0].Held));
    }

    [Fact]
    public async Task A_kill_between_any_two_writes_is_mended_by_importing_again()
    {
        var warc = new ForeignWarc();
        warc.AddAnswer(Page, "2014-01-01T00:00:00Z", "words");
        warc.AddAnswer("http://example.org/other", "2014-01-01T00:00:00Z", "words");
        await WriteAsync("w.warc.gz", warc.GzippedByRecord());
        var writes = 0;
        for (var isKilled = true; isKilled; writes++)
        {
            using var house = new ArchiveFolder();
            var kill = new KillSwitch(writes);
            var captures = new KilledStore(house.Captures, kill);
            var mortal = new Archive(captures, new KilledStore(house.State, kill));
            FileInfo[] files = [new(_house.PathOf("w.warc.gz"))];
            try
            {
                await new Refwatch.Archiving.Importing.ArchiveImport(mortal, new Journal(captures), "an archivist", TimeProvider.System).ImportAsync(files, new ArchiveFolder.Nobody(), CancellationToken.None);
                isKilled = false;
            }
            catch (KilledException)
            {
                // Whatever is there, the journal says where it comes from.
                var begun = await new Journal(house.Captures).ActsAsync(CancellationToken.None).ToListAsync();
                Assert.True(begun.Count > 0 || (await house.BlobsAsync()).Count == 0);
                Assert.All(begun, static act => Assert.StartsWith("sha256:", act.FileDigest, StringComparison.Ordinal));
            }

            await house.Import.ImportAsync(files, new ArchiveFolder.Nobody(), CancellationToken.None);
            var acts = await new Journal(house.Captures).ActsAsync(CancellationToken.None).ToListAsync();
            Assert.Equal((ActKind.ImportBegun, ActKind.Imported), (acts[0].Kind, acts[^1].Kind));
            var problems = new List<FixityProblem>();
            var report = await new Verification(house.Captures, house.State, new VerificationOptions(), problems.Add).RunAsync(CancellationToken.None);
            Assert.Empty(problems);
            Assert.Empty(report.UnfinishedImports);
            await house.Import.ImportAsync(files, new ArchiveFolder.Nobody(), CancellationToken.None); // what brings nothing is no act
            Assert.Equal(acts.Count, await new Journal(house.Captures).ActsAsync(CancellationToken.None).CountAsync());
            Assert.Equal(2, (await house.BlobsAsync()).Count);
            Assert.Single(await house.Archive.ListAsync(Page, CancellationToken.None).ToListAsync());
            Assert.Single(await house.Archive.ListAsync("http://example.org/other", CancellationToken.None).ToListAsync());
        }

        Assert.True(writes >= 5, $"only {writes} places to die");
    }

    [Fact]
    public async Task An_imported_wall_is_judged_as_one_and_garbage_is_no_capture()
    {
        var warc = new ForeignWarc();
        warc.AddAnswer(Page, "2014-01-01T00:00:00Z", "<h1>Forbidden</h1>", "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n");
        await WriteAsync("w.warc.gz", warc.GzippedByRecord());
        await WriteAsync("garbage.warc.gz", [.. Enumerable.Range(0, 5000).Select(static i => (byte)(i * 31 % 251))]);
        await WriteAsync("empty.warc.gz", []);
        var reports = await _house.ImportAsync("w.warc.gz", "garbage.warc.gz", "empty.warc.gz");
        Assert.Equal([(1, 0), (0, 1), (0, 0)], reports.Select(static report => (report.Kept, report.Lost)));
        Assert.Equal(VerdictKind.Blocked, (await _house.Archive.ReadNotesAsync(Assert.Single(await _house.BlobsAsync()), CancellationToken.None))!.Verdict.Kind);
    }

    [DataFact]
    public async Task Other_peoples_files_good_and_broken_are_read_without_a_crash()
    {
        var files = Directory.GetFiles(Path.Combine(DevelopmentData.Folder!, "warc")).Order(StringComparer.Ordinal).Select(static file => new FileInfo(file)).ToList();
        var reports = await _house.Import.ImportAsync(files, new ArchiveFolder.Nobody(), CancellationToken.None);
        Assert.All(files.Zip(reports), static file => Assert.True(file.Second.Kept + file.Second.Held + file.Second.Lost + file.Second.PassedOver.Count > 0, file.First.Name));
        var before = await _house.BlobsAsync();
        Assert.All(await _house.Import.ImportAsync(files, new ArchiveFolder.Nobody(), CancellationToken.None), static report => Assert.Equal(0, report.Kept));
        Assert.Equal(before, await _house.BlobsAsync());
    }

    private static void Revisit(ForeignWarc warc, string date, params string[] fields) => warc.Add(
        "revisit", Page, date, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        ["WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest", "Content-Type: application/http; msgtype=response", .. fields]);

    private Task WriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(_house.PathOf(name), bytes);
}
