using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Refwatch.Alerting;

namespace Refwatch.Web.Operation;

/// <summary>What a service says of its work: structured, on standard error, and without page text.</summary>
public sealed partial class ServiceLog(ILogger logger)
{
    /// <summary>A factory of loggers that write one line an event, in UTC: as text, or as JSON.</summary>
    public static ILoggerFactory NewFactory(bool json) => LoggerFactory.Create(logging => Configure(logging, json));

    /// <summary>One line an event, in UTC, on standard error: as text, or as JSON.</summary>
    public static void Configure(ILoggingBuilder logging, bool json)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // four lines a request say nothing that its trace does not
        logging.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (json)
        {
            logging.AddJsonConsole(static format => (format.UseUtcTimestamp, format.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        }
        else
        {
            logging.AddSimpleConsole(static format => (format.SingleLine, format.UseUtcTimestamp, format.TimestampFormat) = (true, true, "yyyy-MM-dd HH:mm:ssZ "));
        }
    }

    public void Checked(PageOutcome outcome) =>
        Checked(outcome.Url, outcome.Verdict.Kind.ToString(), outcome.Change.Claims.Count, outcome.Alerts.Count);

    /// <summary>A visit began (null) or ended.</summary>
    public void Visited(string host, VisitEnd? end)
    {
        if (end is { } how)
        {
            Ended(host, how.ToString());
        }
    }

    public void Delivered(DeliveryReport delivery)
    {
        if (delivery.Sent + delivery.Left > 0)
        {
            Delivered(delivery.Sent, delivery.Left);
        }

        foreach (var error in delivery.Errors)
        {
            NotDelivered(error);
        }
    }

    [LoggerMessage(LogLevel.Information, "checked {Url}: {Verdict}, {Changes} changes, {Alerts} alerts")]
    private partial void Checked(Uri url, string verdict, int changes, int alerts);

    [LoggerMessage(LogLevel.Information, "watching")]
    public partial void Started();

    [LoggerMessage(LogLevel.Information, "stopped")]
    public partial void Stopped();

    [LoggerMessage(LogLevel.Information, "planned {Visits} visits")]
    public partial void Planned(int visits);

    [LoggerMessage(LogLevel.Information, "the newest manifest is {Digest}")]
    public partial void Manifested(string digest);

    [LoggerMessage(LogLevel.Information, "visit of {Host} ended: {End}")]
    private partial void Ended(string host, string end);

    [LoggerMessage(LogLevel.Information, "alerts: {Sent} sent, {Left} left for another try")]
    private partial void Delivered(int sent, int left);

    [LoggerMessage(LogLevel.Warning, "an alert was not delivered and is tried again: {Reason}")]
    private partial void NotDelivered(string reason);

    [LoggerMessage(LogLevel.Error, "{What} failed and comes up again")]
    public partial void Failed(string what, Exception error);
}
