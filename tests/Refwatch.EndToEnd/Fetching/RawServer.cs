using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Refwatch.EndToEnd.Fetching;

/// <summary>A server on loopback that answers each request's head with whatever bytes a test wants, HTTP or not.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    public RawServer(Func<string, Stream, CancellationToken, Task> answer, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>A server that answers every page with the same bytes, and has no robots.txt.</summary>
    public static RawServer That(string answers, X509Certificate2? certificate = null) =>
        new((head, stream, cancellationToken) => WriteAsync(stream, IsRobots(head) ? NotFound : answers, cancellationToken), certificate);

    public const string NotFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Url => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/page");

    /// <summary>The request heads that came, robots.txt left out.</summary>
    public List<string> Heads { get; } = [];

    public static bool IsRobots(string head) => head.Split(' ')[1].EndsWith("/robots.txt", StringComparison.Ordinal);

    public static Task WriteAsync(Stream stream, string bytes, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), cancellationToken).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client);
                while (await ReadHeadAsync(stream) is { } head)
                {
                    if (!IsRobots(head)) Heads.Add(head);
                    await _answer(head, stream, _stop.Token);
                }
            }
            catch (Exception)
            {
                // The client hung up, or the test made the answer fail: either way this connection is over.
                client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null) return client.GetStream();

        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(_certificate);
        return tls;
    }

    private async Task<string?> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) > 0)
        {
            head.Append((char)one[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n") return head.ToString();
        }

        return null;
    }
}
