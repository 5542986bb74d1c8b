using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

/// <summary>The pace of requests, robots.txt, and leave to enter another host.</summary>
public sealed class PoliteFetchTests : IDisposable
{
    private const string Page = "https://a.example/page";
    private readonly ManualClock _clock = new();
    private readonly FakeWeb _web;
    private readonly HostManners _manners = new() { Host = "a.example" };

    public PoliteFetchTests() => _web = new FakeWeb(_clock).On(Page, "page");

    public void Dispose() => _web.Dispose();

    [Fact]
    public async Task RequestsToOneHostKeepTheirDistance()
    {
        var options = new FetchOptions { Delay = TimeSpan.FromSeconds(3) };
        await FetchAsync(options);
        await FetchAsync(options);

        Assert.Equal(["https://a.example/robots.txt", Page, Page], _web.Requests.Select(request => request.Url));
        Assert.Equal([3, 3], Gaps());
    }

    [Fact]
    public async Task CrawlDelayIsKept()
    {
        _web.On("https://a.example/robots.txt", "User-agent: *\nCrawl-delay: 7\nDisallow:");
        await FetchAsync();
        await FetchAsync();

        Assert.Equal(7, Gaps()[^1]);
    }

    [Fact]
    public async Task RetryAfterIsKept()
    {
        _web.On(Page, () => FakeWeb.Answer(429, "", ("Retry-After", "100")), () => FakeWeb.Answer(200, "page"));
        await FetchAsync();
        await FetchAsync();

        Assert.Equal(100, Gaps()[^1]);
    }

    [Theory]
    [InlineData("3600")]
    [InlineData("Sun, 01 Mar 2026 13:00:10 GMT")]
    public async Task LongRetryAfterPutsTheNextFetchOff(string retryAfter)
    {
        _web.On(Page, () => FakeWeb.Answer(503, "", ("Retry-After", retryAfter)));

        Assert.Equal(503, (await FetchAsync()).Answer?.Status);
        Assert.Equal(FetchFailureKind.PutOff, (await FetchAsync()).Failure?.Kind);
        Assert.Single(_web.Pages);
        Assert.InRange(_manners.NotBefore - _clock.GetUtcNow(), TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Theory]
    [InlineData("999999999999999999")]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT")]
    public async Task AbsurdRetryAfterDoesNotSilenceAPage(string retryAfter)
    {
        _web.On(Page, () => FakeWeb.Answer(429, "", ("Retry-After", retryAfter)));
        await FetchAsync();

        Assert.InRange(_manners.NotBefore - _clock.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task RefusalsWithoutATimeDoubleThePause()
    {
        _web.On(Page, () => FakeWeb.Answer(429), () => FakeWeb.Answer(429), () => FakeWeb.Answer(200, "page"));
        await FetchAsync();
        await FetchAsync();
        await FetchAsync();
        await FetchAsync();

        Assert.Equal([30, 60, 1], Gaps()[1..]);
    }

    [Fact]
    public async Task TheDaysBudgetCountsEveryRequestAndIsNewTheNextDay()
    {
        var options = new FetchOptions { DailyRequests = 3 };
        await FetchAsync(options);
        await FetchAsync(options);
        var spent = await FetchAsync(options);

        Assert.Equal(FetchFailureKind.PutOff, spent.Failure?.Kind);
        Assert.Equal(3, _web.Requests.Count); // robots.txt among them
        Assert.Equal(_clock.GetUtcNow().UtcDateTime.Date.AddDays(1), _manners.NotBefore.UtcDateTime);
        _clock.Advance(_manners.NotBefore - _clock.GetUtcNow());
        Assert.Equal(200, (await FetchAsync(options)).Answer?.Status);
        Assert.InRange(_manners.Requests, 1, 2); // robots.txt may be due again
    }

    [Fact]
    public async Task AHostThatDoesNotAnswerIsLeftAloneForAWhileWhoeverAsks()
    {
        var options = new FetchOptions { MaxTries = 1 };
        using var fetcher = new Fetcher(options, _clock, _web);
        _web.On("https://a.example/robots.txt", static () => throw new HttpRequestException(HttpRequestError.ConnectionError));
        Task<Capture> AskAsync() => fetcher.FetchAsync(new FetchRequest(new Uri(Page), new HostManners { Host = "a.example" }), CancellationToken.None);
        for (var time = 0; time < 6; time++)
        {
            Assert.Equal(FetchFailureKind.Connection, (await AskAsync()).Failure?.Kind);
        }

        Assert.Equal(3, _web.Requests.Count);
        _clock.Advance(TimeSpan.FromMinutes(6));
        _web.On("https://a.example/robots.txt", static () => FakeWeb.Answer(404));
        Assert.Equal(200, (await AskAsync()).Answer?.Status);
    }

    [Fact]
    public async Task CaptureEndsAtItsTimeLimit()
    {
        _web.On(Page, () => FakeWeb.Answer(503, "", ("Retry-After", "90")));

        var capture = await FetchAsync(new FetchOptions { MaxTries = 1_000 });

        Assert.Equal(new FetchFailure(FetchFailureKind.Timeout, "a.example: not done in 10 min"), capture.Failure);
        Assert.InRange(_web.Pages.Count(), 2, 7);
    }

    [Fact]
    public async Task DisallowedPageIsNotAsked()
    {
        _web.On("https://a.example/robots.txt", "User-agent: Refwatch\nDisallow: /p*e$");

        Assert.Equal(new FetchFailure(FetchFailureKind.Robots, "https://a.example/robots.txt says \"Disallow: /p*e$\""), (await FetchAsync()).Failure);
        Assert.Empty(_web.Pages);
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(403, true)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task UnavailableRobotsAllowEverythingAndUnreachableOnesNothing(int status, bool allowed)
    {
        _web.On("https://a.example/robots.txt", () => FakeWeb.Answer(status));

        var capture = await FetchAsync();

        Assert.Equal(allowed ? null : FetchFailureKind.Robots, capture.Failure?.Kind);
        Assert.Equal(status, _manners.Robots["https://a.example"].Status);
    }

    [Fact]
    public async Task RobotsAreAskedOnceADay()
    {
        await FetchAsync();
        _clock.Advance(TimeSpan.FromHours(23));
        await FetchAsync();
        Assert.Equal(1, _web.Requests.Count(request => request.Url.EndsWith("robots.txt", StringComparison.Ordinal)));

        _clock.Advance(TimeSpan.FromHours(1));
        await FetchAsync();
        Assert.Equal(2, _web.Requests.Count(request => request.Url.EndsWith("robots.txt", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task OldRobotsHoldWhileNewOnesAreUnreachable()
    {
        _web.On("https://a.example/robots.txt", () => FakeWeb.Answer(200, "User-agent: *\nDisallow: /private"), () => FakeWeb.Answer(500));
        await FetchAsync();
        _clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(200, (await FetchAsync()).Answer?.Status);
    }

    [Fact]
    public async Task RobotsAreReadWhereTheyRedirect()
    {
        _web.Redirects("https://a.example/robots.txt", "https://b.example/robots.txt").On("https://b.example/robots.txt", "User-agent: *\nDisallow: /");

        Assert.Equal(FetchFailureKind.Robots, (await FetchAsync()).Failure?.Kind);
    }

    /// <summary>RFC 9309, section 2.3.1.2: five redirects are followed; beyond them the file counts as unavailable.</summary>
    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task RobotsRedirectFiveTimesAtMost(int redirects, bool allowed)
    {
        for (var i = 0; i < redirects; i++)
        {
            _web.Redirects(i == 0 ? "https://a.example/robots.txt" : $"https://a.example/robots-{i}", $"https://a.example/robots-{i + 1}");
        }

        _web.On($"https://a.example/robots-{redirects}", "User-agent: *\nDisallow: /");
        Assert.Equal(allowed ? null : FetchFailureKind.Robots, (await FetchAsync()).Failure?.Kind);
    }

    [Fact]
    public async Task OtherHostIsEnteredWithItsOwnMannersAndLeft()
    {
        _web.Redirects(Page, "https://b.example/page").On("https://b.example/page", "b");
        var other = new HostManners { Host = "b.example", NotBefore = _clock.GetUtcNow().AddSeconds(60) };
        var admission = new Admission(other);

        var capture = await FetchAsync(enter: host => host == "b.example" ? admission : null);

        Assert.Equal(200, capture.Answer?.Status);
        Assert.True(admission.IsLeft);
        Assert.Contains("https://b.example", other.Robots.Keys);
        Assert.True(_web.Requests.Where(request => request.Url.Contains("b.example", StringComparison.Ordinal)).All(request => request.Time >= _clock.GetUtcNow().AddSeconds(-5)));
    }

    [Fact]
    public async Task BusyHostPutsTheFetchOff()
    {
        _web.Redirects(Page, "https://b.example/page");

        var capture = await FetchAsync(enter: _ => null);

        Assert.Equal(FetchFailureKind.PutOff, capture.Failure?.Kind);
        Assert.Single(capture.Exchanges);
        Assert.Equal([Page], _web.Pages);
    }

    private async Task<Capture> FetchAsync(FetchOptions? options = null, Func<string, HostAdmission?>? enter = null) =>
        await _web.FetchAsync(Page, options, request => request with
        {
            Manners = _manners,
            EnterHost = enter is null ? null : (host, _) => Task.FromResult(enter(host)),
        });

    private List<double> Gaps() =>
        [.. _web.Requests.Zip(_web.Requests.Skip(1), (one, next) => (next.Time - one.Time).TotalSeconds)];

    private sealed class Admission(HostManners manners) : HostAdmission(manners)
    {
        public bool IsLeft { get; private set; }

        public override ValueTask DisposeAsync()
        {
            IsLeft = true;
            return ValueTask.CompletedTask;
        }
    }
}
