using Refwatch.Alerting;
using Refwatch.Storage;
using Refwatch.Watching;
using Refwatch.Web.Operation;

namespace Refwatch.Web.Functions;

/// <summary>What the Azure Functions do, for both adapters: the custom handler and the isolated worker only pass calls on.</summary>
public sealed class FunctionSet(Pipeline pipeline, IVisitQueue queue, AlertDispatch dispatch, ServiceLog log)
{
    /// <summary>Timer: asks for the visits that are due.</summary>
    public async Task PlanVisitsAsync(CancellationToken cancellationToken) => log.Planned(await pipeline.NewPlanner(queue).PlanAsync(cancellationToken));

    /// <summary>Queue: one polite pass over one host. A failure is thrown, so that the host brings the message up again.</summary>
    public async Task VisitHostAsync(string message, CancellationToken cancellationToken) =>
        log.Visited(Calendar.HostOf(message), await pipeline.NewVisit(log.Checked).RunAsync(message, cancellationToken));

    /// <summary>Timer: delivers the outbox.</summary>
    public async Task SendAlertsAsync(CancellationToken cancellationToken) => log.Delivered(await dispatch.SendAsync(cancellationToken));
}
