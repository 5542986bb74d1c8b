using System.Diagnostics;
using System.Diagnostics.Metrics;
using Refwatch.Alerting;

namespace Refwatch;

/// <summary>
/// The traces and metrics of the pipeline, by the names of OpenTelemetry's conventions. They cost next to nothing until a
/// host exports them. Neither holds page text: URLs, verdicts, counts and times alone.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Refwatch";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> ChecksCounter = Meter.CreateCounter<long>("refwatch.checks", "{check}", "Pages checked, by verdict.");
    private static readonly Counter<long> BytesCounter = Meter.CreateCounter<long>("refwatch.fetch.bytes", "By", "Bodies received, as sent.");
    private static readonly Counter<long> RetriesCounter = Meter.CreateCounter<long>("refwatch.fetch.retries", "{request}", "Requests sent again after a passing failure.");
    private static readonly Counter<long> AlertsCounter = Meter.CreateCounter<long>("refwatch.alerts", "{alert}", "Alerts put out, by kind.");
    private static readonly Counter<long> DeliveriesCounter = Meter.CreateCounter<long>("refwatch.alerts.deliveries", "{message}", "Messages over channels, by outcome.");
    private static readonly Counter<long> StorageCounter = Meter.CreateCounter<long>("refwatch.storage.operations", "{operation}", "Storage operations, by store and operation.");
    private static readonly Histogram<double> LagHistogram = Meter.CreateHistogram<double>("refwatch.visit.lag", "s", "From the time a page was due to its check.");
    private static readonly Histogram<double> QueueAgeHistogram = Meter.CreateHistogram<double>("refwatch.queue.age", "s", "From the planner's message to the visit's start.");

    /// <summary>Begins a span of the current trace; dispose it to end it. Null when nobody listens.</summary>
    public static Activity? Start(string span) => Source.StartActivity(span);

    /// <summary>Begins a span about a page or a host.</summary>
    public static Activity? Start(string span, string key, object value) => Source.StartActivity(span)?.SetTag(key, value);

    /// <summary>What another process needs to continue this trace (W3C Trace Context's traceparent); null when nobody listens.</summary>
    public static string? TraceParent => Activity.Current?.Id;

    /// <summary>Begins a span that continues an earlier process's trace (null: the current one), linked with the one it is carried out in.</summary>
    public static Activity? Continue(string span, string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent)
            ? Source.StartActivity(span, ActivityKind.Consumer, parent, links: Activity.Current is { } here ? [new ActivityLink(here.Context)] : [])
            : Source.StartActivity(span, ActivityKind.Consumer);

    internal static void Checked(PageOutcome outcome, DateTimeOffset? due)
    {
        ChecksCounter.Add(1, new KeyValuePair<string, object?>("verdict", outcome.Verdict.Kind.ToString()));
        if (due is { } time && outcome.Time > time)
        {
            LagHistogram.Record((outcome.Time - time).TotalSeconds);
        }
    }

    internal static void Alerted(AlertKind kind) => AlertsCounter.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    internal static void Received(long bytes) => BytesCounter.Add(bytes);

    internal static void Retried() => RetriesCounter.Add(1);

    internal static void Delivered(string channel, bool isDelivered) => DeliveriesCounter.Add(
        1, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("outcome", isDelivered ? "delivered" : "failed"));

    internal static void Stored(string store, string operation) => StorageCounter.Add(
        1, new KeyValuePair<string, object?>("store", store), new KeyValuePair<string, object?>("operation", operation));

    internal static void Waited(TimeSpan inQueue)
    {
        if (inQueue > TimeSpan.Zero)
        {
            QueueAgeHistogram.Record(inQueue.TotalSeconds);
        }
    }
}
