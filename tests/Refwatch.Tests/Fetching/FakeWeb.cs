using System.Net;
using Refwatch.Fetching;

namespace Refwatch.Tests.Fetching;

/// <summary>Sites in memory: answers by URL in turn (the last one stays), 404 for the rest, and every request with its time.</summary>
internal sealed class FakeWeb(ManualClock clock) : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Func<HttpResponseMessage>>> _answers = new(StringComparer.Ordinal);

    public List<(string Url, DateTimeOffset Time, string Headers)> Requests { get; } = [];

    /// <summary>The URLs that were asked, robots.txt left out.</summary>
    public IEnumerable<string> Pages => Requests.Select(request => request.Url).Where(url => !url.EndsWith("/robots.txt", StringComparison.Ordinal));

    public FakeWeb On(string url, params Func<HttpResponseMessage>[] answers)
    {
        _answers[url] = new Queue<Func<HttpResponseMessage>>(answers);
        return this;
    }

    public FakeWeb On(string url, string body) => On(url, () => Answer(200, body));

    public FakeWeb Redirects(string from, string to, int status = 301) => On(from, () => Answer(status, "moved", ("Location", to)));

    public static HttpResponseMessage Answer(int status, string body = "", params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value)) response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    public async Task<Capture> FetchAsync(string url, FetchOptions? options = null, Func<FetchRequest, FetchRequest>? with = null)
    {
        using var fetcher = new Fetcher(options ?? new FetchOptions(), clock, this);
        var request = new FetchRequest(new Uri(url), new HostManners { Host = HostManners.HostOf(new Uri(url)) });
        return await fetcher.FetchAsync(with?.Invoke(request) ?? request, CancellationToken.None);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var url = request.RequestUri!.AbsoluteUri;
        Requests.Add((url, clock.GetUtcNow(), request.Headers.ToString()));
        var answer = _answers.TryGetValue(url, out var queue) ? (queue.Count > 1 ? queue.Dequeue() : queue.Peek())() : Answer(404);
        return Task.FromResult(answer);
    }
}
