using Refwatch.Alerting;
using Refwatch.Storage;

namespace Refwatch.Web.Functions;

/// <summary>What the Azure Functions do, for both adapters: the custom handler and the isolated worker only pass calls on.</summary>
public sealed class FunctionSet(Pipeline pipeline, IVisitQueue queue, AlertDispatch dispatch)
{
    /// <summary>What the functions work on; the site shows it.</summary>
    public Pipeline Pipeline => pipeline;

    /// <summary>Timer: asks for the visits that are due.</summary>
    public Task PlanVisitsAsync(CancellationToken cancellationToken) => pipeline.NewPlanner(queue).PlanAsync(cancellationToken);

    /// <summary>Queue: one polite pass over one host. A failure is thrown, so that the host brings the message up again.</summary>
    public Task VisitHostAsync(string message, CancellationToken cancellationToken) =>
        pipeline.NewVisit(static _ => { }).RunAsync(message, cancellationToken);

    /// <summary>Timer: delivers the outbox.</summary>
    public Task SendAlertsAsync(CancellationToken cancellationToken) => dispatch.SendAsync(cancellationToken);
}
