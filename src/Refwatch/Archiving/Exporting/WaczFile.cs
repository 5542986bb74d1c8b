using System.IO.Compression;
using System.Text;
using System.Text.Json.Serialization;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Archiving.Exporting;

/// <summary>
/// A web archive collection, zipped: WACZ 1.1.1 (specs.webrecorder.net/wacz/1.1.1). The index is compressed in blocks with
/// a second index over them, "cdxj-gzip-1.0", so that a browser reads as much of a large file as a page needs.
/// </summary>
internal sealed class WaczFile(Stream file, DateTimeOffset created) : IDisposable
{
    /// <summary>The WARC data in the package.</summary>
    public const string WarcName = "data.warc.gz";

    private const string IndexName = "index.cdx.gz";
    private const int LinesPerBlock = 1024;

    private readonly ZipArchive _zip = new(file, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<Resource> _resources = [];

    /// <summary>Adds a file; what is compressed already is stored as it is (section 5.4.1).</summary>
    public async Task AddAsync(string path, Func<MeteredStream, Task> write)
    {
        var entry = _zip.CreateEntry(path, path.EndsWith(".gz", StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
        entry.LastWriteTime = created;
        await using var content = await entry.OpenAsync();
        await using var metered = new MeteredStream(content);
        await write(metered);
        _resources.Add(new Resource(path[(path.LastIndexOf('/') + 1)..], path, metered.TakeDigest(), metered.Position));
    }

    public async Task AddIndexAsync(SortedLines lines)
    {
        var blocks = new StringBuilder($$"""!meta 0 {"format": "cdxj-gzip-1.0", "filename": "{{IndexName}}"}""").Append('\n');
        await AddAsync($"indexes/{IndexName}", async index =>
        {
            foreach (var block in lines.Read().Chunk(LinesPerBlock))
            {
                var bytes = Compress(block);
                var key = string.Join(' ', block[0].Split(' ', 3)[..2]);
                blocks.Append(key).Append(' ').Append(Encoding.UTF8.GetString(Json.Write(new Block(index.Position, bytes.Length, Digest.Sha256(bytes), IndexName)))).Append('\n');
                await index.WriteAsync(bytes);
            }
        });
        await AddAsync("indexes/index.idx", index => index.WriteAsync(Encoding.UTF8.GetBytes(blocks.ToString())).AsTask());
    }

    public Task AddPagesAsync(SortedLines pages) => AddAsync("pages/pages.jsonl", async file =>
    {
        await file.WriteAsync("""{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}"""u8.ToArray());
        foreach (var page in pages.Read())
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes("\n" + page[(page.IndexOf('\t') + 1)..]));
        }

        await file.WriteAsync("\n"u8.ToArray());
    });

    /// <summary>The list of all files with their digests, and its own digest (sections 5.2.4 and 5.2.5).</summary>
    public async Task AddPackageAsync(string title, string software)
    {
        var package = Json.Write(new DataPackage([.. _resources], title, WarcRecord.WriteDate(created), software));
        await AddAsync("datapackage.json", content => content.WriteAsync(package).AsTask());
        await AddAsync("datapackage-digest.json", content => content.WriteAsync(Json.Write(new PackageDigest("datapackage.json", Digest.Sha256(package)))).AsTask());
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private static byte[] Compress(string[] lines)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n"))));
        }

        return bytes.ToArray();
    }

    private sealed record Block(long Offset, int Length, string Digest, string Filename);

    private sealed record Resource(string Name, string Path, string Hash, long Bytes);

    private sealed record PackageDigest(string Path, string Hash);

    private sealed record DataPackage(IReadOnlyList<Resource> Resources, string Title, string Created, string Software)
    {
        public string Profile { get; init; } = "data-package";

        [JsonPropertyName("wacz_version")]
        public string WaczVersion { get; init; } = "1.1.1";
    }
}
