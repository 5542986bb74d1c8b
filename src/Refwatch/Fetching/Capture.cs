namespace Refwatch.Fetching;

/// <summary>One fetch of a watched page: the redirects that were followed and the answer, or the reason why there is none.</summary>
public sealed record Capture
{
    /// <summary>The URL that is watched; redirects may have led elsewhere.</summary>
    public required Uri Url { get; init; }

    /// <summary>When the first request was sent (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Every request that was answered, in order; the last is the answer unless <see cref="Failure"/> says why not.</summary>
    public required IReadOnlyList<Exchange> Exchanges { get; init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public FetchFailure? Failure { get; init; }

    /// <summary>The answer that stands for the page; null when the fetch failed.</summary>
    public Exchange? Answer => Failure is null && Exchanges.Count > 0 ? Exchanges[^1] : null;

    /// <summary>Where the redirects ended.</summary>
    public Uri FinalUrl => Exchanges.Count > 0 ? Exchanges[^1].Url : Url;

    /// <summary>The server answered a conditional request with 304 (RFC 9110, section 15.4.5).</summary>
    public bool IsNotModified => Answer?.Status == 304;
}
