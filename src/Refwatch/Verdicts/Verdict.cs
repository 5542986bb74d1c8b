using System.Text.Json.Serialization;

namespace Refwatch.Verdicts;

/// <summary>What a fetch says about a reference, with the evidence a person can check.</summary>
/// <param name="Kind">The word.</param>
/// <param name="Evidence">One line a sign, e.g. "HTTP 404 Not Found", "title says «Page not found»".</param>
/// <param name="Confidence">0 to 1; 1 when the protocol itself says so.</param>
public sealed record Verdict(VerdictKind Kind, IReadOnlyList<string> Evidence, double Confidence = 1)
{
    /// <summary>A soft 404 is possible and not proved: what the host says to an address that cannot exist, and then what its front page says, would tell.</summary>
    [JsonIgnore]
    public bool IsSuspect { get; init; }

    /// <summary>The page's own text was read, so its claims can be compared.</summary>
    public bool IsReadable => Kind is VerdictKind.Live or VerdictKind.Moved or VerdictKind.Paywalled;

    /// <summary>The reference no longer leads to what was cited: an incident once it is confirmed.</summary>
    public bool IsRot => Kind is VerdictKind.Gone or VerdictKind.Usurped or VerdictKind.Soft404;
}

public enum VerdictKind
{
    /// <summary>It answers with the page.</summary>
    Live,

    /// <summary>The page answers at another address, permanently.</summary>
    Moved,

    /// <summary>A wall, a gate, a provider's or a filter's page; 401, 403, 429 or 451: people may still read it.</summary>
    Blocked,

    /// <summary>Readable in part, or after payment.</summary>
    Paywalled,

    /// <summary>It answers 200, and what it shows is not the document: "not found", the front page, a hoster's or a server's own page.</summary>
    Soft404,

    /// <summary>Parked, for sale, or taken over by another owner.</summary>
    Usurped,

    /// <summary>404 or 410.</summary>
    Gone,

    /// <summary>5xx, or a page that says so.</summary>
    ServerError,

    /// <summary>DNS, TLS, connection or time-out.</summary>
    Unreachable,

    /// <summary>It could not be asked, or the signs contradict each other.</summary>
    Unknown,
}
