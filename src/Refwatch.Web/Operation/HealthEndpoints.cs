using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Refwatch.Web.Operation;

/// <summary>/healthz: the process answers. /readyz: its stores answer too.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder app, Pipeline pipeline, string prefix = "")
    {
        app.MapGet($"{prefix}/healthz", static () => Results.Text("ok\n"));
        app.MapGet($"{prefix}/readyz", (CancellationToken aborted) => ReadyAsync(pipeline, aborted));
    }

    private static async Task<IResult> ReadyAsync(Pipeline pipeline, CancellationToken aborted)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        late.CancelAfter(Patience);
        var failures = new List<string>();
        foreach (var (store, name) in new[] { (pipeline.Captures, "captures"), (pipeline.State, "state") })
        {
            try
            {
                await store.ReadAsync("health/probe", late.Token); // whether it exists is all one: the store answered
            }
            catch (Exception error) when (!aborted.IsCancellationRequested)
            {
                failures.Add($"{name}: {error.GetType().Name}"); // the message may hold addresses: it stands in the log of the visit that fails
            }
        }

        return failures.Count == 0 ? Results.Text("ready\n") : Results.Text(string.Join('\n', failures) + "\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
