using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Refwatch.Fetching;

/// <summary>
/// The way to the network: one handler connects to sites itself, to public addresses only; the other to the configured
/// proxy, wherever that is, and leaves the resolving of names to it. Which of them a request takes is decided for each hop.
/// </summary>
internal sealed class NetworkHandler : HttpMessageHandler
{
    private const int RememberedAddresses = 10_000;

    private readonly FetchOptions _options;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly ConcurrentDictionary<string, IPAddress> _addresses = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker _direct;
    private readonly HttpMessageInvoker _proxied;

    public NetworkHandler(FetchOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        _options = options;
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

    /// <summary>The address that a direct connection to the URL's origin leads to; null through a proxy.</summary>
    public IPAddress? AddressOf(Uri url) => IsProxied(url) ? null : _addresses.GetValueOrDefault(Origin(url.IdnHost, url.Port));

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
            var address = ((IPEndPoint)socket.RemoteEndPoint!).Address;
            if (_addresses.Count >= RememberedAddresses) _addresses.Clear();
            _addresses[Origin(host, port)] = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Origin(string host, int port) => $"{host.Trim('[', ']').ToLowerInvariant()}:{port}";
}

/// <summary>A name that resolves to private addresses alone.</summary>
internal sealed class PrivateAddressException(string message) : Exception(message);
