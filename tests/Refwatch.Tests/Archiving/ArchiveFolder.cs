using System.Text;
using Refwatch.Archiving;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Exporting;
using Refwatch.Archiving.Fixity;
using Refwatch.Archiving.Importing;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Verdicts;

namespace Refwatch.Tests.Archiving;

/// <summary>An archive in a folder of its own, filled by hand.</summary>
internal sealed class ArchiveFolder : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public ArchiveFolder()
    {
        Folder = Directory.CreateTempSubdirectory("refwatch-archive-").FullName;
        Captures = new DirectoryBlobStore(Path.Combine(Folder, "captures"));
        State = new DirectoryBlobStore(Path.Combine(Folder, "state"));
        Archive = new Archive(Captures, State);
        Citing = new CitingIndex(State);
    }

    public string Folder { get; }

    public DirectoryBlobStore Captures { get; }

    public DirectoryBlobStore State { get; }

    public Archive Archive { get; }

    public CitingIndex Citing { get; }

    public ArchiveExport Export => new(Captures, Archive, Citing, new ManualClock(Noon)) { Operator = "keeper@example.org" };

    public ArchiveImport Import => new(Archive, new Journal(Captures), "an archivist", new ManualClock(Noon.AddYears(1)));

    public string PathOf(string name) => Path.Combine(Folder, name);

    public Task<StoredCapture> StoreAsync(string url, string body, DateTimeOffset time, string type = "text/html") =>
        StoreAsync(new Capture { Url = new Uri(url), Time = time, Exchanges = [Answer(url, body, time, type)] });

    public Task<StoredCapture> StoreAsync(Capture capture) => Archive.StoreAsync(
        capture, new CaptureNotes { Url = capture.Url.OriginalString, Verdict = new Verdict(VerdictKind.Live, ["HTTP 200 OK"]) }, CancellationToken.None);

    public static Exchange Answer(string url, string body, DateTimeOffset time, string type = "text/html") => new()
    {
        Url = new Uri(url),
        Time = time,
        RequestHeaders = [new("Host", new Uri(url).Host), new("User-Agent", "Refwatch/0.1")],
        Status = 200,
        ReasonPhrase = "OK",
        ResponseHeaders = [new("Content-Type", type)],
        Body = Encoding.UTF8.GetBytes(body),
    };

    public async Task<IReadOnlyList<ImportReport>> ImportAsync(params string[] names) =>
        await Import.ImportAsync([.. names.Select(name => new FileInfo(Path.Combine(Folder, name)))], new Nobody(), CancellationToken.None);

    public async Task<List<string>> BlobsAsync() => await Captures.ListAsync("", null, CancellationToken.None).Where(static name => CaptureContainer.KindOf(name) is BlobKind.Capture).ToListAsync();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Is told, and does nothing.</summary>
    internal sealed class Nobody : IProgress<long>
    {
        public void Report(long value)
        {
        }
    }
}
