using System.Net;
using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Claims;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests;

/// <summary>The way of one check from fetch to alert, through the real parts.</summary>
public sealed class PageCheckTests : IDisposable
{
    private const string Url = "http://news.example/world/1";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task The_first_check_is_a_baseline_and_no_alert()
    {
        _house.Web.Put(Url, Article());
        var outcome = await _house.CheckOneAsync(Url);
        Assert.Equal(VerdictKind.Live, outcome.Verdict.Kind);
        Assert.Equal(CaptureOutcome.New, outcome.Capture.Outcome);
        Assert.Equal("first check", outcome.NotCompared);
        Assert.Empty(outcome.Alerts);
        Assert.NotNull(await _house.Pipeline.Archive.ReadAsync(outcome.Capture.Blob, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_bytes_again_store_nothing()
    {
        _house.Web.Put(Url, Article());
        await _house.CheckOneAsync(Url);
        var before = await CapturesAsync();
        _house.Clock.Advance(TimeSpan.FromDays(1));
        var outcome = await _house.CheckOneAsync(Url);
        Assert.Equal(CaptureOutcome.Unchanged, outcome.Capture.Outcome);
        Assert.Null(outcome.NotCompared);
        Assert.Equal(before, await CapturesAsync());
    }

    [Fact]
    public async Task Validators_are_sent_back_and_304_repeats_the_verdict()
    {
        _house.Web.Put(Url, Article(), etag: "\"v1\"");
        await _house.CheckOneAsync(Url);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        var outcome = await _house.CheckOneAsync(Url);
        Assert.Equal(304, outcome.Status);
        Assert.Equal(VerdictKind.Live, outcome.Verdict.Kind);
        Assert.Equal(CaptureOutcome.Unchanged, outcome.Capture.Outcome);
    }

    [Fact]
    public async Task A_changed_fact_is_stored_told_and_becomes_the_baseline()
    {
        _house.Web.Put(Url, Article("10 March"));
        await _house.CheckOneAsync(Url);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article("10 May"));
        var changed = await _house.CheckOneAsync(Url);
        var claim = Assert.Single(changed.Change.Claims);
        Assert.Equal(ChangeKind.Factual, claim.Kind);
        Assert.Contains("10 May", claim.After, StringComparison.Ordinal);
        var alert = Assert.Single(changed.Alerts);
        Assert.Equal(AlertKind.ContentDrift, alert.Kind);
        Assert.Equal(CaptureOutcome.New, changed.Capture.Outcome);

        _house.Clock.Advance(TimeSpan.FromDays(1));
        var again = await _house.CheckOneAsync(Url);
        Assert.True(again.Change.IsEmpty);
        Assert.Empty(again.Alerts);
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("missing")]
    public async Task A_baseline_that_cannot_be_read_is_told_and_the_page_is_watched_on_from_its_next_capture(string harm)
    {
        _house.Web.Put(Url, Article("10 March"));
        var first = await _house.CheckOneAsync(Url);
        var file = Path.Combine(_house.Folder, "captures", first.Capture.Blob);
        if (harm == "missing")
        {
            File.Delete(file);
        }
        else
        {
            Harm(file);
        }

        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article("10 May"));
        var told = await _house.CheckOneAsync(Url);
        Assert.Contains($"baseline {first.Capture.Timestamp}", told.NotCompared, StringComparison.Ordinal);
        Assert.True(told.NeedsAttention);
        Assert.Equal(CaptureOutcome.New, told.Capture.Outcome);

        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article("10 June"));
        var after = await _house.CheckOneAsync(Url);
        Assert.Null(after.NotCompared);
        Assert.Contains("10 May", Assert.Single(after.Change.Claims).Before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_back_and_forth_is_a_new_event_each_time_and_a_revisit_record()
    {
        _house.Web.Put(Url, Article("10 March"));
        await _house.CheckOneAsync(Url);
        var ids = new List<string>();
        foreach (var date in new[] { "10 May", "10 March", "10 May" })
        {
            _house.Clock.Advance(TimeSpan.FromDays(1));
            _house.Web.Put(Url, Article(date));
            var outcome = await _house.CheckOneAsync(Url);
            ids.Add(Assert.Single(outcome.Alerts).Id);
            Assert.Equal(date == "10 May" && ids.Count == 1 ? CaptureOutcome.New : CaptureOutcome.Revisit, outcome.Capture.Outcome);
        }

        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public async Task Noise_is_a_note_in_the_ledger()
    {
        _house.Web.Put(Url, Article(noise: "Views: 120. Nonce a1."));
        await _house.CheckOneAsync(Url);
        var before = await CapturesAsync();
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article(noise: "Views: 4711. Nonce b2."));
        var outcome = await _house.CheckOneAsync(Url);
        Assert.True(outcome.Change.IsEmpty);
        Assert.Equal(CaptureOutcome.Unchanged, outcome.Capture.Outcome);
        Assert.Equal(before, await CapturesAsync());
    }

    [Fact]
    public async Task Rot_is_shown_at_once_and_told_once_after_three_visits_over_three_days()
    {
        _house.Web.Put(Url, Article());
        await _house.CheckOneAsync(Url);
        _house.Web.Remove(Url);
        var told = new List<AlertKind>();
        for (var day = 1; day <= 6; day++)
        {
            _house.Clock.Advance(TimeSpan.FromDays(1));
            var outcome = await _house.CheckOneAsync(Url);
            Assert.Equal(VerdictKind.Gone, outcome.Verdict.Kind);
            told.AddRange(outcome.Alerts.Select(static alert => alert.Kind));
            Assert.Equal(day < 4 ? 0 : 1, told.Count);
        }

        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article());
        var back = await _house.CheckOneAsync(Url);
        Assert.Equal(VerdictKind.Live, back.Verdict.Kind);
        Assert.Equal(AlertKind.Recovered, Assert.Single(back.Alerts).Kind);
        Assert.True(back.Change.IsEmpty); // compared with what it said before it went
    }

    [Fact]
    public async Task A_wall_is_never_rot()
    {
        _house.Web.Put(Url, Article());
        await _house.CheckOneAsync(Url);
        _house.Web.Put(Url, "<title>Forbidden</title>", HttpStatusCode.Forbidden);
        for (var day = 1; day <= 6; day++)
        {
            _house.Clock.Advance(TimeSpan.FromDays(1));
            var outcome = await _house.CheckOneAsync(Url);
            Assert.Equal(VerdictKind.Blocked, outcome.Verdict.Kind);
            Assert.Empty(outcome.Alerts);
        }
    }

    [Fact]
    public async Task A_moved_page_is_compared_at_its_new_address()
    {
        _house.Web.Put(Url, Article("10 March"));
        await _house.CheckOneAsync(Url);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Redirect(Url, "http://news.example/world/one");
        _house.Web.Put("http://news.example/world/one", Article("10 May"));
        var outcome = await _house.CheckOneAsync(Url);
        Assert.Equal(VerdictKind.Moved, outcome.Verdict.Kind);
        Assert.Equal("http://news.example/world/one", outcome.FinalUrl.AbsoluteUri);
        Assert.Equal(ChangeKind.Factual, Assert.Single(outcome.Change.Claims).Kind);
    }

    [Fact]
    public async Task After_an_outage_the_same_bytes_are_live_again()
    {
        _house.Web.Put(Url, Article(), etag: "\"v1\"");
        await _house.CheckOneAsync(Url);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, static _ => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host"));
        Assert.Equal(VerdictKind.Unreachable, (await _house.CheckOneAsync(Url)).Verdict.Kind);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article(), etag: "\"v1\"");
        var back = await _house.CheckOneAsync(Url);
        Assert.Equal((VerdictKind.Live, true), (back.Verdict.Kind, back.Change.IsEmpty));
    }

    [Fact]
    public async Task A_changed_headline_is_archived_like_any_change()
    {
        _house.Web.Put(Url, Article());
        var first = await _house.CheckOneAsync(Url);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article().Replace("Harbour master detained", "Harbour master released", StringComparison.Ordinal));
        var outcome = await _house.CheckOneAsync(Url);
        Assert.Equal(CaptureOutcome.New, outcome.Capture.Outcome);
        Assert.NotEqual(first.Capture.Blob, outcome.Capture.Blob);
        Assert.NotEmpty(outcome.Change.Claims);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await _house.CheckOneAsync(Url)).Change.IsEmpty);
    }

    [Fact]
    public async Task What_cannot_be_compared_does_not_take_the_baseline_s_place()
    {
        _house.Web.Put(Url, Article("10 March"));
        await _house.CheckOneAsync(Url);
        foreach (var body in new Func<HttpResponseMessage>[] { Pdf, HalfAGzip })
        {
            _house.Clock.Advance(TimeSpan.FromDays(1));
            _house.Web.Put(Url, _ => body());
            var odd = await _house.CheckOneAsync(Url);
            Assert.True(odd.Change.IsEmpty);
            Assert.Contains(odd.NotCompared, new[] { "PDF", "incomplete" });
        }

        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article("10 May"));
        Assert.Equal(ChangeKind.Factual, Assert.Single((await _house.CheckOneAsync(Url)).Change.Claims).Kind);

        static HttpResponseMessage Pdf() => Body(System.Text.Encoding.ASCII.GetBytes($"%PDF-1.7\n{new string(' ', 4000)}\n%%EOF\n"), "application/pdf", coding: null);

        static HttpResponseMessage HalfAGzip()
        {
            using var packed = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.NoCompression, leaveOpen: true))
            {
                gzip.Write(System.Text.Encoding.UTF8.GetBytes(Article("10 March")));
            }

            return Body(packed.ToArray()[..(int)(packed.Length * 3 / 4)], "text/html", "gzip");
        }

        static HttpResponseMessage Body(byte[] bytes, string type, string? coding)
        {
            var response = new HttpResponseMessage { Content = new ByteArrayContent(bytes) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding ?? "identity");
            return response;
        }
    }

    [Fact]
    public async Task The_first_text_after_an_empty_shell_is_a_baseline_and_no_change()
    {
        _house.Web.Put(Url, "<!DOCTYPE html><title>Courier</title><body><div id=app></div><noscript>Please enable JavaScript to read this page.</noscript><script src=a.js></script><script src=b.js></script>");
        Assert.NotEqual("first check", (await _house.CheckOneAsync(Url)).NotCompared);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article());
        var first = await _house.CheckOneAsync(Url);
        Assert.Equal(("first check", true), (first.NotCompared, first.Change.IsEmpty));
    }

    [Fact]
    public async Task A_page_named_twice_is_asked_once_and_keeps_its_change()
    {
        _house.Web.Put(Url, Article("10 March"));
        await _house.CheckOneAsync(Url);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        _house.Web.Put(Url, Article("10 May"));
        var outcome = Assert.Single((await _house.CheckAsync(Url, Url + "#part")).Pages);
        Assert.Single(outcome.Alerts);
        Assert.Equal(2, _house.Web.Count(Url));
    }

    private async Task<string[]> CapturesAsync() => await _house.Captures.ListAsync("", null, CancellationToken.None).ToArrayAsync();

    private static void Harm(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 0xFF;
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllBytes(file, bytes);
    }

    private static string Article(string date = "10 March", string noise = "") =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>Harbour master detained - The Example Courier</title></head><body>
        <nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>
        <article><h1>Harbour master detained</h1>
        <p>Officers detained the harbour master of Port Ellery on {date} after a search of his office that lasted six hours.</p>
        <p>His lawyer, Ines Calloway, said that the court had refused to hear two witnesses who were ready to speak for him.</p>
        <p>The port handles 1.5 million tonnes of grain a year, and its workers have been on strike since the search became known.</p>
        <p>A spokesman for the ministry of transport declined to comment and pointed to the prosecutor, who did not answer letters.</p>
        </article><footer>{noise} © The Example Courier</footer></body></html>
        """;
}
