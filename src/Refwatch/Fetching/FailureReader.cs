using System.Net.Sockets;
using System.Security.Authentication;

namespace Refwatch.Fetching;

/// <summary>Reads from .NET's exceptions why a request has no answer.</summary>
internal static class FailureReader
{
    public static FetchFailure Read(Exception exception, Uri url)
    {
        var host = HostManners.HostOf(url);
        foreach (var cause in Causes(exception))
        {
            switch (cause)
            {
                case PrivateAddressException:
                    return new FetchFailure(FetchFailureKind.PrivateAddress, $"{cause.Message}, a private network");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }:
                    return new FetchFailure(FetchFailureKind.Dns, $"{host}: no such host");
                case SocketException { SocketErrorCode: SocketError.TryAgain }:
                    return new FetchFailure(FetchFailureKind.Dns, $"{host}: the name servers did not answer");
                case SocketException socket:
                    return new FetchFailure(FetchFailureKind.Connection, $"{host}:{url.Port}: {OneLine(socket.Message)}");
                case AuthenticationException:
                    return new FetchFailure(FetchFailureKind.Tls, $"{host}: {TlsReason(cause.Message)}");
                case TimeoutException:
                    return new FetchFailure(FetchFailureKind.Timeout, $"{host}:{url.Port}: no connection in time");
            }
        }

        return exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                new FetchFailure(FetchFailureKind.Dns, $"{host}: no such host"),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                new FetchFailure(FetchFailureKind.Tls, $"{host}: no TLS session: {OneLine(exception.GetBaseException().Message)}"),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                new FetchFailure(FetchFailureKind.Connection, $"{host}: the proxy opened no tunnel: {OneLine(exception.Message)}"),
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.ConnectionError }
                or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
                new FetchFailure(FetchFailureKind.Connection, $"{host}: the connection ended before the answer"),
            IOException and not HttpIOException =>
                new FetchFailure(FetchFailureKind.Connection, $"{host}: {OneLine(exception.Message)}"),
            _ => new FetchFailure(FetchFailureKind.Protocol, $"{host}: {OneLine(exception.GetBaseException().Message)}"),
        };
    }

    /// <summary>.NET names the X509ChainStatusFlags and SslPolicyErrors in the message alone.</summary>
    private static string TlsReason(string message)
    {
        var reasons = new List<string>();
        if (message.Contains("NotTimeValid", StringComparison.Ordinal)) reasons.Add("the certificate has expired or is not valid yet");
        if (message.Contains("RemoteCertificateNameMismatch", StringComparison.Ordinal)) reasons.Add("the certificate is for another name");
        if (message.Contains("UntrustedRoot", StringComparison.Ordinal) || message.Contains("PartialChain", StringComparison.Ordinal))
        {
            reasons.Add("the certificate's issuer is not trusted");
        }

        return reasons.Count > 0 ? string.Join("; ", reasons) : OneLine(message);
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException) yield return cause;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
