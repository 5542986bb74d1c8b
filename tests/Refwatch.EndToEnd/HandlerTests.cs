using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Refwatch.Azure;
using Refwatch.EndToEnd.Storage;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>The executable as the custom handler of Azure Functions; this test plays the Functions host.</summary>
[Collection(Azurite.VisitsQueue)]
public sealed class HandlerTests
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    [AzuriteFact]
    public async Task From_the_timer_over_the_queue_to_the_visit()
    {
        var host = $"handler-{Guid.NewGuid():N}.example"[..20] + ".example";
        await using var web = await LoopbackProxy.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/page" ? 200 : 404;
            return context.Response.WriteAsync($"<!DOCTYPE html><title>Harbour</title><article><h1>Harbour</h1><p>{string.Concat(Enumerable.Repeat("The harbour of Port Ellery handles 1.5 million tonnes of grain a year. ", 5))}</p></article>");
        });
        var list = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(list, $"pages: [http://{host}/page]\nchannels: [stdout]\n");
        var applied = await Executable.RunAsync(web.Address, "watch", list, "--apply-only", "--archive", Azurite.ConnectionString);
        File.Delete(list);
        Assert.True(applied.ExitCode == 0, applied.Errors);

        using var handler = Executable.Start(web.Address, ["serve"], new() { ["REFWATCH_ARCHIVE"] = Azurite.ConnectionString, ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0", ["REFWATCH_TIMEGATES"] = "none" });
        try
        {
            using var http = new HttpClient { BaseAddress = await AddressAsync(handler) };
            Assert.Equal("""{"Outputs":{},"Logs":[],"ReturnValue":null}""", await InvokeAsync(http, "PlanVisits", """{"Data":{"timer":{"IsPastDue":false}},"Metadata":{}}"""));

            // Other tests' hosts are planned, too: this one looks for its own host's message.
            var queue = await StorageAccount.Parse(Azurite.ConnectionString)!.OpenQueueAsync("visits", CancellationToken.None);
            QueuedVisit? visit;
            do
            {
                visit = await queue.ReceiveAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
                Assert.NotNull(visit);
            }
            while (Calendar.HostOf(visit.Message) != host);

            var twice = JsonSerializer.Serialize(JsonSerializer.Serialize(visit.Message)); // as seen live
            await InvokeAsync(http, "VisitHost", "{\"Data\":{\"visit\":" + twice + "},\"Metadata\":{\"DequeueCount\":\"1\"}}");
            var location = await ArchiveLocation.OpenAsync(Azurite.ConnectionString, null, TimeProvider.System, CancellationToken.None);
            var ledger = await OpenLedger.PeekAsync(location.State, host, CancellationToken.None);
            Assert.Equal(Verdicts.VerdictKind.Live, Assert.Single(ledger!.Pages.Values).Verdict!.Kind);
            await InvokeAsync(http, "SendAlerts", """{"Data":{"timer":{}},"Metadata":{}}""");
        }
        finally
        {
            handler.Kill();
        }
    }

    private static async Task<string> InvokeAsync(HttpClient http, string function, string invocation)
    {
        var response = await http.PostAsync(function, new StringContent(invocation, System.Text.Encoding.UTF8, "application/json"));
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return answer;
    }

    /// <summary>The handler must answer within 30 s of its start.</summary>
    private static async Task<Uri> AddressAsync(Process handler)
    {
        using var late = new CancellationTokenSource(StartsWithin);
        while (await handler.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            if (line.StartsWith("Listening on ", StringComparison.Ordinal))
            {
                return new Uri(line["Listening on ".Length..]);
            }
        }

        throw new InvalidOperationException(await handler.StandardError.ReadToEndAsync(late.Token));
    }
}
