using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>What a status code says by itself (RFC 9110, section 15, and the codes that proxies and walls made their own).</summary>
internal static class StatusCodes
{
    /// <summary>Null when the answer carries a representation and its content decides.</summary>
    public static Verdict? Judge(Exchange answer)
    {
        var line = answer.ReasonPhrase.Length > 0 ? $"HTTP {answer.Status} {answer.ReasonPhrase}" : $"HTTP {answer.Status}";
        Verdict Says(VerdictKind kind, double confidence, string? meaning = null)
        {
            var said = meaning is null ? line : $"{line}: {meaning}";
            return new Verdict(kind, answer.Header("Retry-After") is { } after ? [said, $"Retry-After: {after}"] : [said], confidence);
        }

        return answer.Status switch
        {
            200 or 203 or 206 => null,
            202 => Says(VerdictKind.Unknown, 0.5, "accepted, without the page; some bot walls answer so"),
            204 or 205 => Says(VerdictKind.Unknown, 0.5, "an answer without content"),
            304 => Says(VerdictKind.Unknown, 0.5, "not modified, said to a request that named nothing to compare with"),
            >= 300 and < 400 => Says(VerdictKind.Unknown, 0.5, "a redirect without a usable address"),
            401 => Says(VerdictKind.Blocked, 0.9, "the server asks for a sign-in"),
            402 => Says(VerdictKind.Paywalled, 0.9, "payment required"),
            403 => Says(VerdictKind.Blocked, 0.9, "the server refuses us; people may still read it"),
            404 or 410 => Says(VerdictKind.Gone, 1),
            408 => Says(VerdictKind.Unreachable, 0.8, "the server gave up waiting"),
            407 or 511 => Says(VerdictKind.Unknown, 0.9, "a proxy or network asks for a sign-in"),
            429 => Says(VerdictKind.Blocked, 1, "too many requests"),
            451 => Says(VerdictKind.Blocked, 1, "withheld for legal reasons (RFC 7725)"),
            // LinkedIn's own code for visitors that it takes for robots.
            999 => Says(VerdictKind.Blocked, 0.9, "the server refuses robots"),
            >= 520 and <= 527 => Says(VerdictKind.ServerError, 0.95, "Cloudflare cannot reach the site's own server"),
            >= 500 and < 600 => Says(VerdictKind.ServerError, 1),
            _ => Says(VerdictKind.Unknown, 0.5, "the server refuses the request in this form"),
        };
    }
}
