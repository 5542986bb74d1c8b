using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Refwatch.EndToEnd.Storage;
using Xunit;

namespace Refwatch.EndToEnd.Operation;

/// <summary>A watch beside an OTLP collector (HTTP, protobuf): strings stand in its messages as UTF-8.</summary>
public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Traces_and_metrics_reach_the_collector_and_the_log_is_json_without_page_text()
    {
        var received = new ConcurrentDictionary<string, string>();
        var isComplete = new TaskCompletionSource();
        await using var web = await LoopbackProxy.StartAsync(async context =>
        {
            if (HttpMethods.IsPost(context.Request.Method))
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                received.AddOrUpdate(context.Request.Path, Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
                if (received.GetValueOrDefault("/v1/traces", "").Contains("visit", StringComparison.Ordinal)
                    && received.GetValueOrDefault("/v1/metrics", "").Contains("refwatch.checks", StringComparison.Ordinal))
                {
                    isComplete.TrySetResult();
                }

                return;
            }

            if (context.Request.Path.Value is not ("/page" or "/robots.txt"))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            await context.Response.WriteAsync(context.Request.Path == "/robots.txt" ? "" :
                "<!DOCTYPE html><title>Harbour</title><article><h1>Harbour</h1><p>The harbour of Port Ellery handles 1.5 million tonnes of grain a year.</p></article>");
        });
        var folder = Directory.CreateTempSubdirectory("refwatch-otlp-");
        var list = Path.Combine(folder.FullName, "l.yaml");
        await File.WriteAllTextAsync(list, "pages: [http://observed.example/page]\n");
        using var watch = Executable.Start(web.Address, ["watch", list, "--archive", Path.Combine(folder.FullName, "archive"), "--json-log"], new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = web.Address.AbsoluteUri,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        });
        var errors = watch.StandardError.ReadToEndAsync();
        try
        {
            await isComplete.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            watch.Kill();
            await watch.WaitForExitAsync();
            folder.Delete(recursive: true);
        }

        Assert.All(["visit", "check", "fetch", "extract", "archive", "http://observed.example/page"], name => Assert.Contains(name, received["/v1/traces"], StringComparison.Ordinal));
        Assert.All(["refwatch.storage.operations", "refwatch.fetch.bytes", "Live"], name => Assert.Contains(name, received["/v1/metrics"], StringComparison.Ordinal));
        var log = (await errors).Split('\n').Where(static line => line.StartsWith('{')).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Contains(log, static line => line.GetProperty("State").TryGetProperty("Verdict", out var verdict) && verdict.GetString() == "Live");
        Assert.DoesNotContain("Port Ellery", await errors + string.Concat(received.Values), StringComparison.Ordinal);
    }

    [AzuriteFact]
    public async Task A_custom_handler_exports_though_the_host_calls_unsampled()
    {
        var host = $"{Guid.NewGuid():N}.example"; // the account is shared
        var visited = new TaskCompletionSource();
        await using var collector = await LoopbackProxy.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (context.Request.Path == "/v1/traces" && Encoding.Latin1.GetString(body.ToArray()).Contains(host, StringComparison.Ordinal))
            {
                visited.TrySetResult();
            }
        });
        using var handler = Executable.Start(proxy: null, ["serve"], new()
        {
            ["REFWATCH_ARCHIVE"] = Azurite.ConnectionString,
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.AbsoluteUri,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        try
        {
            var told = await handler.StandardOutput.ReadLineAsync() ?? await handler.StandardError.ReadToEndAsync();
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(told["Listening on ".Length..]) };
            http.DefaultRequestHeaders.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
            using var invocation = new StringContent($$$"""{"Data":{"visit":"calendar/20260301000000/{{{host}}}"},"Metadata":{}}""");
            (await http.PostAsync("VisitHost", invocation)).EnsureSuccessStatusCode();
            await visited.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        finally
        {
            handler.Kill();
            await handler.WaitForExitAsync();
        }
    }
}
