using System.Globalization;
using System.Net;
using System.Text.Json;
using Refwatch.Fetching;

namespace Refwatch.Repairing;

/// <summary>
/// Save Page Now 2: has the Wayback Machine capture pages with the user's own keys ("SPN2 Public API", V. Banos, 2025-10-22). Within its limits:
/// 7 captures a minute; 12 at once, of which this takes 3.
/// </summary>
public sealed class SavePageNow : IDisposable
{
    private const int MaxPending = 3;
    private const int MaxTries = 5;
    private const int MaxAnswer = 4 * 1024 * 1024;

    private static readonly TimeSpan SubmitPause = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan PollPause = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(60);

    /// <summary>A capture takes two minutes at most.</summary>
    private static readonly TimeSpan LongestJob = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly Uri _service;
    private readonly TimeProvider _clock;

    /// <param name="keys">"access:secret" of the user's account; sent to the service alone, never shown.</param>
    /// <param name="service">https://web.archive.org/ or what stands for it.</param>
    /// <param name="options">Identity and time-out.</param>
    /// <param name="clock">Times pauses.</param>
    /// <param name="handler">Instead of the network.</param>
    public SavePageNow(string keys, Uri service, FetchOptions options, TimeProvider clock, HttpMessageHandler? handler = null)
    {
        (_service, _clock) = (service, clock);
        _http = new HttpClient(handler ?? new NetworkHandler(options), disposeHandler: handler is null) { Timeout = options.Timeout, MaxResponseContentBufferSize = MaxAnswer };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"LOW {keys}");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
    }

    /// <summary>Saves the pages, and tells of each as soon as it is known what became of it. When the keys are refused it ends at once.</summary>
    public async Task SaveAsync(IReadOnlyList<Uri> pages, Action<SavedPage> saved, CancellationToken cancellationToken)
    {
        var waiting = new Queue<Job>(pages.Select(static page => new Job(page)));
        var pending = new List<Job>();
        var nextSubmit = _clock.GetUtcNow();
        while (waiting.Count + pending.Count > 0)
        {
            if (waiting.Count > 0 && pending.Count < MaxPending && _clock.GetUtcNow() >= nextSubmit)
            {
                var job = waiting.Dequeue();
                var (result, wait) = await SubmitAsync(job, cancellationToken);
                nextSubmit = _clock.GetUtcNow() + wait;
                if (result is { AreKeysRefused: true })
                {
                    saved(result);
                    return;
                }

                if (result is { MayPass: true } && ++job.Tries < MaxTries)
                {
                    waiting.Enqueue(job);
                }
                else if (result is not null)
                {
                    saved(result);
                }
                else
                {
                    pending.Add(job);
                }
            }

            foreach (var job in pending.Where(job => job.NextPoll <= _clock.GetUtcNow()).ToList())
            {
                if (await PollAsync(job, cancellationToken) is { } result)
                {
                    pending.Remove(job);
                    saved(result);
                }
            }

            await PauseAsync(waiting, pending, nextSubmit, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task PauseAsync(Queue<Job> waiting, List<Job> pending, DateTimeOffset nextSubmit, CancellationToken cancellationToken)
    {
        var times = pending.Select(static job => job.NextPoll).Concat(waiting.Count > 0 && pending.Count < MaxPending ? [nextSubmit] : []).ToList();
        if (times.Count > 0 && times.Min() - _clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _clock, cancellationToken);
        }
    }

    /// <summary>Neither result when the job runs; and how long to wait before the next page.</summary>
    private async Task<(SavedPage? Result, TimeSpan Wait)> SubmitAsync(Job job, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent([new("url", job.Page.AbsoluteUri), new("skip_first_archive", "1")]);
        var answer = await SendAsync(HttpMethod.Post, "/save", form, cancellationToken);
        if (answer.Field("job_id") is { Length: > 0 } id)
        {
            (job.Id, job.Submitted, job.NextPoll) = (id, _clock.GetUtcNow(), _clock.GetUtcNow() + PollPause);
            return (null, SubmitPause);
        }

        var result = ErrorOf(job.Page, answer);
        return (result, answer.RetryAfter ?? (result.MayPass ? BusyPause : SubmitPause));
    }

    /// <summary>Null while it runs.</summary>
    private async Task<SavedPage?> PollAsync(Job job, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, $"/save/status/{Uri.EscapeDataString(job.Id)}", null, cancellationToken);
        job.NextPoll = _clock.GetUtcNow() + (answer.RetryAfter ?? PollPause);
        switch (answer.Field("status"))
        {
            case "success" when answer.Field("timestamp") is { Length: 14 } timestamp
                && Uri.TryCreate($"{_service.GetLeftPart(UriPartial.Authority)}/web/{timestamp}/{answer.Field("original_url") ?? job.Page.AbsoluteUri}", UriKind.Absolute, out var memento):
                return new SavedPage(job.Page, memento, null);
            case "error":
                return ErrorOf(job.Page, answer);
            case { } when _clock.GetUtcNow() - job.Submitted < LongestJob:
            case null when _clock.GetUtcNow() - job.Submitted < LongestJob:
                return null;
            default:
                return new SavedPage(job.Page, null, "no result within five minutes; it may still be saved") { MayPass = true };
        }
    }

    private async Task<Said> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(_service, path)) { Content = content };
            using var response = await _http.SendAsync(request, cancellationToken);
            return new Said(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers.RetryAfter?.Delta);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Said(default(HttpStatusCode), [], null) { Failure = error.Message };
        }
    }

    private static SavedPage ErrorOf(Uri page, Said answer) => answer switch
    {
        { Failure: { } failure } => new SavedPage(page, null, $"the service could not be reached: {failure}") { MayPass = true },
        { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => new SavedPage(page, null, "the keys are refused: get new ones at https://archive.org/account/s3.php") { AreKeysRefused = true },
        { Status: HttpStatusCode.TooManyRequests } => new SavedPage(page, null, "the service wants fewer requests for now (HTTP 429)") { MayPass = true },
        _ when answer.Field("status_ext") is { } code => new SavedPage(page, null, SaveErrors.Explain(code, answer.Field("message"))) { MayPass = SaveErrors.MayPass(code) },
        _ => new SavedPage(page, null, answer.Field("message") ?? $"the service answered HTTP {(int)answer.Status} and named no job") { MayPass = (int)answer.Status >= 500 },
    };

    private sealed class Job(Uri page)
    {
        public Uri Page { get; } = page;

        public string Id { get; set; } = "";

        public int Tries { get; set; }

        public DateTimeOffset Submitted { get; set; }

        public DateTimeOffset NextPoll { get; set; }
    }

    /// <summary>An answer: a flat JSON object, where it is one.</summary>
    private sealed record Said(HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter)
    {
        public string? Failure { get; init; }

        public string? Field(string name)
        {
            try
            {
                using var json = JsonDocument.Parse(Body);
                return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
                    ? value.GetString()
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

/// <summary>What became of a page.</summary>
/// <param name="Page">Its address.</param>
/// <param name="Memento">What others can open now; null when it was not saved.</param>
/// <param name="Error">Why it was not.</param>
public sealed record SavedPage(Uri Page, Uri? Memento, string? Error)
{
    /// <summary>Another try later may fare better.</summary>
    public bool MayPass { get; init; }

    /// <summary>No page can be saved with these keys.</summary>
    public bool AreKeysRefused { get; init; }
}
