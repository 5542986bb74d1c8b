using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Refwatch.Alerting;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>Webhooks to a real receiver.</summary>
public sealed class AlertingWebhookTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-webhook-").FullName;
    private readonly ConcurrentQueue<(string Key, string Type, JsonDocument Body)> _received = new();
    private readonly WebApplication _receiver = Build();
    private int _refusals;

    public async Task InitializeAsync()
    {
        _receiver.MapPost("/hook", async (HttpRequest request) =>
        {
            if (Interlocked.Decrement(ref _refusals) >= 0)
            {
                return Results.StatusCode(503);
            }

            _received.Enqueue((request.Headers["Idempotency-Key"].ToString(), request.ContentType!, await JsonDocument.ParseAsync(request.Body)));
            return Results.NoContent();
        });
        await _receiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_alert_arrives_once_as_json()
    {
        var report = await DeliverAsync("/hook");
        Assert.Equal((1, 0), (report.Sent, report.Left));
        await DeliverAsync("/hook");

        var (key, type, body) = Assert.Single(_received);
        Assert.Equal("0123456789abcdef", key);
        Assert.Equal("application/json; charset=utf-8", type);
        var alert = body.RootElement;
        Assert.Equal(1, alert.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("0123456789abcdef", alert.GetProperty("id").GetString());
        Assert.Equal("ContentDrift", alert.GetProperty("kind").GetString());
        var change = alert.GetProperty("changes")[0];
        Assert.Equal("Factual", change.GetProperty("kind").GetString());
        Assert.Equal("Его задержали 10 мая.", change.GetProperty("after").GetString());
    }

    [Fact]
    public async Task A_receiver_that_hiccups_gets_it_after_all()
    {
        _refusals = 1;
        var report = await DeliverAsync("/hook");
        Assert.Equal((1, 0), (report.Sent, report.Left));
        Assert.Single(_received);
    }

    [Fact]
    public async Task A_wrong_address_leaves_the_alert_with_the_reason()
    {
        var report = await DeliverAsync("/nowhere");
        Assert.Equal((0, 1), (report.Sent, report.Left));
        Assert.EndsWith("HTTP 404 NotFound", Assert.Single(report.Errors), StringComparison.Ordinal);

        // Without waiting for the back-off nothing is asked, and nothing is lost.
        Assert.Equal(1, (await DeliverAsync("/nowhere")).Left);
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }

    private async Task<DeliveryReport> DeliverAsync(string path)
    {
        using var channels = new Channels(TextWriter.Null, TimeProvider.System);
        var settings = new WebhookSettings(new Uri(new Uri(_receiver.Urls.Single()), path));
        var outbox = new Outbox(new DirectoryBlobStore(_folder), TimeProvider.System);
        await outbox.RaiseAsync(TheAlert, default);
        return await outbox.DeliverAsync(new Dictionary<string, IReadOnlyList<IAlertChannel>> { ["list"] = channels.Open([settings]) }, default);
    }

    private static Alert TheAlert { get; } = new()
    {
        Id = "0123456789abcdef",
        Kind = AlertKind.ContentDrift,
        Title = "radio.example: a date changed",
        Page = "http://radio.example/a/1.html",
        Time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Changes = [new() { Kind = Claims.ChangeKind.Factual, Before = "Его задержали 10 марта.", After = "Его задержали 10 мая." }],
        Lists = ["list"],
    };
}
