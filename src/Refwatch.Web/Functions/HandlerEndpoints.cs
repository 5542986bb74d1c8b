using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Refwatch.Web.Functions;

/// <summary>
/// The custom handler's side of Azure Functions: the host POSTs each invocation to /{function}
/// (https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers).
/// </summary>
/// <remarks>
/// 200 ends the invocation well. Anything else fails it: the host hands a queue's message out again, and sets it aside in
/// the poison queue after five times. 400: the message can't be read, and never will; 500: what was asked failed.
/// </remarks>
public static class HandlerEndpoints
{
    public static void MapFunctions(this IEndpointRouteBuilder app, FunctionSet functions)
    {
        app.MapPost("/PlanVisits", context => AnswerAsync(context, functions.PlanVisitsAsync));
        app.MapPost("/SendAlerts", context => AnswerAsync(context, functions.SendAlertsAsync));
        app.MapPost("/SendNewAlerts", context => AnswerAsync(context, functions.SendAlertsAsync));
        app.MapPost("/DailyManifest", context => AnswerAsync(context, functions.DailyManifestAsync));
        app.MapPost("/VisitHost", context => AnswerAsync(context, async stop =>
        {
            var invocation = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: stop) as JsonObject;
            var (data, metadata) = (invocation?["Data"] as JsonObject, invocation?["Metadata"] as JsonObject);
            await functions.VisitHostAsync(Text(data?["visit"]), Deliveries(metadata?["DequeueCount"]), stop);
        }));
    }

    /// <summary>The host encodes a queue message as a JSON string once, by its documentation, or twice, as seen live.</summary>
    private static string Text(JsonNode? data)
    {
        var text = data is JsonValue value && value.TryGetValue<string>(out var given) ? given : throw new FormatException("The invocation has no Data.visit that is a string.");
        return text.StartsWith('"') ? JsonSerializer.Deserialize<string>(text)! : text;
    }

    /// <summary>A number, or a string that holds one, as seen live; once when the host does not say.</summary>
    private static long Deliveries(JsonNode? count) => long.TryParse(count?.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;

    private static async Task AnswerAsync(HttpContext context, Func<CancellationToken, Task> function)
    {
        // A handler that is told to end finishes the page in hand, as one whose invocation timed out does.
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await function(stop.Token);
            await WriteAsync(context, StatusCodes.Status200OK, error: null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or ArgumentException)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, $"The message can't be read: {unreadable.Message}");
        }
        catch (Exception failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            await WriteAsync(context, StatusCodes.Status500InternalServerError, failure.Message);
        }
    }

    /// <summary>The answer has this casing and is never empty: an empty body hangs the invocation until its time-out.</summary>
    private static async Task WriteAsync(HttpContext context, int status, string? error)
    {
        if (error is not null)
        {
            await Console.Error.WriteLineAsync($"{context.Request.Path.Value} failed: {error}");
        }

        var answer = new JsonObject { ["Outputs"] = new JsonObject(), ["Logs"] = error is null ? [] : new JsonArray(error), ["ReturnValue"] = null };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), CancellationToken.None);
    }
}
