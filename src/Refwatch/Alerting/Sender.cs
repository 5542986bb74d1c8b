using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Refwatch.Alerting;

/// <summary>Sends over channels with bounded retries, and leaves a channel alone for the rest of the run once it is down.</summary>
internal sealed class Sender(TimeProvider clock)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, DeliveryFailure> _down = new(StringComparer.Ordinal);

    private readonly ResiliencePipeline<DeliveryFailure?> _pipeline = new ResiliencePipelineBuilder<DeliveryFailure?> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<DeliveryFailure?>
        {
            MaxRetryAttempts = 3,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = LongestWait,
            UseJitter = true,
            ShouldHandle = static args => ValueTask.FromResult(
                args.Outcome.Exception is TimeoutRejectedException || (args.Outcome.Result is { IsTransient: true } failure && !(failure.RetryAfter > LongestWait))),
            DelayGenerator = static args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
        })
        .AddTimeout(Timeout)
        .Build();

    public async Task<DeliveryFailure?> SendAsync(IAlertChannel channel, Alert alert, CancellationToken cancellationToken)
    {
        if (_down.TryGetValue(channel.Id, out var earlier))
        {
            return earlier;
        }

        var failure = await TryAsync(channel, alert, cancellationToken);
        if (failure is { IsTransient: true })
        {
            _down.Add(channel.Id, failure);
        }

        return failure;
    }

    private async Task<DeliveryFailure?> TryAsync(IAlertChannel channel, Alert alert, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (sending, token) => await sending.channel.SendAsync(sending.alert, token), (channel, alert), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            return new DeliveryFailure($"no answer within {Timeout.TotalSeconds} s", IsTransient: true);
        }
    }
}
