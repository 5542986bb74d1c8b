using System.Net;
using Refwatch.EndToEnd.Storage;
using Xunit;

namespace Refwatch.EndToEnd.Operation;

/// <summary>/healthz and /readyz of `refwatch serve`, alone and behind the Functions host.</summary>
public sealed class HealthTests
{
    [NodeFact("azurite")]
    public async Task A_handler_whose_stores_went_away_is_alive_and_not_ready_and_names_them()
    {
        var (azurite, account) = Azurite.StartOne();
        using var handler = Executable.Start(proxy: null, ["serve"], new() { ["REFWATCH_ARCHIVE"] = account, ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0" });
        try
        {
            var told = await handler.StandardOutput.ReadLineAsync() ?? await handler.StandardError.ReadToEndAsync();
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(told["Listening on ".Length..]) };
            Assert.Equal("ready\n", await http.GetStringAsync("/readyz"));
            Assert.Equal("ready\n", await http.GetStringAsync("/api/readyz")); // as the Functions host passes it on

            azurite.Kill(entireProcessTree: true);
            await azurite.WaitForExitAsync();
            using var ready = await http.GetAsync("/readyz");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Equal(["captures", "state"], (await ready.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(':')[0]));
            Assert.Equal("ok\n", await http.GetStringAsync("/healthz"));
        }
        finally
        {
            handler.Kill();
            await handler.WaitForExitAsync();
            azurite.Dispose();
        }
    }
}
