using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

public class NetworkHandlerTests
{
    private static readonly Uri s_url = new("http://news.example/");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1 ::1")]
    [InlineData("::ffff:192.168.0.1")]
    public async Task NameThatResolvesToAPrivateAddressIsNotConnectedTo(string addresses)
    {
        using var network = new NetworkHandler(Options(), (_, _) => Task.FromResult(addresses.Split(' ').Select(IPAddress.Parse).ToArray()));
        using var invoker = new HttpMessageInvoker(network);
        using var request = new HttpRequestMessage(HttpMethod.Get, s_url);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => invoker.SendAsync(request, CancellationToken.None));

        Assert.Equal(FetchFailureKind.PrivateAddress, FailureReader.Read(failure, s_url).Kind);
        Assert.StartsWith("news.example resolves to ", FailureReader.Read(failure, s_url).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExemptedFromTheProxyIsResolvedAndGuardedHere()
    {
        var resolved = new List<string>();
        using var network = new NetworkHandler(Options("HTTP_PROXY=http://proxy.example:3128", "NO_PROXY=news.example"), (host, _) =>
        {
            resolved.Add(host);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        using var invoker = new HttpMessageInvoker(network);
        using var request = new HttpRequestMessage(HttpMethod.Get, s_url);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => invoker.SendAsync(request, CancellationToken.None));

        Assert.Equal(["news.example"], resolved);
    }

    [Fact]
    public async Task WhoAnsweredIsKnown()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=news.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("news.example");
        request.CertificateExtensions.Add(names.Build());
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var self = request.CreateSelfSigned(from, from.AddDays(90));
        using var certificate = X509CertificateLoader.LoadPkcs12(self.Export(X509ContentType.Pfx), password: null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync(listener, certificate);
        using var network = new NetworkHandler(
            Options() with { AllowPrivateNetwork = true }, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("192.0.2.7")]), [certificate]);
        using var invoker = new HttpMessageInvoker(network);
        var url = new Uri($"https://news.example:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        using var asked = new HttpRequestMessage(HttpMethod.Get, url);

        using var answer = await invoker.SendAsync(asked, CancellationToken.None);
        await answering;

        var connection = network.ConnectionTo(url)!;
        Assert.Equal(("127.0.0.1", 2), (connection.Address, connection.Resolved.Count));
        Assert.Matches("^tls/1\\.[23]$", connection.Tls!.Protocol);
        Assert.StartsWith("TLS_", connection.Tls.CipherSuite, StringComparison.Ordinal);
        Assert.Equal(
            ("CN=news.example", "CN=news.example", Digest.Sha256(certificate.RawData)),
            (connection.Tls.Certificate!.Subject, connection.Tls.Certificate.Issuer, connection.Tls.Certificate.Fingerprint));
        Assert.Equal(TimeSpan.FromDays(90), connection.Tls.Certificate.ValidTo - connection.Tls.Certificate.ValidFrom);
    }

    private static async Task AnswerAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(certificate);
        _ = await stream.ReadAsync(new byte[4096]);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
    }

    private static FetchOptions Options(params string[] environment) => new()
    {
        Proxy = new EnvironmentProxy(environment.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal).GetValueOrDefault),
    };
}
