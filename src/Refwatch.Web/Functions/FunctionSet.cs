using Refwatch.Alerting;
using Refwatch.Azure;
using Refwatch.Storage;
using Refwatch.Watching;
using Refwatch.Web.Operation;

namespace Refwatch.Web.Functions;

/// <summary>What the Azure Functions do, for both adapters: the custom handler and the isolated worker only pass calls on.</summary>
/// <param name="pipeline">The house.</param>
/// <param name="visits">The queue of visits.</param>
/// <param name="alerts">The queue that says that there are alerts to send.</param>
/// <param name="dispatch">Sends them.</param>
/// <param name="log">Told of everything.</param>
public sealed class FunctionSet(Pipeline pipeline, IVisitQueue visits, IVisitQueue alerts, AlertDispatch dispatch, ServiceLog log)
{
    /// <summary>What the functions work on; the site shows it.</summary>
    public Pipeline Pipeline => pipeline;

    /// <summary>Timer: asks for the visits that are due.</summary>
    public async Task PlanVisitsAsync(CancellationToken cancellationToken) => log.Planned(await pipeline.NewPlanner(visits).PlanAsync(cancellationToken));

    /// <summary>Queue: one polite pass over one host. A failure is thrown, so that the host brings the message up again.</summary>
    /// <param name="message">What the planner enqueued.</param>
    /// <param name="deliveries">How often the message was handed out, this time included.</param>
    /// <param name="cancellationToken">Ends the visit after the page in hand.</param>
    /// <exception cref="FormatException">The message is none of the planner's.</exception>
    public async Task VisitHostAsync(string message, long deliveries, CancellationToken cancellationToken)
    {
        var told = 0;
        var events = new VisitEvents
        {
            Checked = outcome =>
            {
                told += outcome.Alerts.Count;
                log.Checked(outcome);
            },
            Settled = (_, alerts) => told += alerts.Count,
        };
        var visit = pipeline.NewVisit(events, visits);
        log.Visited(Calendar.HostOf(message), await visit.RunAsync(message, deliveries, cancellationToken));
        if (told > 0)
        {
            await alerts.EnqueueAsync(message, CancellationToken.None); // should it be lost, the timer sends them
        }
    }

    /// <summary>Timer: names the captures that no manifest names yet, and seals the manifest.</summary>
    public async Task DailyManifestAsync(CancellationToken cancellationToken) => log.Manifested((await DailyManifest.RunAsync(pipeline, cancellationToken)).Digest);

    /// <summary>Timer, and queue when a visit raised alerts: delivers the outbox.</summary>
    public async Task SendAlertsAsync(CancellationToken cancellationToken) => log.Delivered(await dispatch.SendAsync(cancellationToken));
}
