using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Refwatch.Azure;

namespace Refwatch.Web.Operation;

/// <summary>/healthz: the process answers. /readyz: its stores answer too.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder app, ArchiveLocation location)
    {
        app.MapGet("/healthz", static () => Results.Text("ok\n"));
        app.MapGet("/readyz", (CancellationToken aborted) => ReadyAsync(location, aborted));
    }

    private static async Task<IResult> ReadyAsync(ArchiveLocation location, CancellationToken aborted)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        late.CancelAfter(Patience);
        var failures = new List<string>();
        foreach (var (store, name) in new[] { (location.Captures, "captures"), (location.State, "state") })
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
