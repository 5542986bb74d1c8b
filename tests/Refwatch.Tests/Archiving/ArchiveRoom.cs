using System.Text;
using Refwatch.Archiving;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Fixity;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Verdicts;

namespace Refwatch.Tests.Archiving;

/// <summary>An archive in a folder of its own, with what archivists do to it.</summary>
internal sealed class ArchiveRoom : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-room-").FullName;

    public ArchiveRoom()
    {
        Captures = new DirectoryBlobStore(Path.Combine(_folder, "captures"));
        State = new DirectoryBlobStore(Path.Combine(_folder, "state"));
        Archive = new Archive(Captures, State);
        Journal = new Journal(Captures);
    }

    public ManualClock Clock { get; } = new(Noon.AddDays(1));

    public IBlobStore Captures { get; }

    public IBlobStore State { get; }

    public Archive Archive { get; }

    public Journal Journal { get; }

    public string KeyFile => Path.Combine(_folder, "key.pem");

    public string FileOf(string capture) => Path.Combine(_folder, "captures", capture);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public Task<StoredCapture> StoreAsync(string url, string body, DateTimeOffset? time = null) => StoreAsync(Archive, url, body, time);

    public static async Task<StoredCapture> StoreAsync(Archive archive, string url, string body, DateTimeOffset? time = null)
    {
        var exchange = new Exchange
        {
            Url = new Uri(url), Time = time ?? Noon, RequestHeaders = [new("Host", new Uri(url).Host), new("User-Agent", "Refwatch/0.1")], Status = 200, ReasonPhrase = "OK",
            ResponseHeaders = [new("Content-Type", "text/html")], Body = Encoding.UTF8.GetBytes(body), RemoteAddress = "192.0.2.7",
        };
        var capture = new Capture { Url = exchange.Url, Time = exchange.Time, Exchanges = [exchange] };
        return await archive.StoreAsync(
            capture, new CaptureNotes { Url = url, Verdict = new Verdict(VerdictKind.Live, ["HTTP 200 OK"]), TextDigest = Digest.Sha256(exchange.Body), ExtractorVersion = 1 }, CancellationToken.None);
    }

    /// <summary>A few captures: two pages, a repeated payload, another host.</summary>
    public async Task<List<StoredCapture>> FillAsync() =>
    [
        await StoreAsync("https://example.org/a", "the first words"),
        await StoreAsync("https://example.org/a", "the second words, longer than the first", Noon.AddHours(1)),
        await StoreAsync("https://example.org/b", "other words", Noon.AddHours(2)),
        await StoreAsync("https://example.net/copy", "the first words", Noon.AddHours(3)),
    ];

    public async Task<(FixityReport Report, List<FixityProblem> Problems)> VerifyAsync(Seals? seals = null, string? head = null, DateOnly? since = null)
    {
        var problems = new List<FixityProblem>();
        var options = new VerificationOptions { Seals = seals ?? new Seals(), ExpectedHead = head, Since = since };
        return (await new Verification(Captures, State, options, problems.Add).RunAsync(CancellationToken.None), problems);
    }

    public Task<ReindexResult> ReindexAsync() => new Reindex(Captures, State).RunAsync(static _ => { }, CancellationToken.None);

    public Task<WrittenManifest> ManifestAsync(params IManifestSigner[] signers) => new ManifestWriter(Captures, signers, Clock).WriteAsync(CancellationToken.None);

    public Task<TakedownResult> TakeDownAsync(string blob, bool withRevisits = false) =>
        new Takedown(Captures, State, Clock).RunAsync(blob, "Order 7 of the court", "A. Archivist", withRevisits, CancellationToken.None);

    public async Task HoldAsync(ActKind kind, string? blob = null, string? url = null)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Journal.AddAsync(new Act { Kind = kind, Time = Clock.GetUtcNow(), Actor = "A. Archivist", Reason = "Case 12", Blob = blob, Url = url }, CancellationToken.None);
    }

    /// <summary>Everything below a prefix, byte for byte.</summary>
    public static async Task<List<string>> ContentsAsync(IBlobStore store, string prefix)
    {
        var contents = new List<string>();
        await foreach (var name in store.ListAsync(prefix, null, CancellationToken.None))
        {
            contents.Add($"{name}\n{Convert.ToHexString((await store.ReadAsync(name, CancellationToken.None))!.Content.Span)}");
        }

        return contents;
    }

    public static async Task ChangeAsync(IBlobStore store, string name, Func<byte[], byte[]> change)
    {
        var held = await store.ReadAsync(name, CancellationToken.None);
        await store.WriteAsync(name, change(held!.Content.ToArray()), default, CancellationToken.None);
    }
}
