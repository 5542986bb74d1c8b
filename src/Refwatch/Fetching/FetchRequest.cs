namespace Refwatch.Fetching;

/// <summary>What to fetch, and with which manners.</summary>
/// <param name="Url">The page.</param>
/// <param name="Manners">The pace and the robots rules of the page's host; the fetch waits as they say and updates them.</param>
public sealed record FetchRequest(Uri Url, HostManners Manners)
{
    /// <summary>Validators of the capture that we hold; a 304 then says that nothing changed.</summary>
    public Validators? Validators { get; init; }

    /// <summary>
    /// Asks for admission to another host that a redirect leads to. Null as its answer: that host is busy or wants no
    /// request yet, and the fetch ends with <see cref="FetchFailureKind.PutOff"/>. Null as the delegate: any host may be
    /// entered, with manners of its own.
    /// </summary>
    public Func<string, CancellationToken, Task<HostAdmission?>>? EnterHost { get; init; }
}

/// <summary>What a server gave to recognise a representation again (RFC 9110, section 8.8).</summary>
/// <param name="ETag">Sent back as If-None-Match.</param>
/// <param name="LastModified">Sent back as If-Modified-Since, as the server spelled it.</param>
public sealed record Validators(string? ETag, string? LastModified);

/// <summary>Leave to send requests to one host until disposed.</summary>
public abstract class HostAdmission(HostManners manners) : IAsyncDisposable
{
    public HostManners Manners { get; } = manners;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
