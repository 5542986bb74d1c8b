namespace Refwatch.Fetching;

/// <summary>What to fetch, and with which manners.</summary>
/// <param name="Url">The page.</param>
/// <param name="Manners">The pace and the robots rules of the page's host; the fetch waits as they say and updates them.</param>
public sealed record FetchRequest(Uri Url, HostManners Manners)
{
    /// <summary>Validators of the capture that we hold; a 304 then says that nothing changed.</summary>
    public Validators? Validators { get; init; }

    /// <summary>The time that is asked for, of a TimeGate (RFC 7089, section 2.1.1).</summary>
    public DateTimeOffset? AcceptDatetime { get; init; }

    /// <summary>False: a redirect is the answer, as a TimeGate's is (RFC 7089, section 4.2.1).</summary>
    public bool FollowsRedirects { get; init; } = true;

    /// <summary>Least pause after each request, where a service states a rate of its own.</summary>
    public TimeSpan LeastPause { get; init; }

    /// <summary>A failure that may pass is not tried again in this fetch: nobody should wait for a service that is optional.</summary>
    public bool IsTriedOnce { get; init; }

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
