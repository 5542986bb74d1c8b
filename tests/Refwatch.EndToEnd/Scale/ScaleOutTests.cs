using System.Diagnostics;
using System.Globalization;
using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Storage;
using Refwatch.Watching;
using Xunit;
using Xunit.Abstractions;

namespace Refwatch.EndToEnd.Scale;

/// <summary>
/// Four handlers on one Azurite and one real queue. REFWATCH_SCALE_HOSTS switches the trial on (200 hosts of 25 pages make
/// 5,000), REFWATCH_SCALE_KILLS lengthens it, REFWATCH_SCALE_SEED repeats one.
/// </summary>
public sealed class ScaleOutTests(ITestOutputHelper output) : IAsyncLifetime, IDisposable
{
    private const int Processes = 4;
    private const int PagesAHost = 25;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly int Hosts = Parameter("REFWATCH_SCALE_HOSTS", 200);
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

    [ScaleFact]
    public async Task Each_page_is_checked_once_an_interval_and_kills_lose_nothing()
    {
        // Without kills: the first interval, then one in which a tenth of the pages says something else.
        await RoundAsync("first interval");
        Assert.All(Articles, url => Assert.Equal(1, _web.Requests(url)));
        var changed = Articles.Where(static (_, i) => i % 10 == 0).ToList();
        changed.ForEach(_web.Change);
        await MakeDueAsync();
        await RoundAsync("second interval");
        Assert.All(Articles, url => Assert.Equal(2, _web.Requests(url)));
        await AlertsAsync(changed.Count);
        Assert.Equal(changed.Count, _web.Alerts.Count);
        Assert.Equal(1, _web.MostInFlight);

        // With kills, and leases that end soon after them: a killed visit may refetch, an alert may repeat once with its id, nothing else.
        _settings["REFWATCH_LEASE"] = "00:00:15";
        await Task.WhenAll(_handlers.Select(static handler => handler.KillAsync())); // nothing is under way
        var again = Articles.Where(static (_, i) => i % 10 == 5).ToList();
        again.ForEach(_web.Change);
        await MakeDueAsync();
        await RoundAsync($"{Kills} kills", KillAsync());
        await AlertsAsync(changed.Count + again.Count);
        Assert.Equal(1, _web.MostInFlight);
        Assert.All(Articles, url => Assert.InRange(_web.Requests(url), 3, 3 + Kills));
        var refetched = Articles.Sum(url => _web.Requests(url) - 3);
        output.WriteLine($"{refetched} pages refetched, {_web.Alerts.Count - changed.Count - again.Count} alerts repeated");
        Assert.InRange(refetched, 0, Kills * 4 * PagesAHost); // at most what the killed process had in hand
        Assert.All(_web.Alerts.GroupBy(static id => id), static sent => Assert.InRange(sent.Count(), 1, 2));
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
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(10), $"{name}: {open.Count} hosts are not done, {FaultyWeb.HostOf(open.First())} for one (seed {Seed})");
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

        foreach (var failure in _handlers.SelectMany(static handler => handler.Failures))
        {
            output.WriteLine(failure);
        }

        output.WriteLine($"{name}: {Hosts * PagesAHost} pages of {Hosts} hosts in {watch.Elapsed.TotalSeconds:0} s (seed {Seed})");
    }

    /// <summary>A day passes.</summary>
    private Task MakeDueAsync() => Parallel.ForEachAsync(Enumerable.Range(0, Hosts), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (host, _) =>
    {
        OpenLedger? open;
        while ((open = await OpenLedger.TryOpenAsync(_state, FaultyWeb.HostOf(host), None)) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, None);
        }

        await using (open)
        {
            foreach (var page in open.Ledger.Pages.Values)
            {
                page.NextCheck = TimeProvider.System.GetUtcNow();
            }

            await open.CommitAsync(None);
        }

        await new Watching.Calendar(_state).WriteAsync(TimeProvider.System.GetUtcNow(), FaultyWeb.HostOf(host), attempts: 0, None);
    });

    private async Task AlertsAsync(int count)
    {
        for (var watch = Stopwatch.StartNew(); _web.Alerts.Distinct().Count() < count; await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), $"{_web.Alerts.Distinct().Count()} of {count} alerts came (seed {Seed})");
        }

        while (await _state.ListAsync("outbox/", null, None).AnyAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }
    }

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

/// <summary>A trial of minutes on a machine that does nothing else: with little time for each process, leases end before they are renewed.</summary>
public sealed class ScaleFactAttribute : FactAttribute
{
    public ScaleFactAttribute() => Skip = Environment.GetEnvironmentVariable("REFWATCH_SCALE_HOSTS") is null
        ? "needs minutes of a quiet machine: set REFWATCH_SCALE_HOSTS=200"
        : Azurite.Missing;
}
