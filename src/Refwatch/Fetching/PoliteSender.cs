using System.Globalization;
using Polly;
using Polly.Retry;

namespace Refwatch.Fetching;

/// <summary>Sends requests at the pace that a host's manners ask for, and sends one again when its failure may pass.</summary>
internal sealed class PoliteSender : IDisposable
{
    private static readonly TimeSpan s_longestCrawlDelay = TimeSpan.FromMinutes(1);

    /// <summary>A server that asks for more is asked again after this all the same, lest one bad header silence a page for years.</summary>
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromDays(1);

    private static readonly ResiliencePropertyKey<HostManners> s_manners = new("manners");

    private readonly FetchOptions _options;
    private readonly TimeProvider _clock;
    private readonly RequestSender _sender;
    private readonly ResiliencePipeline<Attempt> _retries;

    public PoliteSender(FetchOptions options, TimeProvider clock, HttpMessageHandler? handler)
    {
        _options = options;
        _clock = clock;
        _sender = new RequestSender(options, clock, handler);
        _retries = options.MaxTries <= 1 ? ResiliencePipeline<Attempt>.Empty : Retries(options.MaxTries - 1);
    }

    /// <summary>Waits as the manners say, sends, and notes when the host may be asked next.</summary>
    public async Task<Attempt> SendAsync(Uri url, RequestTerms terms, HostManners manners, CancellationToken cancellationToken)
    {
        if (terms.IsTriedOnce) return await SendOnceAsync(url, terms, manners, cancellationToken);

        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(s_manners, manners);
        try
        {
            return await _retries.ExecuteAsync(async _ => await SendOnceAsync(url, terms, manners, cancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose() => _sender.Dispose();

    private async ValueTask<Attempt> SendOnceAsync(Uri url, RequestTerms terms, HostManners manners, CancellationToken cancellationToken)
    {
        var wait = Wait(manners);
        if (wait > _options.LongestWait)
        {
            var time = $"{manners.NotBefore.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";
            return Attempt.Failed(FetchFailureKind.PutOff, $"{manners.Host} wants no request before {time}");
        }

        if (wait > TimeSpan.Zero) await Task.Delay(wait, _clock, cancellationToken);

        var attempt = await _sender.SendAsync(url, terms, cancellationToken);
        var pause = Later(_clock.GetUtcNow() + Longer(Pause(url, manners), terms.LeastPause), RetryAfter(attempt.Exchange));
        manners.NotBefore = Later(manners.NotBefore, pause);
        return attempt;
    }

    private TimeSpan Wait(HostManners manners) => manners.NotBefore - _clock.GetUtcNow();

    private TimeSpan Pause(Uri url, HostManners manners)
    {
        var asked = manners.Robots.TryGetValue(RobotsGate.OriginOf(url), out var copy)
            ? RobotsRules.Parse(copy.Text).CrawlDelay(RobotsGate.ProductToken) ?? TimeSpan.Zero
            : TimeSpan.Zero;
        asked = asked < s_longestCrawlDelay ? asked : s_longestCrawlDelay;
        return asked > _options.Delay ? asked : _options.Delay;
    }

    /// <summary>RFC 9110, section 10.2.3: seconds or a date.</summary>
    private DateTimeOffset? RetryAfter(Exchange? exchange)
    {
        if (exchange is not { Status: 429 or 503 } || exchange.Header("Retry-After") is not { } value) return null;

        var now = _clock.GetUtcNow();
        DateTimeOffset? asked = null;
        if (ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            asked = now.AddSeconds(Math.Min(seconds, TimeSpan.SecondsPerDay));
        }
        else if (DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            asked = date;
        }

        return asked > now + s_longestRetryAfter ? now + s_longestRetryAfter : asked;
    }

    private ResiliencePipeline<Attempt> Retries(int times) =>
        new ResiliencePipelineBuilder<Attempt> { TimeProvider = _clock }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = times,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(2),
                MaxDelay = TimeSpan.FromSeconds(30),
                OnRetry = static _ =>
                {
                    Telemetry.Retried();
                    return ValueTask.CompletedTask;
                },
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Result is { IsTransient: true }
                    && args.Context.Properties.TryGetValue(s_manners, out var manners)
                    && Wait(manners) <= _options.LongestWait),
            })
            .Build();

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
