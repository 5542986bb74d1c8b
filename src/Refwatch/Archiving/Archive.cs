using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Archiving;

/// <summary>The captures as WARC in one container, their CDXJ index in another.</summary>
public sealed class Archive(IBlobStore captures, IBlobStore state, string software = "Refwatch/0.1")
{
    /// <summary>Stores a capture durably, as a revisit when the payload is held already, and indexes it. Repeating it is harmless.</summary>
    public Task<StoredCapture> StoreAsync(Capture capture, CaptureNotes notes, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Reads a capture back, following revisit records; null when there is no such blob.</summary>
    public Task<Capture?> ReadAsync(string blob, CancellationToken cancellationToken) => throw new NotImplementedException();

    public IAsyncEnumerable<string> CapturesAfterAsync(string host, string blob, CancellationToken cancellationToken) => throw new NotImplementedException();
}
