using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.EndToEnd.Fetching;

/// <summary>The fetcher on real sockets, against servers that misbehave.</summary>
public class NetworkTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

    private static readonly FetchOptions s_options = new()
    {
        AllowPrivateNetwork = true,
        Proxy = new EnvironmentProxy(_ => null),
        Delay = TimeSpan.Zero,
        Timeout = TimeSpan.FromSeconds(30),
        MaxTries = 1,
        MaxBodyBytes = 1024 * 1024,
    };

    private static readonly FetchOptions s_impatient = s_options with { Timeout = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task RecordIsWhatWentOverTheWire()
    {
        await using var server = RawServer.That(Ok + "Set-Cookie: a=1\r\nX-b: \u00e9\r\nSet-Cookie: c=2\r\nContent-Length: 5\r\n\r\nhello");

        var capture = await FetchAsync(server.Url);

        var answer = capture.Answer!;
        Assert.Equal("hello"u8.ToArray(), answer.Body);
        Assert.Equal("127.0.0.1", answer.RemoteAddress);
        Assert.Equal("GET /page HTTP/1.1\r\n" + string.Concat(answer.RequestHeaders.Select(header => $"{header.Name}: {header.Value}\r\n")) + "\r\n", server.Heads.Single());
        Assert.Equal(["a=1", "c=2"], answer.ResponseHeaders.Where(header => header.Name == "Set-Cookie").Select(header => header.Value));
        Assert.Equal("\u00e9", answer.Header("x-b"));
    }

    [Fact]
    public async Task BodyIsKeptAsCodedAndTheChunksAreRemoved()
    {
        var coded = ContentOf("<title>Қала</title>");
        await using var server = RawServer.That(Ok + $"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n{coded.Length:x}\r\n{coded}\r\n0\r\n\r\n");

        var capture = await FetchAsync(server.Url);

        Assert.Equal(Encoding.Latin1.GetBytes(coded), capture.Answer!.Body);
        Assert.Equal("Қала", WebDocument.Open(capture)!.Html!.Title);
    }

    [Fact]
    public async Task EndlessBodyIsCut()
    {
        await using var server = Page(async (stream, cancellationToken) =>
        {
            await RawServer.WriteAsync(stream, Ok + "Content-Length: 2147483648\r\n\r\n", cancellationToken);
            while (true) await stream.WriteAsync(new byte[64 * 1024], cancellationToken);
        });

        var capture = await FetchAsync(server.Url);

        Assert.True(capture.Answer!.IsTruncated);
        Assert.Equal(s_options.MaxBodyBytes, capture.Answer.Body.Length);
    }

    [Fact]
    public async Task SlowDripRunsIntoTheTimeLimit()
    {
        await using var server = Page(async (stream, cancellationToken) =>
        {
            await RawServer.WriteAsync(stream, Ok + "\r\n", cancellationToken);
            while (true)
            {
                await RawServer.WriteAsync(stream, "x", cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }
        });

        Assert.Equal(new FetchFailure(FetchFailureKind.Timeout, "127.0.0.1: no complete answer in 2 s"), (await FetchAsync(server.Url, s_impatient)).Failure);
    }

    [Fact]
    public async Task SilentServerRunsIntoTheTimeLimit()
    {
        await using var server = Page((_, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));

        Assert.Equal(FetchFailureKind.Timeout, (await FetchAsync(server.Url, s_impatient)).Failure?.Kind);
    }

    [Fact]
    public async Task HeaderBombIsRefused()
    {
        await using var server = Page(async (stream, cancellationToken) =>
        {
            await RawServer.WriteAsync(stream, Ok, cancellationToken);
            for (var i = 0; ; i++) await RawServer.WriteAsync(stream, $"X-{i}: {new string('x', 1000)}\r\n", cancellationToken);
        });

        Assert.Equal(FetchFailureKind.Protocol, (await FetchAsync(server.Url)).Failure?.Kind);
    }

    [Fact]
    public async Task ResetConnectionIsAConnectionFailure()
    {
        await using var server = Page((_, _) => throw new IOException("hang up"));

        Assert.Equal(FetchFailureKind.Connection, (await FetchAsync(server.Url)).Failure?.Kind);
    }

    [Fact]
    public async Task BodyThatEndsEarlyIsAConnectionFailure()
    {
        await using var server = Page(async (stream, cancellationToken) =>
        {
            await RawServer.WriteAsync(stream, Ok + "Content-Length: 100\r\n\r\nhello", cancellationToken);
            throw new IOException("hang up");
        });

        Assert.Equal(FetchFailureKind.Connection, (await FetchAsync(server.Url)).Failure?.Kind);
    }

    [Fact]
    public async Task AnswerThatIsNotHttpIsAProtocolFailure()
    {
        await using var server = RawServer.That("SSH-2.0-OpenSSH_9.6\r\n\r\n");

        Assert.Equal(FetchFailureKind.Protocol, (await FetchAsync(server.Url)).Failure?.Kind);
    }

    [Fact]
    public async Task ClosedPortIsAConnectionFailure()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Equal(new FetchFailure(FetchFailureKind.Connection, $"127.0.0.1:{port}: Connection refused"), (await FetchAsync(new Uri($"http://127.0.0.1:{port}/"))).Failure);
    }

    [Theory]
    [InlineData("127.0.0.1", -1, "issuer is not trusted")]
    [InlineData("127.0.0.1", -1000, "expired")]
    [InlineData("other.example", -1, "another name")]
    public async Task BadCertificateIsATlsFailureWithItsReason(string name, int validFromDays, string reason)
    {
        using var certificate = Certificate(name, TimeProvider.System.GetUtcNow().AddDays(validFromDays));
        await using var server = RawServer.That(Ok + "Content-Length: 0\r\n\r\n", certificate);

        var failure = (await FetchAsync(server.Url)).Failure;

        Assert.Equal(FetchFailureKind.Tls, failure?.Kind);
        Assert.Contains(reason, failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProxyOnLoopbackIsAskedInAbsoluteFormAndPrivateHostsAreNot()
    {
        await using var proxy = RawServer.That(Ok + "Content-Length: 5\r\n\r\nhello");
        var options = s_options with
        {
            AllowPrivateNetwork = false,
            Proxy = new EnvironmentProxy(name => name == "HTTP_PROXY" ? $"http://127.0.0.1:{proxy.Port}" : null),
        };

        var capture = await FetchAsync(new Uri("http://news.example/story?x=1"), options);
        var refused = await FetchAsync(new Uri("http://127.0.0.1/admin"), options);

        Assert.Equal("hello"u8.ToArray(), capture.Answer!.Body);
        Assert.Null(capture.Answer.RemoteAddress);
        Assert.StartsWith("GET http://news.example/story?x=1 HTTP/1.1\r\nHost: news.example\r\n", proxy.Heads.Single(), StringComparison.Ordinal);
        Assert.Equal(FetchFailureKind.PrivateAddress, refused.Failure?.Kind);
    }

    [Fact]
    public async Task ProxyThatOpensNoTunnelIsAConnectionFailure()
    {
        await using var proxy = RawServer.That("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        var options = s_options with { Proxy = new EnvironmentProxy(name => name == "https_proxy" ? $"127.0.0.1:{proxy.Port}" : null) };

        var capture = await FetchAsync(new Uri("https://news.example/"), options);

        Assert.Equal(FetchFailureKind.Connection, capture.Failure?.Kind);
        Assert.Contains("403", capture.Failure!.Detail, StringComparison.Ordinal);
        Assert.StartsWith("CONNECT news.example:443 ", proxy.Heads.Single(), StringComparison.Ordinal);
    }

    private static async Task<Capture> FetchAsync(Uri url, FetchOptions? options = null)
    {
        using var fetcher = new Fetcher(options ?? s_options, TimeProvider.System);
        return await fetcher.FetchAsync(new FetchRequest(url, new HostManners { Host = HostManners.HostOf(url) }), CancellationToken.None);
    }

    private static RawServer Page(Func<Stream, CancellationToken, Task> answer) => new((head, stream, cancellationToken) =>
        RawServer.IsRobots(head) ? RawServer.WriteAsync(stream, RawServer.NotFound, cancellationToken) : answer(stream, cancellationToken));

    private static string ContentOf(string html)
    {
        using var coded = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(coded, System.IO.Compression.CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(html));
        return Encoding.Latin1.GetString(coded.ToArray());
    }

    private static X509Certificate2 Certificate(string name, DateTimeOffset from)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(from, from.AddDays(90));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }
}
