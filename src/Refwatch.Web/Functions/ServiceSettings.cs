using System.Globalization;
using Microsoft.Extensions.Configuration;
using Refwatch.Alerting;
using Refwatch.Azure;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Storage;
using Refwatch.Watching;
using Refwatch.Web.Operation;

namespace Refwatch.Web.Functions;

/// <summary>What a service without a command line reads from its application settings.</summary>
/// <param name="Archive">REFWATCH_ARCHIVE: where the captures lie.</param>
/// <param name="State">REFWATCH_STATE: where the state and the queue lie; the archive's place when not set.</param>
/// <param name="Contact">REFWATCH_CONTACT: how site operators reach the maintainer.</param>
/// <remarks>Two more are for trials: REFWATCH_LEASE (15 to 60 s, "00:00:15") and REFWATCH_VISIT__BUDGET, …__WATCHDOG and the other <see cref="VisitOptions"/>.</remarks>
public sealed record ServiceSettings(string Archive, string? State, string? Contact)
{
    /// <summary>A visit's budget (5 min) and one fetch more must end before functionTimeout (10 min).</summary>
    private static readonly TimeSpan LongestFetch = TimeSpan.FromMinutes(4);

    /// <summary>REFWATCH_TIMEGATES: TimeGates with spaces between them, or "none"; null: what the watch lists say, else the Wayback Machine's.</summary>
    public IReadOnlyList<Uri>? TimeGates { get; init; }

    /// <summary>REFWATCH_CONFIRM_VISITS and REFWATCH_CONFIRM_DAYS: when rot, or a silent host, is told; watch lists that ask otherwise win.</summary>
    public IncidentRules Incidents { get; init; } = new(
        Number("REFWATCH_CONFIRM_VISITS", IncidentRules.Default.Visits), TimeSpan.FromDays(Number("REFWATCH_CONFIRM_DAYS", (int)IncidentRules.Default.Span.TotalDays)));

    /// <summary>REFWATCH_REQUESTS_PER_DAY: most requests to one host in a UTC day; watch lists that ask otherwise win.</summary>
    public int DailyRequests { get; init; } = Number("REFWATCH_REQUESTS_PER_DAY", new FetchOptions().DailyRequests, least: 1, most: 1_000_000);

    private static int Number(string setting, int otherwise, int least = 0, int most = 100) => Environment.GetEnvironmentVariable(setting) switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        _ => throw new InvalidOperationException($"{setting} takes a whole number from {least} to {most}, e.g. {otherwise}."),
    };

    /// <summary>How long a lease lasts unrenewed; null: as long as the store gives one.</summary>
    public TimeSpan? Lease { get; init; }

    public VisitOptions Visit { get; init; } = new();

    /// <exception cref="InvalidOperationException">A setting is missing or can't be read; the message names it.</exception>
    public static ServiceSettings FromEnvironment()
    {
        var trials = new ConfigurationBuilder().AddEnvironmentVariables("REFWATCH_").Build();
        return new ServiceSettings(
            Environment.GetEnvironmentVariable("REFWATCH_ARCHIVE") ?? throw new InvalidOperationException("Set REFWATCH_ARCHIVE, e.g. https://ACCOUNT.blob.core.windows.net."),
            Environment.GetEnvironmentVariable("REFWATCH_STATE"),
            Environment.GetEnvironmentVariable("REFWATCH_CONTACT"))
        {
            Lease = trials.GetValue<TimeSpan?>("LEASE"),
            TimeGates = ReadTimeGates(Environment.GetEnvironmentVariable("REFWATCH_TIMEGATES")),
            Visit = trials.GetSection("VISIT").Get<VisitOptions>() ?? new VisitOptions(),
        };
    }

    /// <summary>Opens the stores and the queue; the pipeline lives as long as the process.</summary>
    /// <exception cref="StorageUnavailableException">A store can't be opened; the message says what to do.</exception>
    public async Task<FunctionSet> OpenAsync(ServiceLog log, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var location = await ArchiveLocation.OpenAsync(Archive, State, clock, cancellationToken, Lease);
        var account = StorageAccount.Parse(State ?? Archive)
            ?? throw new StorageUnavailableException("Functions need a storage account for their queues: set REFWATCH_STATE to https://ACCOUNT.blob.core.windows.net or a connection string, or run `refwatch watch`, which needs none.");
        var visits = await account.OpenQueueAsync("visits", cancellationToken);
        var alerts = await account.OpenQueueAsync("alerts", cancellationToken);
        var lists = await WatchLists.InForceAsync(location.State, cancellationToken);
        var fetch = new FetchOptions { CaptureTimeout = LongestFetch, Contact = Contact, DailyRequests = DailyRequests }.AsListsAsk(lists);
        var settings = new PipelineSettings
        {
            Fetch = fetch,
            Visit = Visit,
            Incidents = Incidents.AsListsAsk(lists),
            Mementos = TimeGates is null ? MementoSettings.AsListsAsk(lists) : new MementoSettings { TimeGates = TimeGates },
        };
        var pipeline = new Pipeline(location.Captures, location.State, settings, clock);
        var channels = new Channels(Console.Out, clock);
        return new FunctionSet(pipeline, visits, alerts, new AlertDispatch(pipeline.WatchLists, pipeline.Outbox, channels), log);
    }

    private static List<Uri>? ReadTimeGates(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return null;
        }

        var gates = new List<Uri>();
        foreach (var text in setting.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static text => text != "none"))
        {
            gates.Add(Uri.TryCreate(text, UriKind.Absolute, out var url) && HostManners.CanBeAsked(url)
                ? MementoSettings.GateOf(url)
                : throw new InvalidOperationException($"REFWATCH_TIMEGATES holds {text}, which is no URL: write what stands before a page's address, e.g. {MementoSettings.Wayback}, or none."));
        }

        return gates;
    }
}
