using System.Text;
using Refwatch.Archiving;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Tests.Storage;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Archiving;

public sealed class ArchiveTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly string _root = Directory.CreateTempSubdirectory("refwatch-archive-").FullName;
    private readonly DirectoryBlobStore _captures;
    private readonly DirectoryBlobStore _state;
    private readonly Archive _archive;

    public ArchiveTests()
    {
        _captures = new DirectoryBlobStore(Path.Combine(_root, "captures"));
        _state = new DirectoryBlobStore(Path.Combine(_root, "state"));
        _archive = new Archive(_captures, _state);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_capture_with_redirects_is_read_back_exactly()
    {
        var time = Noon.AddTicks(1_234_567);
        var capture = new Capture
        {
            Url = new Uri("http://example.org/Old?b=2&a=1"),
            Time = time,
            Exchanges =
            [
                Answer("http://example.org/Old?b=2&a=1", "moved", time) with
                {
                    Status = 301, ReasonPhrase = "Moved Permanently", ResponseHeaders = [new("Location", "https://example.org/new"), new("Transfer-Encoding", "chunked")],
                },
                Answer("https://example.org/new", "text \0 \r\n\r\n bytes", time.AddTicks(3_456_789)) with
                {
                    HttpVersion = "2",
                    RemoteAddress = "192.0.2.7",
                    IsTruncated = true,
                    RequestHeaders = [new("Host", "example.org"), new("Accept", "text/html"), new("Accept", "*/*")],
                    ResponseHeaders = [new("content-type", "text/html; charset=utf-8"), new("Set-Cookie", "a=1"), new("set-cookie", "b=\u00e9"), new("X-Empty", "")],
                },
            ],
        };
        var notes = Notes(capture) with { ContentDigest = "sha256:1", Baseline = "example.org/x", ExtractorVersion = 3 };

        var stored = await _archive.StoreAsync(capture, notes, None);
        var read = await _archive.ReadAsync(stored.Blob, None);

        Assert.Equal(capture.Exchanges[1].PayloadDigest, stored.Digest);
        Assert.Equal(("20260304120000", CaptureOutcome.New), (stored.Timestamp, stored.Outcome));
        Assert.Matches("^example\\.org/20260304120000123-[0-9a-f]{8}-[0-9a-f]{16}\\.warc\\.gz$", stored.Blob);
        AssertEqual(capture, read!);
        Assert.Equal(Encoding.UTF8.GetString(Json.Write(notes)), Encoding.UTF8.GetString(Json.Write((await _archive.ReadNotesAsync(stored.Blob, None))!)));
    }

    [Fact]
    public async Task A_failed_fetch_is_stored_with_its_reason_and_listed_without_an_answer()
    {
        var capture = new Capture
        {
            Url = new Uri("https://gone.example/"), Time = Noon, Exchanges = [], Failure = new FetchFailure(FetchFailureKind.Dns, "gone.example: no such host"),
        };
        var stored = await _archive.StoreAsync(capture, Notes(capture), None);
        AssertEqual(capture, (await _archive.ReadAsync(stored.Blob, None))!);
        var line = Assert.Single(await _archive.ListAsync("https://gone.example/", None).ToListAsync());
        Assert.False(line.IsAnswer);
        Assert.Equal(stored.Digest, line.Digest);
    }

    [Fact]
    public async Task A_payload_that_is_held_is_stored_as_a_revisit_whatever_its_url()
    {
        var first = await Store("https://example.org/a", "the same words", Noon);
        var second = await Store("https://example.net/b", "the same words", Noon.AddDays(1));
        Assert.Equal((CaptureOutcome.New, CaptureOutcome.Revisit), (first.Outcome, second.Outcome));
        Assert.Equal(first.Digest, second.Digest);

        var revisit = (await Records(second.Blob)).Single(record => record.Type == "revisit");
        Assert.Equal(WarcRecord.SamePayload, revisit.Field("WARC-Profile"));
        Assert.Equal("https://example.org/a", revisit.Field("WARC-Refers-To-Target-URI"));
        Assert.Equal("2026-03-04T12:00:00Z", revisit.Field("WARC-Refers-To-Date"));
        Assert.Equal((await Records(first.Blob)).Single(record => record.Type == "response").Id, revisit.Field("WARC-Refers-To"));
        Assert.Equal("the same words", Encoding.UTF8.GetString((await _archive.ReadAsync(second.Blob, None))!.Answer!.Body));
        Assert.True(Assert.Single(await _archive.ListAsync("https://example.net/b", None).ToListAsync()).IsRevisit);
    }

    [Fact]
    public async Task A_304_is_a_revisit_of_the_last_answer_and_an_empty_body_is_none()
    {
        await Store("https://example.org/a", "words", Noon);
        var unchanged = Single(Answer("https://example.org/a", "", Noon.AddDays(1)) with { Status = 304, ReasonPhrase = "Not Modified" });
        var stored = await _archive.StoreAsync(unchanged, Notes(unchanged), None);
        var revisit = (await Records(stored.Blob)).Single(record => record.Type == "revisit");
        Assert.Equal((WarcRecord.NotModified, "2026-03-04T12:00:00Z"), (revisit.Field("WARC-Profile"), revisit.Field("WARC-Refers-To-Date")));
        AssertEqual(unchanged, (await _archive.ReadAsync(stored.Blob, None))!);

        await Store("https://example.org/empty", "", Noon);
        Assert.Equal(CaptureOutcome.New, (await Store("https://example.org/empty", "", Noon.AddDays(1))).Outcome);
    }

    [Fact]
    public async Task Storing_twice_leaves_one_blob_and_one_line()
    {
        var first = await Store("https://example.org/a", "words", Noon);
        Assert.Equal(first, await Store("https://example.org/a", "words", Noon));
        Assert.Single(await _archive.ListAsync("https://example.org/a", None).ToListAsync());
        Assert.Single(await _captures.ListAsync("", null, None).ToListAsync());
    }

    [Fact]
    public async Task Captures_of_a_url_are_listed_in_the_order_of_time_over_years_and_within_a_second()
    {
        DateTimeOffset[] times = [Noon, Noon.AddMilliseconds(-5), Noon.AddYears(-1), Noon.AddMilliseconds(7), Noon.AddDays(300), Noon.AddDays(3)];
        foreach (var time in times)
        {
            await Store("https://example.org/a", $"words of {time:O}", time);
        }

        await Store("https://example.org/A", "another page", Noon);
        var lines = await _archive.ListAsync("http://www.example.org/a", None).ToListAsync();
        Assert.Equal(times.Order().Select(time => $"example.org/{time:yyyyMMddHHmmssfff}"), lines.Select(line => line.Filename.Split('-')[0]));
        Assert.All(lines, line => Assert.Equal(line, CdxjLine.Parse(line.ToString())));
        Assert.Equal(["2025.cdxj", "2026.cdxj"], (await _state.ListAsync("index/org.example/", null, None).ToListAsync()).Select(name => name.Split('/')[^1]));
    }

    [Fact]
    public async Task A_line_leads_to_its_record_by_offset_and_length()
    {
        var capture = Single(Answer("https://example.org/a", "words", Noon));
        await _archive.StoreAsync(capture with { Exchanges = [Answer("http://example.org/a", "hop", Noon), .. capture.Exchanges] }, Notes(capture), None);
        var lines = await _archive.ListAsync("https://example.org/a", None).ToListAsync();
        Assert.Equal(["http://example.org/a", "https://example.org/a"], lines.Select(line => line.Url));
        foreach (var line in lines)
        {
            await using var part = await _captures.OpenAsync(line.Filename, long.Parse(line.Offset), long.Parse(line.Length), None);
            var entry = Assert.Single(await WarcReader.ReadAsync(part!).ToListAsync());
            Assert.Equal((line.Url, line.Digest), (entry.Record!.TargetUri, entry.Record.Field("WARC-Payload-Digest")));
        }
    }

    [Fact]
    public async Task Visits_that_add_to_one_segment_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => Store("https://example.org/a", $"{i}", Noon.AddHours(i)))));
        Assert.Equal(24, (await _archive.ListAsync("https://example.org/a", None).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_kill_between_any_two_writes_loses_nothing()
    {
        await Store("https://example.org/first", "held already", Noon);
        var capture = Single(Answer("https://example.org/a", "words", Noon)) with
        {
            Exchanges = [Answer("https://example.org/hop", "held already", Noon), Answer("https://example.net/a", "words", Noon.AddSeconds(1))],
        };
        var writes = 0;
        for (var isKilled = true; isKilled; writes++)
        {
            var state = new DirectoryBlobStore(Path.Combine(_root, $"state-{writes}"));
            var captures = new DirectoryBlobStore(Path.Combine(_root, $"captures-{writes}"));
            var kill = new KillSwitch(writes);
            try
            {
                await new Archive(new KilledStore(captures, kill), new KilledStore(state, kill)).StoreAsync(capture, Notes(capture), None);
                isKilled = false;
            }
            catch (KilledException)
            {
                // What a visit does next: it looks for captures that its ledger does not know.
            }

            var archive = new Archive(captures, state);
            await foreach (var line in archive.ListAsync("https://example.net/a", None))
            {
                Assert.NotNull(await archive.ReadAsync(line.Filename, None));
            }

            var orphans = await archive.CapturesAfterAsync("example.org", null, None).ToListAsync();
            Assert.Equal(writes == 0 ? 0 : 1, orphans.Count);
            foreach (var orphan in orphans)
            {
                await archive.IndexAsync(orphan, None);
                AssertEqual(capture, (await archive.ReadAsync(orphan, None))!);
                Assert.Single(await archive.ListAsync("https://example.org/hop", None).ToListAsync());
                Assert.Single(await archive.ListAsync("https://example.net/a", None).ToListAsync());
            }
        }

        Assert.True(writes >= 5, $"only {writes} places to die");
    }

    [Fact]
    public async Task Both_indexes_are_rebuilt_from_the_blobs_alone()
    {
        await Store("https://example.org/a", "words", Noon);
        await Store("https://example.org/a", "words", Noon.AddDays(1));
        await Store("https://example.net/b", "others", Noon.AddDays(400));
        var state = new DirectoryBlobStore(Path.Combine(_root, "rebuilt"));
        var rebuilt = new Archive(_captures, state);
        await foreach (var blob in _captures.ListAsync("", null, None))
        {
            await rebuilt.IndexAsync(blob, None);
        }

        Assert.Equal(await Contents(_state), await Contents(state));
    }

    [Fact]
    public async Task Captures_newer_than_a_blob_are_those_of_its_host_alone()
    {
        var first = await Store("https://example.org/a", "1", Noon);
        var second = await Store("https://example.org/b", "2", Noon.AddMinutes(1));
        await Store("https://example.org.example/b", "3", Noon.AddMinutes(2));
        Assert.Equal([second.Blob], await _archive.CapturesAfterAsync("example.org", first.Blob, None).ToListAsync());
        Assert.Equal([first.Blob, second.Blob], await _archive.CapturesAfterAsync("example.org", null, None).ToListAsync());
    }

    [Fact]
    public async Task Damage_and_missing_payloads_are_errors_that_name_the_place()
    {
        var first = await Store("https://example.org/a", "words", Noon);
        var second = await Store("https://example.org/a", "words", Noon.AddDays(1));
        await _captures.DeleteAsync(first.Blob, null, None);
        Assert.Null(await _archive.ReadAsync(first.Blob, None));
        var gone = await Assert.ThrowsAsync<InvalidDataException>(() => _archive.ReadAsync(second.Blob, None));
        Assert.Contains(first.Blob, gone.Message);

        var bytes = (await _captures.ReadAsync(second.Blob, None))!.Content.ToArray();
        bytes[^10] ^= 4;
        await _captures.WriteAsync(second.Blob, bytes, default, None);
        var damaged = await Assert.ThrowsAsync<InvalidDataException>(() => _archive.ReadAsync(second.Blob, None));
        Assert.Contains("damaged at byte", damaged.Message);
    }

    private static Exchange Answer(string url, string body, DateTimeOffset time) => new()
    {
        Url = new Uri(url),
        Time = time,
        RequestHeaders = [new("Host", new Uri(url).Host), new("User-Agent", "Refwatch/0.1")],
        Status = 200,
        ReasonPhrase = "OK",
        ResponseHeaders = [new("Content-Type", "text/html")],
        Body = Encoding.Latin1.GetBytes(body),
    };

    private static Capture Single(Exchange exchange) => new() { Url = exchange.Url, Time = exchange.Time, Exchanges = [exchange] };

    private static CaptureNotes Notes(Capture capture) => new() { Url = capture.Url.OriginalString, Verdict = new Verdict(VerdictKind.Live, ["HTTP 200 OK"]) };

    private static void AssertEqual(Capture expected, Capture actual)
    {
        Assert.Equal((expected.Url, expected.Time, expected.Failure), (actual.Url, actual.Time, actual.Failure));
        Assert.Equal(expected.Exchanges.Count, actual.Exchanges.Count);
        foreach (var (left, right) in expected.Exchanges.Zip(actual.Exchanges))
        {
            Assert.Equal(left.RequestHeaders, right.RequestHeaders);
            Assert.Equal(left.ResponseHeaders, right.ResponseHeaders);
            Assert.Equal(left.Body, right.Body);
            Assert.Equal(
                (left.Url, left.Time, left.Status, left.ReasonPhrase, left.HttpVersion, left.IsTruncated, left.RemoteAddress),
                (right.Url, right.Time, right.Status, right.ReasonPhrase, right.HttpVersion, right.IsTruncated, right.RemoteAddress));
        }
    }

    private static async Task<List<string>> Contents(DirectoryBlobStore store)
    {
        var contents = new List<string>();
        await foreach (var name in store.ListAsync("", null, None))
        {
            contents.Add($"{name}\n{Encoding.UTF8.GetString((await store.ReadAsync(name, None))!.Content.Span)}");
        }

        return contents;
    }

    private async Task<StoredCapture> Store(string url, string body, DateTimeOffset time)
    {
        var capture = Single(Answer(url, body, time));
        return await _archive.StoreAsync(capture, Notes(capture), None);
    }

    private async Task<List<WarcRecord>> Records(string blob)
    {
        await using var file = await _captures.OpenAsync(blob, 0, null, None);
        return await WarcReader.ReadAsync(file!).Select(entry => entry.Record!).ToListAsync();
    }
}
