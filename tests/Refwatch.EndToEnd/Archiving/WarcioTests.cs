using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Refwatch.Archiving;
using Refwatch.EndToEnd.Storage;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.EndToEnd.Archiving;

/// <summary>Our WARC files, read by another's program.</summary>
public sealed class WarcioTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, 123, TimeSpan.Zero);

    private readonly string _root = Directory.CreateTempSubdirectory("refwatch-warcio-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [NodeFact("warcio")]
    public async Task Every_record_is_read_with_right_digests()
    {
        var file = await ArchiveFileAsync();
        var (exit, records, errors) = await CheckAsync(file);
        Assert.True(exit == 0, errors + string.Join('\n', records));
        Assert.Equal(
            ["warcinfo", "request", "response", "request", "response", "metadata", "request", "revisit", "metadata", "metadata"],
            records.Select(record => record.GetProperty("type").GetString()));
        Assert.Equal("2026-03-04T12:00:00.123Z", records[1].GetProperty("date").GetString());
        Assert.Equal("http://xn--e1afmkfd.xn--p1ai/%D0%B0?b", records[1].GetProperty("url").GetString());
    }

    [NodeFact("warcio")]
    public async Task A_corrupted_byte_is_noticed()
    {
        // Compressed anew after the damage, so that the gzip checksum is right and the digest alone can tell.
        using var plain = new MemoryStream();
        await using (var gzip = new GZipStream(File.OpenRead(await ArchiveFileAsync()), CompressionMode.Decompress))
        {
            await gzip.CopyToAsync(plain);
        }

        var bytes = plain.ToArray();
        bytes[bytes.AsSpan().IndexOf("the words of the page"u8)] ^= 1;
        var file = Path.Combine(_root, "corrupted.warc");
        await File.WriteAllBytesAsync(file, bytes);
        var (exit, records, _) = await CheckAsync(file);
        Assert.Equal(1, exit);
        var wrong = Assert.Single(records, record => record.GetProperty("wrong").GetArrayLength() > 0);
        Assert.Equal("response", wrong.GetProperty("type").GetString());
    }

    private async Task<string> ArchiveFileAsync()
    {
        var captures = new DirectoryBlobStore(Path.Combine(_root, "captures"));
        var archive = new Archive(captures, new DirectoryBlobStore(Path.Combine(_root, "state")));
        var hop = Answer("http://пример.рф/а?b", "moved", Noon) with { Status = 301, ReasonPhrase = "Moved Permanently" };
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync("the words of another page"u8.ToArray());
        }

        var page = Answer("https://example.org/page", "the words of the page\r\n\r\n", Noon.AddSeconds(1)) with
        {
            HttpVersion = "2", RemoteAddress = "2001:db8::7", ResponseHeaders = [new("transfer-encoding", "chunked"), new("Server", "\u00e9")],
        };
        Capture[] stored =
        [
            new() { Url = hop.Url, Time = hop.Time, Exchanges = [hop, page] },
            new() { Url = page.Url, Time = Noon.AddDays(1), Exchanges = [page with { Time = Noon.AddDays(1) }] },
            new() { Url = page.Url, Time = Noon.AddDays(2), Exchanges = [], Failure = new FetchFailure(FetchFailureKind.Timeout, "no answer in 60 s") },
        ];

        var file = Path.Combine(_root, "all.warc.gz");
        await using var all = File.Create(file);
        WarcWriter.Write(all, archive.Info(Noon));
        foreach (var capture in stored)
        {
            var notes = new CaptureNotes { Url = capture.Url.OriginalString, Verdict = new Verdict(VerdictKind.Live, ["HTTP 200 OK"]) };
            var place = await archive.StoreAsync(capture, notes, CancellationToken.None);
            await using var blob = await captures.OpenAsync(place.Blob, 0, null, CancellationToken.None);
            await blob!.CopyToAsync(all);
        }

        return file;
    }

    private static Exchange Answer(string url, string body, DateTimeOffset time) => new()
    {
        Url = new Uri(url), Time = time, RequestHeaders = [new("Host", "example.org")], Status = 200, ReasonPhrase = "OK",
        ResponseHeaders = [new("Content-Type", "text/html")], Body = Encoding.UTF8.GetBytes(body),
    };

    internal static async Task<(int Exit, List<JsonElement> Records, string Errors)> CheckAsync(string file)
    {
        using var check = Process.Start(new ProcessStartInfo("node", [Path.Combine(Node.Folder, "digests.mjs"), file])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = check.StandardError.ReadToEndAsync();
        var lines = await check.StandardOutput.ReadToEndAsync();
        await check.WaitForExitAsync();
        var records = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        return (check.ExitCode, records, await errors);
    }
}
