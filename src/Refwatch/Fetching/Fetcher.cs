namespace Refwatch.Fetching;

/// <summary>Fetches pages politely. A bad site is data in the <see cref="Capture"/>, not an exception.</summary>
public sealed class Fetcher : IDisposable
{
    public Fetcher(FetchOptions options, TimeProvider clock, HttpMessageHandler? handler = null) => throw new NotImplementedException();

    /// <summary>Fetches one page; throws only when cancelled.</summary>
    public Task<Capture> FetchAsync(FetchRequest request, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
