using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Refwatch.Tests;

/// <summary>A web of pages in memory: what a test puts is what the fetcher gets; everything else is 404.</summary>
public sealed class FakeWeb : HttpMessageHandler
{
    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _pages = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _hosts = new(StringComparer.Ordinal);

    /// <summary>Every request, in order: "METHOD URL".</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>How often a page was asked for.</summary>
    public int Count(string url) => Requests.Count(request => request == $"GET {url}");

    public void Put(string url, string html, HttpStatusCode status = HttpStatusCode.OK, string? etag = null) => _pages[url] = request =>
    {
        if (etag is not null && request.Headers.IfNoneMatch.Any(tag => tag.Tag == etag))
        {
            return new HttpResponseMessage(HttpStatusCode.NotModified);
        }

        var response = Html(html, status);
        if (etag is not null)
        {
            response.Headers.TryAddWithoutValidation("ETag", etag);
        }

        return response;
    };

    public static HttpResponseMessage Html(string html, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(html, Encoding.UTF8, "text/html") };

    public void Redirect(string from, string to, HttpStatusCode status = HttpStatusCode.MovedPermanently) => _pages[from] = _ =>
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        response.Headers.TryAddWithoutValidation("Location", to);
        return response;
    };

    public void Put(string url, Func<HttpRequestMessage, HttpResponseMessage> answer) => _pages[url] = answer;

    /// <summary>Answers for every page of a host.</summary>
    public void Serve(string host, Func<HttpRequestMessage, HttpResponseMessage> answer) => _hosts[host] = answer;

    public void Remove(string url) => _pages.TryRemove(url, out _);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var url = request.RequestUri!.AbsoluteUri;
        Requests.Enqueue($"{request.Method} {url}");
        var response = _pages.TryGetValue(url, out var answer) || _hosts.TryGetValue(request.RequestUri.Host, out answer)
            ? answer(request)
            : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<title>404</title><p>Not found</p>", Encoding.UTF8, "text/html") };
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
