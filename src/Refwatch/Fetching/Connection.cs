using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Refwatch.Fetching;

/// <summary>How an origin was reached: what its name resolved to, and who it proved to be.</summary>
/// <param name="Address">The address that was connected to.</param>
/// <param name="Resolved">All addresses of the name, in the resolver's order.</param>
/// <param name="Tls">Null without TLS.</param>
public sealed record Connection(string Address, IReadOnlyList<string> Resolved, TlsSession? Tls);

/// <summary>A TLS session whose certificate was found valid.</summary>
/// <param name="Protocol">As WARC-Protocol names it: "tls/1.3" (IIPC, warc-specifications issue 42).</param>
/// <param name="CipherSuite">The IANA name, as WARC-Cipher-Suite has it (issue 86): "TLS_AES_128_GCM_SHA256".</param>
/// <param name="Certificate">What the server proved to be.</param>
public sealed record TlsSession(string Protocol, string CipherSuite, ServerCertificate? Certificate)
{
    public static TlsSession Of(SslStream stream)
    {
#pragma warning disable SYSLIB0039, CA5397 // old versions are named, not asked for
        var protocol = stream.SslProtocol switch
        {
            SslProtocols.Tls13 => "tls/1.3",
            SslProtocols.Tls12 => "tls/1.2",
            SslProtocols.Tls11 => "tls/1.1",
            SslProtocols.Tls => "tls/1.0",
            _ => "tls",
        };
#pragma warning restore SYSLIB0039, CA5397
        var certificate = stream.RemoteCertificate is null ? null : ServerCertificate.Of(new X509Certificate2(stream.RemoteCertificate));
        return new TlsSession(protocol, $"{stream.NegotiatedCipherSuite}", certificate);
    }
}

/// <summary>The server's certificate (RFC 5280).</summary>
/// <param name="Subject">Its distinguished name (RFC 4514).</param>
/// <param name="Issuer">The issuer's.</param>
/// <param name="ValidFrom">Not valid before.</param>
/// <param name="ValidTo">Not valid after.</param>
/// <param name="Fingerprint">SHA-256 of its DER encoding: "sha256:" and hex, as certificate transparency logs are searched by.</param>
public sealed record ServerCertificate(string Subject, string Issuer, DateTimeOffset ValidFrom, DateTimeOffset ValidTo, string Fingerprint)
{
    public static ServerCertificate Of(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return new ServerCertificate(
                certificate.Subject,
                certificate.Issuer,
                new DateTimeOffset(certificate.NotBefore).ToUniversalTime(),
                new DateTimeOffset(certificate.NotAfter).ToUniversalTime(),
                "sha256:" + Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)));
        }
    }
}
