using System.Net;
using System.Net.Http.Headers;
using Refwatch.Storage;

namespace Refwatch.Alerting;

/// <summary>
/// POSTs an alert as JSON with the header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header). 2xx is delivered;
/// 408, 425, 429 and 5xx are tried again; other answers, redirects too, are not. The URL is the maintainer's own, not
/// scraped, so private addresses are allowed.
/// </summary>
public sealed class WebhookChannel(WebhookSettings settings, HttpClient http, TimeProvider clock) : IAlertChannel
{
    /// <inheritdoc/>
    public string Id => settings.Id;

    /// <inheritdoc/>
    public async Task<DeliveryFailure?> SendAsync(Alert alert, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url);
        request.Headers.Add("Idempotency-Key", alert.Id);
        request.Content = new ByteArrayContent(Json.Write(alert));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? null : FailureOf(response);
        }
        catch (HttpRequestException unreachable)
        {
            return new DeliveryFailure($"{settings.Url.Authority}: {unreachable.HttpRequestError}", IsTransient: true);
        }
    }

    private DeliveryFailure FailureOf(HttpResponseMessage response)
    {
        var status = response.StatusCode;
        var isTransient = (int)status >= 500
            || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or (HttpStatusCode)425;
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        var hint = (int)status is >= 300 and < 400 ? ": redirects are not followed, name the final address" : "";
        return new DeliveryFailure($"HTTP {(int)status} {status}{hint}", isTransient, wait);
    }
}
