namespace Refwatch.Fetching;

/// <summary>Why a fetch has no answer: data for the verdict, never an exception.</summary>
/// <param name="Kind">The class of the failure.</param>
/// <param name="Detail">One line that a person can check, e.g. "example.org: no such host".</param>
public sealed record FetchFailure(FetchFailureKind Kind, string Detail);

public enum FetchFailureKind
{
    /// <summary>The name did not resolve.</summary>
    Dns,

    /// <summary>The connection was refused or reset.</summary>
    Connection,

    /// <summary>No trusted TLS session: expired, wrong name, untrusted issuer.</summary>
    Tls,

    /// <summary>The server did not answer in time, or did not finish.</summary>
    Timeout,

    /// <summary>More redirects than allowed, or a loop.</summary>
    Redirects,

    /// <summary>The server's bytes are not HTTP.</summary>
    Protocol,

    /// <summary>robots.txt disallows the path, or could not be had (RFC 9309, section 2.3.1.4).</summary>
    Robots,

    /// <summary>The address is private and private networks were not allowed.</summary>
    PrivateAddress,

    /// <summary>Not an http or https URL.</summary>
    Unsupported,

    /// <summary>The host, or one that a redirect led to, is being visited or wants no request yet: ask again later.</summary>
    PutOff,
}
