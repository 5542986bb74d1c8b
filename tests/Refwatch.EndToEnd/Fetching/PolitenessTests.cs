using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.EndToEnd.Fetching;

/// <summary>
/// Twenty workers, each a pipeline of its own as another machine's would be, on one store, against real sockets: what
/// the asked hosts see is polite whatever the workers do. Half make scheduled visits, half check on demand.
/// </summary>
public sealed class PolitenessTests : IDisposable
{
    private const int Workers = 20;
    private const int DailyRequests = 30;

    /// <summary>A timer may fire a little early by the server's clock.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(15);

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-polite-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Hosts_are_asked_politely_by_twenty_workers_at_once()
    {
        var clock = new NoonClock();
        var log = new HostLog(clock);
        log.Robots["slow.example"] = "User-agent: *\nCrawl-delay: 0.25";
        log.Robots["private.example"] = "User-agent: Refwatch\nDisallow: /*/draft$\nAllow: /";
        log.Answers["busy.example/1"] = static response =>
        {
            response.StatusCode = 429;
            response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        };
        log.Answers["moved.example/1"] = static response => Task.Run(() => response.Redirect("http://target.example/1", permanent: true));
        log.Answers["moved.example/2"] = static response => Task.Run(() => response.Redirect("http://target.example/2", permanent: true));
        await using var proxy = await LoopbackProxy.StartAsync(log.AnswerAsync);

        string[] hosts = ["a.example", "b.example", "slow.example", "private.example", "busy.example", "moved.example", "target.example"];
        var urls = hosts.SelectMany(static host => Enumerable.Range(1, 3).Select(number => new Uri($"http://{host}/{number}")))
            .Concat(Enumerable.Range(1, 45).Select(static number => new Uri($"http://rationed.example/{number}")))
            .Append(new Uri("http://private.example/2026/draft")).ToList();
        using (var first = NewPipeline(proxy, clock))
        {
            var list = new WatchList { Name = "all", Pages = [.. urls.Select(static url => new WatchedTarget(url, null, TimeSpan.FromDays(1)))] };
            await first.WatchLists.ApplyAsync(list, CancellationToken.None);
        }

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => worker % 2 == 0 ? VisitAsync(proxy, clock) : CheckAsync(proxy, clock, urls))));

        var served = log.ByHost;
        Assert.Equal(1, log.MostAtOnce);
        Assert.True(log.MostOverall > 1, "the hosts were not asked side by side");
        Assert.Equal(hosts.Append("rationed.example").Order(), served.Select(static host => host.Key).Order());
        Assert.All(served, host => Assert.All(host.Zip(host.Skip(1)), pair =>
            Assert.True(Gap(clock, pair.First, pair.Second) >= Pace - Tolerance, $"{pair.Second} came too soon after {pair.First}")));
        Assert.All(served["slow.example"].Skip(1).Zip(served["slow.example"].Skip(2)), pair =>
            Assert.True(Gap(clock, pair.First, pair.Second) >= TimeSpan.FromSeconds(0.25) - Tolerance, "the crawl delay was not kept"));
        Assert.All(served["busy.example"].Zip(served["busy.example"].Skip(1)).Where(static pair => pair.First.Path == "/1"), pair =>
            Assert.True(Gap(clock, pair.First, pair.Second) >= TimeSpan.FromSeconds(1) - Tolerance, "Retry-After was not kept"));
        Assert.DoesNotContain("/2026/draft", served["private.example"].Select(static one => one.Path));
        Assert.Equal(DailyRequests, served["rationed.example"].Count());
        Assert.All(served, static host => Assert.Equal("/robots.txt", host.First().Path));
        Assert.All(served, static host => Assert.Single(host, static one => one.Path == "/robots.txt"));
    }

    private static TimeSpan Gap(TimeProvider clock, Served one, Served next) => clock.GetElapsedTime(one.End, next.Start);

    private Pipeline NewPipeline(LoopbackProxy proxy, TimeProvider clock)
    {
        var settings = new PipelineSettings
        {
            Fetch = new FetchOptions { Delay = Pace, DailyRequests = DailyRequests, Proxy = proxy.AsProxy(), MaxTries = 1 },
        };
        return new Pipeline(new DirectoryBlobStore(Path.Combine(_folder, "captures")), new DirectoryBlobStore(Path.Combine(_folder, "state")), settings, clock);
    }

    /// <summary>A machine that plans and visits until nothing is due.</summary>
    private async Task VisitAsync(LoopbackProxy proxy, TimeProvider clock)
    {
        using var pipeline = NewPipeline(proxy, clock);
        for (var round = 0; round < 4; round++)
        {
            var queue = new Due();
            await pipeline.NewPlanner(queue).PlanAsync(CancellationToken.None);
            foreach (var message in queue.Messages)
            {
                await pipeline.NewVisit(static _ => { }).RunAsync(message, CancellationToken.None);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    /// <summary>A person who wants everything now.</summary>
    private async Task CheckAsync(LoopbackProxy proxy, TimeProvider clock, List<Uri> urls)
    {
        using var pipeline = NewPipeline(proxy, clock);
        var run = pipeline.NewCheckRun();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await run.RunAsync([.. urls.Select(static url => new Demand(url, Subscription: null))], new Progress<CheckProgress>(), patience.Token);
    }

    private sealed class Due : IVisitQueue
    {
        public List<string> Messages { get; } = [];

        public Task EnqueueAsync(string message, CancellationToken cancellationToken)
        {
            Messages.Add(message);
            return Task.CompletedTask;
        }
    }

    /// <summary>The real clock, moved so that no run of this test sees midnight.</summary>
    private sealed class NoonClock : TimeProvider
    {
        private readonly TimeSpan _shift = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero) - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
    }
}
