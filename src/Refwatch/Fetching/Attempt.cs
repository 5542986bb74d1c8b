namespace Refwatch.Fetching;

/// <summary>What one request came to: an answer, or the reason why there is none.</summary>
internal sealed record Attempt(Exchange? Exchange, FetchFailure? Failure)
{
    public static Attempt Failed(FetchFailureKind kind, string detail) => new(null, new FetchFailure(kind, detail));

    /// <summary>The same request may fare better in a moment. A missing name, a bad certificate and a 4xx stay as they are.</summary>
    public bool IsTransient =>
        Failure?.Kind is FetchFailureKind.Connection or FetchFailureKind.Timeout || Exchange?.Status is 502 or 503 or 504;
}
