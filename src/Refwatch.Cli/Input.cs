using System.IO.Compression;
using Refwatch.Fetching;

namespace Refwatch.Cli;

/// <summary>Pages named on the command line: files (also .gz), "-" for standard input, or URLs.</summary>
internal sealed class Input(FetchOptions fetchOptions) : IDisposable
{
    private const int MaxFileBytes = 256 * 1024 * 1024;
    private static readonly Uri NoUrl = new("http://file.invalid/");

    private readonly Fetcher _fetcher = new(fetchOptions, TimeProvider.System);

    /// <summary>Opens a page.</summary>
    /// <param name="name">FILE, URL or "-".</param>
    /// <param name="url">The address that a file was once found at.</param>
    /// <param name="cancellationToken">Stops a fetch.</param>
    /// <exception cref="InputException">It can't be opened; the message says why and what to do.</exception>
    public async Task<WebDocument> OpenAsync(string name, Uri? url, CancellationToken cancellationToken) =>
        IsUrl(name, out var address)
            ? await FetchAsync(address, cancellationToken)
            : WebDocument.FromBytes(url ?? NoUrl, await ReadFileAsync(name, cancellationToken));

    /// <summary>A file's bytes, unpacked when they are gzip's.</summary>
    public static async Task<byte[]> ReadFileAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = name == "-" ? Console.OpenStandardInput() : File.OpenRead(name);
            var bytes = await ReadBoundedAsync(file, name, cancellationToken);
            if (bytes is not [0x1f, 0x8b, ..])
            {
                return bytes;
            }

            await using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            return await ReadBoundedAsync(unpacked, name, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"{name}: {error.Message} Name a file that can be read, a URL that begins with http:// or https://, or - for standard input.");
        }
    }

    /// <summary>Where a document was found; null for a file whose address nobody named.</summary>
    public static Uri? AddressOf(WebDocument document) => document.Url == NoUrl ? null : document.Url;

    public static bool IsUrl(string name, out Uri url) =>
        Uri.TryCreate(name, UriKind.Absolute, out url!) && HostManners.CanBeAsked(url);

    /// <inheritdoc/>
    public void Dispose() => _fetcher.Dispose();

    private async Task<WebDocument> FetchAsync(Uri url, CancellationToken cancellationToken)
    {
        var capture = await _fetcher.FetchAsync(new FetchRequest(url, new HostManners { Host = HostManners.HostOf(url) }), cancellationToken);
        return capture.Answer is { Status: < 400 } && WebDocument.Open(capture) is { } document
            ? document
            : throw new InputException($"{url}: {capture.Failure?.Detail ?? $"HTTP {capture.Answer?.Status}"}. A file that was saved of it can be named instead.");
    }

    private static async Task<byte[]> ReadBoundedAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > MaxFileBytes)
            {
                throw new InputException($"{name} is longer than {MaxFileBytes >> 20} MB.");
            }
        }

        return memory.ToArray();
    }
}

/// <summary>An input that can't be used; the message is for the person who named it.</summary>
internal sealed class InputException(string message) : Exception(message);
