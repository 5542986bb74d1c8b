using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Refwatch.Alerting;
using Xunit;

namespace Refwatch.Tests.Alerting;

public class WebhookChannelTests
{
    [Theory]
    [InlineData(200, true, false)]
    [InlineData(204, true, false)]
    [InlineData(301, false, false)]
    [InlineData(400, false, false)]
    [InlineData(404, false, false)]
    [InlineData(410, false, false)]
    [InlineData(408, false, true)]
    [InlineData(425, false, true)]
    [InlineData(429, false, true)]
    [InlineData(500, false, true)]
    [InlineData(503, false, true)]
    public async Task An_answer_is_delivered_transient_or_final(int status, bool isDelivered, bool isTransient)
    {
        var failure = await SendAsync(_ => new HttpResponseMessage((HttpStatusCode)status));
        Assert.Equal(isDelivered, failure is null);
        Assert.Equal(isTransient, failure is { IsTransient: true });
    }

    [Fact]
    public async Task Retry_after_is_understood_as_seconds_and_as_a_date()
    {
        var clock = new FakeClock();
        var seconds = await SendAsync(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", "90" } } });
        var date = await SendAsync(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
        {
            Headers = { { "Retry-After", clock.GetUtcNow().AddMinutes(5).ToString("r") } },
        });
        Assert.Equal(TimeSpan.FromSeconds(90), seconds!.RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(5), date!.RetryAfter);
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_a_failure_that_shows_no_secret()
    {
        var failure = await SendAsync(_ => throw new HttpRequestException(HttpRequestError.ConnectionError, "http://hooks.example/secret"));
        Assert.Equal(new DeliveryFailure("hooks.example: ConnectionError", IsTransient: true), failure);
    }

    [Fact]
    public async Task The_json_is_the_documented_one()
    {
        var (key, body) = ("", "");
        await SendAsync(request =>
        {
            (key, body) = (request.Headers.GetValues("Idempotency-Key").Single(), request.Content!.ReadAsStringAsync().Result);
            return new HttpResponseMessage(HttpStatusCode.OK);
        });

        Assert.Equal("a1", key);
        var sent = JsonNode.Parse(body)!.AsObject();
        var documented = JsonNode.Parse(DocumentedExample())!.AsObject();
        Assert.Equal(documented.Select(static field => field.Key), sent.Select(static field => field.Key));
        Assert.Equal(Keys(documented["changes"]![0]!), Keys(sent["changes"]![0]!));
        Assert.Equal(Keys(documented["changes"]![0]!["facts"]![0]!), Keys(sent["changes"]![0]!["facts"]![0]!));
        Assert.Equal(Keys(documented["changes"]![0]!["citedBy"]![0]!), Keys(sent["changes"]![0]!["citedBy"]![0]!));
        Assert.Equal("direct", sent["changes"]![0]!["citedBy"]![0]!["support"]!.GetValue<string>());
        Assert.Equal("support changed", sent["changes"]![0]!["citedBy"]![0]!["effect"]!.GetValue<string>());

        static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(static field => field.Key);
    }

    [Fact]
    public async Task Broken_unicode_from_a_page_still_makes_valid_json()
    {
        var body = "";
        var alert = Alerts.Of("a1") with { Evidence = ["\ud800 \u2028 \0"] };
        Assert.Null(await SendAsync(request =>
        {
            body = request.Content!.ReadAsStringAsync().Result;
            return new HttpResponseMessage(HttpStatusCode.OK);
        }, alert));
        using var json = JsonDocument.Parse(body);
        Assert.Equal(1, json.RootElement.GetProperty("schemaVersion").GetInt32());
    }

    private static string DocumentedExample()
    {
        var page = File.ReadAllText(Path.Combine(DevelopmentData.Repository, "docs", "json.md"));
        var section = page[page.IndexOf("## Alerts to a webhook", StringComparison.Ordinal)..];
        return section.Split("```json")[1].Split("```")[0];
    }

    private static async Task<DeliveryFailure?> SendAsync(Func<HttpRequestMessage, HttpResponseMessage> answer, Alert? alert = null)
    {
        using var http = new HttpClient(new Receiver(answer));
        var channel = new WebhookChannel(new WebhookSettings(new Uri("http://hooks.example/secret")), http, new FakeClock());
        return await channel.SendAsync(alert ?? Alerts.Of("a1"), default);
    }

    private sealed class Receiver(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
