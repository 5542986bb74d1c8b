using System.Security.Cryptography;

namespace Refwatch.Fetching;

/// <summary>One HTTP request and its answer, as they went over the wire, except that the transfer coding is removed.</summary>
public sealed record Exchange
{
    public required Uri Url { get; init; }

    /// <summary>When the request was sent (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The request's header fields in the order in which they were sent.</summary>
    public required IReadOnlyList<HeaderField> RequestHeaders { get; init; }

    public required int Status { get; init; }

    public string ReasonPhrase { get; init; } = "";

    /// <summary>The version the server spoke, e.g. "1.1" or "2"; the archive writes every message as HTTP/1.1.</summary>
    public string HttpVersion { get; init; } = "1.1";

    /// <summary>The answer's header fields in the order in which they came.</summary>
    public required IReadOnlyList<HeaderField> ResponseHeaders { get; init; }

    /// <summary>The entity body as sent: content coding (gzip, br, deflate) kept.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The body was longer than the bound; <see cref="Body"/> holds its beginning.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>How the server was reached; null through a proxy.</summary>
    public Connection? Connection { get; init; }

    /// <summary>The robots.txt that was looked at before, and did not forbid it; null when that is not known.</summary>
    public RobotsLook? Robots { get; init; }

    /// <summary>The address that answered; null through a proxy.</summary>
    public string? RemoteAddress
    {
        get => field ?? Connection?.Address;
        init;
    }

    /// <summary>There was no HTTP: another program recorded the bytes alone (a WARC resource record, section 6.4).</summary>
    public bool IsResource { get; init; }

    /// <summary>SHA-256 of <see cref="Body"/>, as "sha256:" and 64 hex digits.</summary>
    public string PayloadDigest => _payloadDigest ??= Digest.Sha256(Body);

    private string? _payloadDigest;

    /// <summary>The first header field of that name (compared without case), or null.</summary>
    public string? Header(string name)
    {
        foreach (var field in ResponseHeaders)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return field.Value;
            }
        }

        return null;
    }
}

/// <summary>One header field (RFC 9110, section 5).</summary>
public readonly record struct HeaderField(string Name, string Value);

/// <summary>Digests as the archive and its indexes write them.</summary>
public static class Digest
{
    /// <summary>"sha256:" and 64 lower-case hex digits.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
