using System.Globalization;
using Refwatch.Alerting;
using Refwatch.Azure;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Watching;
using Refwatch.Web.Operation;

namespace Refwatch.Web.Functions;

/// <summary>What a service without a command line reads from its application settings.</summary>
/// <param name="Archive">REFWATCH_ARCHIVE: where the captures lie.</param>
/// <param name="State">REFWATCH_STATE: where the state and the queue lie; the archive's place when not set.</param>
/// <param name="Contact">REFWATCH_CONTACT: how site operators reach the maintainer.</param>
public sealed record ServiceSettings(string Archive, string? State, string? Contact)
{
    /// <summary>A visit's budget (5 min) and one fetch more must end before functionTimeout (10 min).</summary>
    private static readonly TimeSpan LongestFetch = TimeSpan.FromMinutes(4);

    /// <summary>REFWATCH_CONFIRM_VISITS and REFWATCH_CONFIRM_DAYS: when rot, or a silent host, is told; watch lists that ask otherwise win.</summary>
    public IncidentRules Incidents { get; init; } = new(
        Number("REFWATCH_CONFIRM_VISITS", IncidentRules.Default.Visits), TimeSpan.FromDays(Number("REFWATCH_CONFIRM_DAYS", (int)IncidentRules.Default.Span.TotalDays)));

    private static int Number(string setting, int otherwise) => Environment.GetEnvironmentVariable(setting) switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100 => number,
        _ => throw new InvalidOperationException($"{setting} takes a whole number up to 100, e.g. {otherwise}."),
    };

    /// <exception cref="InvalidOperationException">A setting is missing; the message names it.</exception>
    public static ServiceSettings FromEnvironment() => new(
        Environment.GetEnvironmentVariable("REFWATCH_ARCHIVE") ?? throw new InvalidOperationException("Set REFWATCH_ARCHIVE, e.g. https://ACCOUNT.blob.core.windows.net."),
        Environment.GetEnvironmentVariable("REFWATCH_STATE"),
        Environment.GetEnvironmentVariable("REFWATCH_CONTACT"));

    /// <summary>Opens the stores and the queue; the pipeline lives as long as the process.</summary>
    /// <exception cref="StorageUnavailableException">A store can't be opened; the message says what to do.</exception>
    public async Task<FunctionSet> OpenAsync(ServiceLog log, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        var location = await ArchiveLocation.OpenAsync(Archive, State, clock, cancellationToken);
        IVisitQueue queue = StorageAccount.Parse(State ?? Archive) is { } account
            ? await account.OpenQueueAsync("visits", cancellationToken)
            : throw new StorageUnavailableException("Functions need a storage account for their queue: set REFWATCH_STATE to https://ACCOUNT.blob.core.windows.net or a connection string, or run `refwatch watch`, which needs none.");
        var lists = await WatchLists.InForceAsync(location.State, cancellationToken);
        var fetch = new FetchOptions { CaptureTimeout = LongestFetch, Contact = Contact }.AsListsAsk(lists);
        var incidents = Incidents.AsListsAsk(lists);
        var pipeline = new Pipeline(location.Captures, location.State, new PipelineSettings { Fetch = fetch, Incidents = incidents }, clock);
        var channels = new Channels(Console.Out, clock);
        return new FunctionSet(pipeline, queue, new AlertDispatch(pipeline.WatchLists, pipeline.Outbox, channels), log);
    }
}
