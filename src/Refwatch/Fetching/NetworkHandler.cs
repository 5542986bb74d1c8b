using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Refwatch.Fetching;

/// <summary>
/// The way to the network: one handler connects to sites itself, to public addresses only; the other to the configured
/// proxy, wherever that is, and leaves the resolving of names to it. Which of them a request takes is decided for each hop.
/// </summary>
internal sealed class NetworkHandler : HttpMessageHandler
{
    private const int RememberedConnections = 10_000;
    private const int MostAddresses = 16;

    private readonly FetchOptions _options;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly X509Certificate2Collection? _trusted;
    private readonly ConcurrentDictionary<string, Connection> _connections = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker _direct;
    private readonly HttpMessageInvoker _proxied;

    /// <param name="options">Bounds, proxy, and whether private networks may be asked.</param>
    /// <param name="resolve">Instead of the system's resolver.</param>
    /// <param name="trusted">Instead of the system's roots.</param>
    public NetworkHandler(FetchOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, X509Certificate2Collection? trusted = null)
    {
        (_options, _trusted) = (options, trusted);
        _resolve = resolve ?? Dns.GetHostAddressesAsync;

        var direct = NewHandler();
        direct.UseProxy = false;
        direct.ConnectCallback = ConnectAsync;
        // One connection an origin: polite, and the address that was connected to last is the one that answers.
        direct.MaxConnectionsPerServer = 1;
        _direct = new HttpMessageInvoker(direct);

        var proxied = NewHandler();
        proxied.Proxy = options.Proxy;
        _proxied = new HttpMessageInvoker(proxied);
    }

    /// <summary>How a direct connection leads to the URL's origin; null through a proxy.</summary>
    public Connection? ConnectionTo(Uri url) => IsProxied(url) ? null : _connections.GetValueOrDefault(Origin(url.IdnHost, url.Port));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (IsProxied(request.RequestUri!) ? _proxied : _direct).SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _direct.Dispose();
        _proxied.Dispose();
        base.Dispose(disposing);
    }

    private bool IsProxied(Uri url) => !_options.Proxy.IsBypassed(url) && _options.Proxy.GetProxy(url) is { } proxy && proxy != url;

    private SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ActivityHeadersPropagator = null, // sites get no trace ids
        ConnectTimeout = _options.Timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        MaxResponseHeadersLength = 128, // KiB
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    };

    /// <summary>Connects to the public ones among the name's addresses: between check and connection no name is asked again.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var resolved = await _resolve(host, cancellationToken);
        var allowed = _options.AllowPrivateNetwork ? resolved : Array.FindAll(resolved, address => !PrivateAddress.IsPrivate(address));
        if (allowed.Length == 0) throw new PrivateAddressException($"{host} resolves to {string.Join(", ", resolved.AsEnumerable())}");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps) stream = await SecureAsync(stream, host, cancellationToken);
            if (_connections.Count >= RememberedConnections) _connections.Clear();
            _connections[Origin(host, port)] = new Connection(
                Spelled(((IPEndPoint)socket.RemoteEndPoint!).Address),
                [.. resolved.Take(MostAddresses).Select(Spelled)],
                stream is SslStream tls ? TlsSession.Of(tls) : null);
            return stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>As SocketsHttpHandler would do it; here, because it does not tell what was agreed upon, nor whose certificate it was.</summary>
    private async Task<SslStream> SecureAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream);
        try
        {
            var options = new SslClientAuthenticationOptions { TargetHost = host.Trim('[', ']'), ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11] };
            if (_trusted is not null)
            {
                options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                options.CertificateChainPolicy.CustomTrustStore.AddRange(_trusted);
            }

            await tls.AuthenticateAsClientAsync(options, cancellationToken);
            return tls;
        }
        catch (Exception failure)
        {
            await tls.DisposeAsync();
            if (failure is IOException) throw new AuthenticationException($"no TLS session: {failure.Message}", failure);
            throw;
        }
    }

    private static string Spelled(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    private static string Origin(string host, int port) => $"{host.Trim('[', ']').ToLowerInvariant()}:{port}";
}

/// <summary>A name that resolves to private addresses alone.</summary>
internal sealed class PrivateAddressException(string message) : Exception(message);
