using Refwatch.Fetching;

namespace Refwatch.Verdicts;

/// <summary>What it means that a fetch has no answer.</summary>
internal static class Failures
{
    /// <summary>Words that TLS stacks use, each with what an editor should read.</summary>
    private static readonly (string Word, string Meaning)[] TlsReasons =
    [
        ("expired", "the certificate has expired"),
        ("NotTimeValid", "the certificate has expired or is not valid yet"),
        ("NameMismatch", "the certificate is for another name"),
        ("wrong name", "the certificate is for another name"),
        ("another name", "the certificate is for another name"),
        ("self-signed", "the certificate is not from a trusted issuer"),
        ("self signed", "the certificate is not from a trusted issuer"),
        ("untrusted", "the certificate is not from a trusted issuer"),
        ("UntrustedRoot", "the certificate is not from a trusted issuer"),
        ("PartialChain", "the certificate's chain is incomplete"),
        ("revoked", "the certificate was revoked"),
    ];

    public static Verdict Judge(Capture capture, FetchFailure failure)
    {
        var (kind, meaning, confidence) = failure.Kind switch
        {
            FetchFailureKind.Dns => (VerdictKind.Unreachable, "DNS: the host's name does not resolve", 0.9),
            FetchFailureKind.Connection => (VerdictKind.Unreachable, "the host does not accept or keep the connection", 0.9),
            FetchFailureKind.Tls => (VerdictKind.Unreachable, "TLS: " + TlsReason(failure.Detail), 0.9),
            FetchFailureKind.Timeout => (VerdictKind.Unreachable, "no answer in time", 0.8),
            FetchFailureKind.Protocol => (VerdictKind.Unreachable, "the server does not speak HTTP", 0.8),
            FetchFailureKind.Redirects => (VerdictKind.Unknown, RedirectReason(capture), 0.5),
            FetchFailureKind.Robots => (VerdictKind.Unknown, "robots.txt does not let us ask", 1.0),
            FetchFailureKind.PrivateAddress => (VerdictKind.Unknown, "a private address is not asked", 1.0),
            FetchFailureKind.Unsupported => (VerdictKind.Unknown, "not an http or https address", 1.0),
            FetchFailureKind.PutOff => (VerdictKind.Unknown, "the host wants no request yet", 1.0),
            _ => (VerdictKind.Unknown, "no answer", 0.5),
        };

        return new Verdict(kind, [.. Redirects.Trail(capture), meaning, failure.Detail], confidence);
    }

    private static string TlsReason(string detail)
    {
        foreach (var (word, meaning) in TlsReasons)
        {
            if (detail.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return meaning;
            }
        }

        return "no trusted connection";
    }

    /// <summary>A wall that wants a cookie sends visitors without one in a circle, so a circle is not proof of rot.</summary>
    private static string RedirectReason(Capture capture)
    {
        var seen = new HashSet<Uri>();
        return capture.Exchanges.FirstOrDefault(hop => !seen.Add(hop.Url)) is { } again
            ? $"redirects lead in a circle, back to {again.Url}; walls that want a cookie do that too"
            : "too many redirects, or a circle; walls that want a cookie do that too";
    }
}
