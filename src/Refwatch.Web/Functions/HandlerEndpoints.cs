using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Refwatch.Web.Functions;

/// <summary>
/// The custom handler's side of Azure Functions: the host POSTs each invocation to /{function}
/// (https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers).
/// </summary>
public static class HandlerEndpoints
{
    public static void MapFunctions(this IEndpointRouteBuilder app, FunctionSet functions)
    {
        app.MapPost("/PlanVisits", context => AnswerAsync(context, functions.PlanVisitsAsync));
        app.MapPost("/SendAlerts", context => AnswerAsync(context, functions.SendAlertsAsync));
        app.MapPost("/VisitHost", async context =>
        {
            var invocation = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            await AnswerAsync(context, stop => functions.VisitHostAsync(Message(invocation?["Data"]?["visit"]), stop));
        });
    }

    /// <summary>The host encodes a queue message as a JSON string once, by its documentation, or twice, as seen live.</summary>
    private static string Message(JsonNode? data)
    {
        var text = data?.GetValue<string>() ?? throw new JsonException("The invocation has no Data.visit.");
        return text.StartsWith('"') ? JsonSerializer.Deserialize<string>(text)! : text;
    }

    /// <summary>The answer has this casing and is never empty: an empty body hangs the invocation until its time-out.</summary>
    private static async Task AnswerAsync(HttpContext context, Func<CancellationToken, Task> function)
    {
        await function(context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", context.RequestAborted);
    }
}
