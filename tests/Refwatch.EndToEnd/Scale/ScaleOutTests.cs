using System.Diagnostics;
using System.Globalization;
using System.Text;
using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Storage;
using Refwatch.Watching;
using Xunit;
using Xunit.Abstractions;

namespace Refwatch.EndToEnd.Scale;

/// <summary>
/// Four handlers on one Azurite and one real queue. REFWATCH_SCALE_HOSTS widens the trial (200 hosts of 25 pages make 5,000),
/// REFWATCH_SCALE_KILLS lengthens it, REFWATCH_SCALE_SEED repeats one.
/// </summary>
[Collection(Alone)]
public sealed class ScaleOutTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    /// <summary>Tests that want the whole machine: they run after the others, one at a time.</summary>
    public const string Alone = "alone";

    private const int Processes = 4;
    private const int PagesAHost = 25;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly int Hosts = Parameter("REFWATCH_SCALE_HOSTS", 40);
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(5) + (Hosts * TimeSpan.FromSeconds(6));
    private static readonly int Kills = Parameter("REFWATCH_SCALE_KILLS", 10);
    private static readonly int Seed = Parameter("REFWATCH_SCALE_SEED", 20_260_301);

    private readonly Dictionary<string, string> _settings = new()
    {
        ["REFWATCH_VISIT__BUDGET"] = "00:00:10",
        ["REFWATCH_VISIT__WATCHDOG"] = "00:00:40",
        ["REFWATCH_VISIT__PUTOFF"] = "00:00:03",
        ["REFWATCH_VISIT__COMMITEVERY"] = "00:00:02",
    };

    private readonly List<FunctionsHost> _handlers = [];
    private readonly CancellationTokenSource _stop = new();
    private Process _azurite = null!;
    private FaultyWeb _web = null!;
    private IBlobStore _state = null!;
    private Task _timers = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        (_azurite, var connection) = Azurite.StartOne();
        _web = await FaultyWeb.StartAsync();
        _state = (await ArchiveLocation.OpenAsync(connection, null, TimeProvider.System, None)).State;
        var list = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(list, $"name: scale\ninterval: 1d\ndelay: 1ms\nchannels: [webhook: {_web.Address}alerts]\npages:\n{string.Concat(Urls.Select(static url => $"- {url}\n"))}");
        var applied = await Executable.RunAsync(_web.Address, "watch", list, "--apply-only", "--archive", connection);
        File.Delete(list);
        Assert.True(applied.ExitCode == 0, applied.Errors);

        var account = StorageAccount.Parse(connection)!;
        var (visits, alerts) = (await account.OpenQueueAsync("visits", None), await account.OpenQueueAsync("alerts", None));
        _settings["REFWATCH_ARCHIVE"] = connection;
        for (var i = 0; i < Processes; i++)
        {
            _handlers.Add(await FunctionsHost.StartAsync(_web.Address, _settings, visits, alerts));
        }

        _timers = Task.Run(TickAsync);
    }

    public void Dispose() => _stop.Dispose();

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _timers;
        foreach (var handler in _handlers)
        {
            await handler.DisposeAsync();
        }

        if (_azurite is not null)
        {
            _azurite.Kill(entireProcessTree: true);
            _azurite.Dispose();
            await _web.DisposeAsync();
        }

        _stop.Dispose();
    }

    [AzuriteTrial]
    public async Task Each_page_is_checked_once_an_interval_and_kills_lose_nothing()
    {
        // Without kills: the first interval, then one in which a tenth of the pages says something else.
        await RoundAsync("first interval");
        AssertRequested(1);
        var changed = Articles.Where(static (_, i) => i % 10 == 0).ToList();
        changed.ForEach(_web.Change);
        await MakeDueAsync();
        await RoundAsync("second interval");
        AssertRequested(2);
        await AlertsAsync(changed);
        Assert.Equal(changed.Count, _web.Alerts.Count);
        Assert.Equal(1, _web.MostInFlight);

        // With kills, and leases that end soon after them: a killed visit may refetch, an alert may repeat once with its id, nothing else.
        _settings["REFWATCH_LEASE"] = "00:00:15";
        await Task.WhenAll(_handlers.Select(static handler => handler.KillAsync())); // nothing is under way
        var again = Articles.Where(static (_, i) => i % 10 == 5).ToList();
        again.ForEach(_web.Change);
        var killed = TimeProvider.System.GetUtcNow();
        await MakeDueAsync();
        await RoundAsync($"{Kills} kills", KillAsync());
        var leftAlone = await MakeDueAsync(page => page.LastCheck < killed); // what visits died of three times is put off for a day: it passes
        await RoundAsync($"{leftAlone} pages a day later");
        await AlertsAsync([.. changed, .. again]);
        Assert.Equal(1, _web.MostInFlight);
        Assert.All(Articles, url => Assert.InRange(_web.Requests(url), 3, 3 + Kills));
        var refetched = Articles.Sum(url => _web.Requests(url) - 3);
        output.WriteLine($"{refetched} pages refetched, {_web.Alerts.Count - changed.Count - again.Count} alerts repeated");
        Assert.InRange(refetched, 0, Kills * 4 * PagesAHost); // at most what the killed process had in hand
        Assert.All(_web.Alerts.GroupBy(static alert => alert.Id), static sent => Assert.InRange(sent.Count(), 1, 2));
    }

    private void AssertRequested(int times)
    {
        var others = Articles.FindAll(url => _web.Requests(url) != times);
        Assert.True(others.Count == 0, $"not asked for {times} times: {string.Join(", ", others.Take(10).Select(url => $"{url} {_web.Requests(url)}"))} (seed {Seed}); {string.Join("; ", Failures)}");
    }

    private static IEnumerable<string> Urls =>
        from host in Enumerable.Range(0, Hosts)
        from page in Enumerable.Range(0, PagesAHost)
        select FaultyWeb.UrlOf(host, page);

    private static List<string> Articles => [.. Urls.Where(static url => url.Contains("/page/", StringComparison.Ordinal))];

    /// <summary>Waits until every page of every host was checked since now; meanwhile something else may happen.</summary>
    private async Task RoundAsync(string name, Task? meanwhile = null)
    {
        var started = TimeProvider.System.GetUtcNow();
        var watch = Stopwatch.StartNew();
        await (meanwhile ?? Task.CompletedTask);
        var open = Enumerable.Range(0, Hosts).ToHashSet();
        while (open.Count > 0)
        {
            Assert.True(watch.Elapsed < LongestRound, $"{name}: {open.Count} hosts are not done, {FaultyWeb.HostOf(open.First())} for one (seed {Seed}); {string.Join("; ", Failures)}");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            foreach (var host in open)
            {
                var ledger = await OpenLedger.PeekAsync(_state, FaultyWeb.HostOf(host), None);
                if (ledger?.Pages.Count != PagesAHost || ledger.Pages.Values.Any(page => !(page.NextCheck > started.AddHours(12))))
                {
                    break;
                }

                open.Remove(host);
            }
        }

        foreach (var failure in Failures)
        {
            output.WriteLine(failure);
        }

        output.WriteLine($"{name}: {Hosts * PagesAHost} pages of {Hosts} hosts in {watch.Elapsed.TotalSeconds:0} s (seed {Seed})");
    }

    /// <summary>A day passes for the pages that are so, or for all; how many they are.</summary>
    private async Task<int> MakeDueAsync(Func<PageState, bool>? isSo = null)
    {
        var made = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Hosts).Select(FaultyWeb.HostOf), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (host, _) =>
        {
            OpenLedger? open = null;
            await WaitAsync(() => Task.FromResult($"the ledger of {host} is held"), async () => (open = await OpenLedger.TryOpenAsync(_state, host, None)) is not null);
            await using (open!)
            {
                var pages = open!.Ledger.Pages.Values.Where(isSo ?? (static _ => true)).ToList();
                if (pages.Count == 0)
                {
                    return;
                }

                pages.ForEach(static page => page.NextCheck = TimeProvider.System.GetUtcNow());
                await open.CommitAsync(None);
                Interlocked.Add(ref made, pages.Count);
            }

            await new Watching.Calendar(_state).WriteAsync(TimeProvider.System.GetUtcNow(), host, attempts: 0, None);
        });
        return made;
    }

    /// <summary>Waits until there is an alert about each of these pages, and none about another.</summary>
    private async Task AlertsAsync(List<string> pages)
    {
        List<string> Missing() => [.. pages.Except(_web.Alerts.Select(static alert => alert.Page), StringComparer.Ordinal)];
        await WaitAsync(async () => $"no alert came about {string.Join(", ", await Task.WhenAll(Missing().Take(5).Select(RowOfAsync)))}", () => Task.FromResult(Missing().Count == 0));
        await WaitAsync(static () => Task.FromResult("the outbox is not empty"), async () => !await _state.ListAsync("outbox/", null, None).AnyAsync());
        Assert.Equal(pages.Count, _web.Alerts.DistinctBy(static alert => alert.Id).Count());
    }

    /// <summary>What the ledger and the outbox say of a page.</summary>
    private async Task<string> RowOfAsync(string url)
    {
        var ledger = await OpenLedger.PeekAsync(_state, new Uri(url).Host, None);
        var row = Encoding.UTF8.GetString(Json.Write(ledger!.Row(new Uri(url))));
        var outbox = await _state.ListAsync("outbox/", null, None).ToListAsync();
        return $"{url}, requested {_web.Requests(url)} times, the outbox holding {outbox.Count}: {row}";
    }

    /// <summary>Waits until something is so; says what is not when it takes too long.</summary>
    private async Task WaitAsync(Func<Task<string>> otherwise, Func<Task<bool>> isSo)
    {
        for (var watch = Stopwatch.StartNew(); !await isSo(); await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System))
        {
            if (watch.Elapsed > Patience)
            {
                Assert.Fail($"{await otherwise()} after {Patience} (seed {Seed}); {string.Join("; ", Failures)}");
            }
        }
    }

    private IEnumerable<string> Failures => _handlers.SelectMany(static handler => handler.Failures).Take(10);

    private async Task KillAsync()
    {
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 2_500)), TimeProvider.System);
            await _handlers[random.Next(Processes)].KillAsync();
        }
    }

    private async Task TickAsync()
    {
        for (var tick = 0; !_stop.IsCancellationRequested; tick++)
        {
            await _handlers[tick % Processes].TickAsync("PlanVisits");
            if (tick % 5 == 0)
            {
                await _handlers[tick % Processes].TickAsync("SendAlerts");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    private static int Parameter(string name, int unlessGiven) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : unlessGiven;
}

/// <summary>The collection of <see cref="ScaleOutTests.Alone"/>.</summary>
[CollectionDefinition(ScaleOutTests.Alone, DisableParallelization = true)]
public sealed class AloneCollection;

/// <summary>A trial of minutes against Azurite; skipped, visibly, where there is none.</summary>
public sealed class AzuriteTrialAttribute : FactAttribute
{
    public AzuriteTrialAttribute() => Skip = Azurite.Missing;
}
