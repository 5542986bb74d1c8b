namespace Refwatch.Fetching;

/// <summary>Fetches pages politely. A bad site is data in the <see cref="Capture"/>, not an exception.</summary>
/// <remarks>A meta refresh is not followed: it is content, and the verdict reads it. No cookies are kept.</remarks>
public sealed class Fetcher : IDisposable
{
    /// <summary>Nobody reads a redirect's body; the archive keeps its beginning.</summary>
    private const int MaxRedirectBodyBytes = 256 * 1024;

    private readonly FetchOptions _options;
    private readonly TimeProvider _clock;
    private readonly PoliteSender _sender;
    private readonly RobotsGate _robots;

    /// <param name="options">Bounds and identity.</param>
    /// <param name="clock">Times captures, waits and time-outs.</param>
    /// <param name="handler">Instead of the network; it stays its giver's to dispose. It must not follow redirects.</param>
    public Fetcher(FetchOptions options, TimeProvider clock, HttpMessageHandler? handler = null)
    {
        _options = options;
        _clock = clock;
        _sender = new PoliteSender(options, clock, handler);
        _robots = new RobotsGate(_sender, clock);
    }

    /// <summary>Fetches one page; throws only when cancelled.</summary>
    public async Task<Capture> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        using var span = Telemetry.Start("fetch", "url.full", request.Url);
        var started = _clock.GetUtcNow();
        var exchanges = new List<Exchange>();
        using var timeLimit = new CancellationTokenSource(_options.CaptureTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, cancellationToken);
        await using var admissions = new Admissions(request, _options);
        FetchFailure? failure;
        try
        {
            failure = await FollowAsync(request, admissions, exchanges, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var limit = $"{_options.CaptureTimeout.TotalMinutes:0.#} min";
            failure = new FetchFailure(FetchFailureKind.Timeout, $"{request.Manners.Host}: not done in {limit}");
        }

        return new Capture
        {
            Url = request.Url,
            Time = exchanges.Count > 0 ? exchanges[0].Time : started,
            Exchanges = exchanges,
            Failure = failure,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _sender.Dispose();

    /// <summary>From the page's URL along its redirects to the answer; null when there is one.</summary>
    private async Task<FetchFailure?> FollowAsync(
        FetchRequest request, Admissions admissions, List<Exchange> exchanges, CancellationToken cancellationToken)
    {
        var url = request.Url;
        var seen = new HashSet<Uri>();
        while (true)
        {
            if (admissions.Refusal(url) is { } refusal) return refusal;
            url = HostManners.Canonical(url);
            if (!seen.Add(url)) return new FetchFailure(FetchFailureKind.Redirects, $"a redirect loop at {url}");
            if (exchanges.Count > _options.MaxRedirects)
            {
                return new FetchFailure(FetchFailureKind.Redirects, $"more than {_options.MaxRedirects} redirects");
            }

            if (await admissions.EnterAsync(url, cancellationToken) is not { } manners) return Admissions.PutOff(url);
            if (await _robots.RefusalAsync(url, request, manners, admissions, cancellationToken) is { } robots) return robots;

            // Validators and the wanted time belong to the URL that was asked for, not to where it leads today.
            var fields = exchanges.Count == 0 ? RequestTerms.Conditions(request) : [];
            var terms = new RequestTerms(fields, _options.MaxBodyBytes, request.LeastPause, request.IsTriedOnce);
            var (exchange, failure) = await _sender.SendAsync(url, terms, manners, cancellationToken);
            if (exchange is null) return failure;

            exchange = exchange with { Robots = RobotsGate.LookOf(url, manners) };
            if (!request.FollowsRedirects || !Redirect.IsOne(exchange))
            {
                exchanges.Add(exchange);
                return null;
            }

            exchanges.Add(Cut(exchange));
            (var next, failure) = Redirect.Target(exchange);
            if (next is null) return failure;
            url = next;
        }
    }

    private static Exchange Cut(Exchange redirect) => redirect.Body.Length <= MaxRedirectBodyBytes
        ? redirect
        : redirect with { Body = redirect.Body[..MaxRedirectBodyBytes], IsTruncated = true };
}
