using Polly;
using Polly.CircuitBreaker;

namespace Refwatch.Fetching;

/// <summary>
/// A circuit breaker for each host: after three requests in a row without an answer the host is not asked for five
/// minutes, by any visit of this process; what failed last stands for the answer. What holds for longer, and for other
/// processes, stands in the host's ledger.
/// </summary>
internal sealed class HostCircuit
{
    private const int Failures = 3;
    private const int RememberedHosts = 1_000;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(5);
    private static readonly Lock s_turn = new();

    private readonly ResiliencePipeline<Attempt> _breaker;
    private FetchFailure? _last;

    private HostCircuit(TimeProvider clock) => _breaker = new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
        {
            FailureRatio = 1,
            MinimumThroughput = Failures,
            SamplingDuration = s_window,
            BreakDuration = s_pause,
            ShouldHandle = static args => ValueTask.FromResult(IsSilence(args.Outcome.Result)),
        })
        .Build();

    /// <summary>The host's circuit, made when there is none; a full memory is forgotten, which costs a few requests.</summary>
    public static HostCircuit Of(Dictionary<string, HostCircuit> circuits, string host, TimeProvider clock)
    {
        lock (s_turn)
        {
            if (circuits.TryGetValue(host, out var known))
            {
                return known;
            }

            if (circuits.Count >= RememberedHosts)
            {
                circuits.Clear();
            }

            return circuits[host] = new HostCircuit(clock);
        }
    }

    public async Task<Attempt> AskAsync(Func<CancellationToken, Task<Attempt>> ask, CancellationToken cancellationToken)
    {
        try
        {
            var attempt = await _breaker.ExecuteAsync(async stop => await ask(stop), cancellationToken);
            _last = attempt.Failure ?? _last;
            return attempt;
        }
        catch (BrokenCircuitException)
        {
            var last = _last ?? new FetchFailure(FetchFailureKind.Connection, "no answer");
            return new Attempt(Exchange: null, last with { Detail = $"{last.Detail} (and before; not asked again for a few minutes)" });
        }
    }

    private static bool IsSilence(Attempt? attempt) =>
        attempt?.Failure?.Kind is FetchFailureKind.Dns or FetchFailureKind.Connection or FetchFailureKind.Tls or FetchFailureKind.Timeout;
}
