using System.Net;
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

    private static FetchOptions Options(params string[] environment) => new()
    {
        Proxy = new EnvironmentProxy(environment.Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal).GetValueOrDefault),
    };
}
