using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

public class EnvironmentProxyTests
{
    [Theory]
    [InlineData("http_proxy=proxy.example:3128", "http://a.example/", "http://proxy.example:3128/")]
    [InlineData("HTTP_PROXY=http://proxy.example:3128", "http://a.example/", "http://proxy.example:3128/")]
    [InlineData("HTTP_PROXY=http://proxy.example:3128", "https://a.example/", null)]
    [InlineData("HTTPS_PROXY=http://proxy.example:3128", "https://a.example/", "http://proxy.example:3128/")]
    [InlineData("ALL_PROXY=socks5://127.0.0.1:1080", "https://a.example/", "socks5://127.0.0.1:1080/")]
    [InlineData("http_proxy=http://one.example HTTP_PROXY=http://two.example", "http://a.example/", "http://one.example/")]
    [InlineData("HTTP_PROXY=http://evil.example REQUEST_METHOD=GET", "http://a.example/", null)]
    [InlineData("HTTP_PROXY=http://p.example NO_PROXY=a.example", "http://a.example/", null)]
    [InlineData("HTTP_PROXY=http://p.example NO_PROXY=example", "http://a.example/", null)]
    [InlineData("HTTP_PROXY=http://p.example no_proxy=b.example,.a.example", "http://www.a.example/", null)]
    [InlineData("HTTP_PROXY=http://p.example NO_PROXY=a.example", "http://nota.example/", "http://p.example/")]
    [InlineData("HTTP_PROXY=http://p.example NO_PROXY=*", "http://a.example/", null)]
    [InlineData("HTTP_PROXY=http://p.example NO_PROXY=a.example:8080", "http://a.example:8080/", null)]
    [InlineData("HTTP_PROXY=http://p.example NO_PROXY=a.example:8080", "http://a.example/", "http://p.example/")]
    [InlineData("HTTP_PROXY=http://p.example NO_PROXY=10.0.0.0/8", "http://10.1.2.3/", null)]
    [InlineData("", "http://a.example/", null)]
    public void ProxyOfAUrl(string environment, string url, string? proxy)
    {
        Assert.Equal(proxy, Read(environment).GetProxy(new Uri(url))?.AbsoluteUri);
    }

    [Fact]
    public void AccountIsReadFromTheProxyUrl()
    {
        var account = Read("HTTP_PROXY=http://me:p%40ss@p.example").Credentials!.GetCredential(new Uri("http://p.example"), "Basic");

        Assert.Equal(("me", "p@ss"), (account!.UserName, account.Password));
    }

    private static EnvironmentProxy Read(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new EnvironmentProxy(variables.GetValueOrDefault);
    }
}
