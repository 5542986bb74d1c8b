using System.Net;

namespace Refwatch.Fetching;

/// <summary>Sends one request and reads its whole answer, within bounds of time and size, into an <see cref="Exchange"/>.</summary>
/// <remarks>
/// HttpClient hides a part of the wire: header fields of one name come grouped, those of the content after the others, and
/// names that it knows in their usual spelling. Order within each group, values and everything else are as received.
/// </remarks>
internal sealed class RequestSender : IDisposable
{
    private readonly FetchOptions _options;
    private readonly TimeProvider _clock;
    private readonly NetworkHandler? _network;
    private readonly HttpMessageInvoker _invoker;

    public RequestSender(FetchOptions options, TimeProvider clock, HttpMessageHandler? handler)
    {
        _options = options;
        _clock = clock;
        _network = handler is null ? new NetworkHandler(options) : null;
        _invoker = new HttpMessageInvoker(handler ?? _network!, disposeHandler: handler is null);
    }

    /// <summary>Throws only when the caller cancels.</summary>
    public async Task<Attempt> SendAsync(Uri url, RequestTerms terms, CancellationToken cancellationToken)
    {
        using var timeLimit = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeLimit.Token, cancellationToken);
        var time = _clock.GetUtcNow();
        try
        {
            using var request = NewRequest(url, terms.Fields);
            using var response = await _invoker.SendAsync(request, either.Token);
            var (body, isTruncated) = await ReadAsync(response.Content, terms.MaxBodyBytes, either.Token);
            Telemetry.Received(body.Length);
            return new Attempt(
                new Exchange
                {
                    Url = url,
                    Time = time,
                    RequestHeaders = [new HeaderField("Host", HostField(url)), .. Fields(request.Headers.NonValidated)],
                    Status = (int)response.StatusCode,
                    ReasonPhrase = response.ReasonPhrase ?? "",
                    HttpVersion = response.Version.Major >= 2 ? response.Version.ToString(1) : response.Version.ToString(2),
                    ResponseHeaders = [.. Fields(response.Headers.NonValidated), .. Fields(response.Content.Headers.NonValidated)],
                    Body = body,
                    IsTruncated = isTruncated,
                    Connection = _network?.ConnectionTo(url),
                },
                Failure: null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (timeLimit.IsCancellationRequested)
        {
            var limit = $"{_options.Timeout.TotalSeconds:0} s";
            return Attempt.Failed(FetchFailureKind.Timeout, $"{HostManners.HostOf(url)}: no complete answer in {limit}");
        }
        catch (Exception e)
        {
            // Whatever a hostile server makes the handler throw is the page's own failure, never the visit's.
            return new Attempt(Exchange: null, FailureReader.Read(e, url));
        }
    }

    public void Dispose() => _invoker.Dispose();

    private HttpRequestMessage NewRequest(Uri url, IReadOnlyList<HeaderField> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url)
        {
            Version = url.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        Add("User-Agent", _options.UserAgent);
        Add("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        Add("Accept-Language", _options.AcceptLanguage);
        Add("Accept-Encoding", "gzip, deflate, br");
        foreach (var field in fields) Add(field.Name, field.Value);
        return request;

        void Add(string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
    }

    private static async Task<(byte[] Body, bool IsTruncated)> ReadAsync(
        HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > maxBytes)
            {
                body.Write(buffer, 0, (int)(maxBytes - body.Length));
                return (body.ToArray(), IsTruncated: true);
            }

            body.Write(buffer, 0, read);
        }

        return (body.ToArray(), IsTruncated: false);
    }

    private static string HostField(Uri url)
    {
        var host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        return url.IsDefaultPort ? host : $"{host}:{url.Port}";
    }

    private static IEnumerable<HeaderField> Fields(System.Net.Http.Headers.HttpHeadersNonValidated headers) =>
        headers.SelectMany(header => header.Value.Select(value => new HeaderField(header.Key, value)));
}
