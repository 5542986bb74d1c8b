using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Refwatch.Web.Functions;
using Refwatch.Web.Site;

namespace Refwatch.Functions;

/// <summary>The triggers; what they do stands in <see cref="FunctionSet"/>.</summary>
public sealed class Triggers(FunctionSet functions, NestedSite site)
{
    [Function("PlanVisits")]
    public Task PlanVisitsAsync([TimerTrigger("%PlanSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        functions.PlanVisitsAsync(cancellationToken);

    [Function("VisitHost")]
    public Task VisitHostAsync([QueueTrigger("visits")] QueueMessage visit, CancellationToken cancellationToken) =>
        functions.VisitHostAsync(visit.Body.ToString(), visit.DequeueCount, cancellationToken);

    [Function("SendAlerts")]
    public Task SendAlertsAsync([TimerTrigger("%SendSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        functions.SendAlertsAsync(cancellationToken);

    [Function("DailyManifest")]
    public Task DailyManifestAsync([TimerTrigger("%ManifestSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        functions.DailyManifestAsync(cancellationToken);

    [Function("Site")]
    public async Task<IActionResult> SiteAsync([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "{*path}")] HttpRequest req)
    {
        await site.HandleAsync(req.HttpContext);
        return new EmptyResult(); // the site wrote the answer
    }

    [Function("SendNewAlerts")]
    public Task SendNewAlertsAsync([QueueTrigger("alerts")] string alerts, CancellationToken cancellationToken) =>
        functions.SendAlertsAsync(cancellationToken);
}
