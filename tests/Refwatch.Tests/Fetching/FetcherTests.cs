using System.Net.Sockets;
using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

public sealed class FetcherTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly FakeWeb _web;

    public FetcherTests() => _web = new FakeWeb(_clock);

    public void Dispose() => _web.Dispose();

    [Fact]
    public async Task PageIsCapturedWithItsRequestAndAnswer()
    {
        _web.On("https://news.example/story", () => FakeWeb.Answer(200, "<p>Hello", ("Content-Type", "text/html"), ("ETag", "\"a\"")));

        var capture = await _web.FetchAsync("https://news.example/story#comments", new FetchOptions { Contact = "watch@example.org" });

        var answer = capture.Answer!;
        Assert.Equal(200, answer.Status);
        Assert.Equal("<p>Hello"u8.ToArray(), answer.Body);
        Assert.Equal("\"a\"", answer.Header("etag"));
        Assert.Equal(["Host", "User-Agent", "Accept", "Accept-Language", "Accept-Encoding"], answer.RequestHeaders.Select(header => header.Name));
        Assert.Equal("Refwatch/0.1 (watch@example.org)", answer.RequestHeaders[1].Value);
        Assert.Equal("https://news.example/story", capture.FinalUrl.AbsoluteUri);
        Assert.Equal("<p>Hello", WebDocument.Open(capture)!.Text);
    }

    [Theory]
    [InlineData(301, "/new", "https://a.example/new")]
    [InlineData(302, "new?q=1#part", "https://a.example/dir/new?q=1")]
    [InlineData(303, "//b.example/", "https://b.example/")]
    [InlineData(307, "http://a.example/x", "http://a.example/x")]
    [InlineData(308, "https://a.example/Ð¡", "https://a.example/%D0%A1")] // raw UTF-8 in Location, as HttpClient hands it over
    public async Task RedirectIsFollowedAndRecorded(int status, string location, string target)
    {
        _web.Redirects("https://a.example/dir/old", location, status).On(target, "here");

        var capture = await _web.FetchAsync("https://a.example/dir/old");

        Assert.Equal([status, 200], capture.Exchanges.Select(exchange => exchange.Status));
        Assert.Equal(target, capture.FinalUrl.AbsoluteUri);
        Assert.Equal("https://a.example/dir/old", capture.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://a.example/1", FetchFailureKind.Redirects)]
    [InlineData("javascript:alert(1)", FetchFailureKind.Unsupported)]
    [InlineData("file:///etc/passwd", FetchFailureKind.Unsupported)]
    [InlineData("http://169.254.169.254/latest/meta-data/", FetchFailureKind.PrivateAddress)]
    [InlineData("http://[::ffff:127.0.0.1]/", FetchFailureKind.PrivateAddress)]
    [InlineData("http://", FetchFailureKind.Protocol)]
    public async Task RedirectThatLeadsNowhereIsAFailureWithTheTrail(string location, FetchFailureKind kind)
    {
        _web.Redirects("https://a.example/1", location, 302);

        var capture = await _web.FetchAsync("https://a.example/1");

        Assert.Equal(kind, capture.Failure?.Kind);
        Assert.Single(capture.Exchanges);
        Assert.Null(capture.Answer);
        Assert.Equal(["https://a.example/1"], _web.Pages);
    }

    [Fact]
    public async Task EndlessRedirectsAreGivenUp()
    {
        for (var i = 0; i < 30; i++) _web.Redirects($"https://a.example/{i}", $"/{i + 1}", 302);

        var capture = await _web.FetchAsync("https://a.example/0", new FetchOptions { MaxRedirects = 4 });

        Assert.Equal(FetchFailureKind.Redirects, capture.Failure?.Kind);
        Assert.Equal(5, capture.Exchanges.Count);
    }

    [Fact]
    public async Task ValidatorsAreSentOnTheFirstHopAlone()
    {
        _web.Redirects("https://a.example/1", "/2").On("https://a.example/2", () => FakeWeb.Answer(304));

        var capture = await _web.FetchAsync("https://a.example/1", with: request => request with { Validators = new Validators("\"v1\"", "Sun, 01 Feb 2026 10:00:00 GMT") });

        var sent = _web.Requests.Where(request => !request.Url.EndsWith("robots.txt", StringComparison.Ordinal)).Select(request => request.Headers).ToList();
        Assert.Contains("If-None-Match: \"v1\"", sent[0], StringComparison.Ordinal);
        Assert.Contains("If-Modified-Since: Sun, 01 Feb 2026 10:00:00 GMT", sent[0], StringComparison.Ordinal);
        Assert.DoesNotContain("If-", sent[1], StringComparison.Ordinal);
        Assert.True(capture.IsNotModified);
    }

    [Fact]
    public async Task BodyIsCutAtItsBound()
    {
        _web.On("https://a.example/", new string('x', 5000));

        var capture = await _web.FetchAsync("https://a.example/", new FetchOptions { MaxBodyBytes = 1000 });

        Assert.True(capture.Answer!.IsTruncated);
        Assert.Equal(1000, capture.Answer.Body.Length);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task PassingTroubleIsTriedAgain(int status)
    {
        _web.On("https://a.example/", () => FakeWeb.Answer(status), () => FakeWeb.Answer(200, "back"));

        Assert.Equal(200, (await _web.FetchAsync("https://a.example/")).Answer!.Status);
        Assert.Equal(2, _web.Pages.Count());
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task LastingTroubleIsNot(int status)
    {
        _web.On("https://a.example/", () => FakeWeb.Answer(status));

        Assert.Equal(status, (await _web.FetchAsync("https://a.example/")).Answer!.Status);
        Assert.Single(_web.Pages);
    }

    [Fact]
    public async Task ResetConnectionIsTriedUntilTriesAreSpent()
    {
        _web.On("https://a.example/", () => throw new HttpRequestException("x", new IOException("x", new SocketException((int)SocketError.ConnectionReset))));

        var capture = await _web.FetchAsync("https://a.example/");

        Assert.Equal(FetchFailureKind.Connection, capture.Failure?.Kind);
        Assert.Equal(new FetchOptions().MaxTries, _web.Pages.Count());
    }

    [Fact]
    public async Task NameThatDoesNotExistIsAskedOnce()
    {
        _web.On("https://a.example/robots.txt", () => throw new HttpRequestException("x", new SocketException((int)SocketError.HostNotFound)));

        var capture = await _web.FetchAsync("https://a.example/");

        Assert.Equal(new FetchFailure(FetchFailureKind.Dns, "a.example: no such host"), capture.Failure);
        Assert.Single(_web.Requests);
    }

    [Fact]
    public async Task HostOutsideOfAsciiIsOneHostInAnyCase()
    {
        _web.On("http://xn--e1afmkfd.xn--p1ai/", "да");

        Assert.Equal(200, (await _web.FetchAsync("http://Пример.РФ/")).Answer?.Status);
        Assert.Equal("xn--e1afmkfd.xn--p1ai", HostManners.HostOf(new Uri("http://Пример.РФ/")));
    }

    [Fact]
    public async Task CancelledFetchThrows()
    {
        using var fetcher = new Fetcher(new FetchOptions(), _clock, _web);
        var request = new FetchRequest(new Uri("https://a.example/"), new HostManners { Host = "a.example" });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetcher.FetchAsync(request, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://localhost:8080/")]
    [InlineData("ftp://a.example/")]
    public async Task UrlThatMayNotBeAskedSendsNothing(string url)
    {
        Assert.NotNull((await _web.FetchAsync(url)).Failure);
        Assert.Empty(_web.Requests);
    }

    [Fact]
    public async Task PrivateHostIsAskedWhenAllowed()
    {
        _web.On("http://127.0.0.1/", "in");

        Assert.Equal(200, (await _web.FetchAsync("http://127.0.0.1/", new FetchOptions { AllowPrivateNetwork = true })).Answer!.Status);
    }
}
