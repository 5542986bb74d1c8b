using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Refwatch.EndToEnd.Scale;

/// <summary>
/// Many hosts behind one loopback proxy, some of whose pages are faulty, and the receiver of the alerts about them. It counts
/// requests, and how many of one host are in flight at once.
/// </summary>
internal sealed class FaultyWeb : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _versions = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Id, string Page)> _alerts = [];
    private LoopbackProxy? _proxy;
    private int _mostInFlight;

    public Uri Address => _proxy!.Address;

    /// <summary>The most requests that one host ever had to answer at once.</summary>
    public int MostInFlight => Volatile.Read(ref _mostInFlight);

    /// <summary>The alerts that came in: their ids, and the pages that they tell of.</summary>
    public IReadOnlyCollection<(string Id, string Page)> Alerts => _alerts;

    public static async Task<FaultyWeb> StartAsync()
    {
        var web = new FaultyWeb();
        web._proxy = await LoopbackProxy.StartAsync(web.AnswerAsync);
        return web;
    }

    public static string UrlOf(int host, int page) => $"http://{HostOf(host)}/{FaultOf(page)}/{page.ToString(CultureInfo.InvariantCulture)}";

    public static string HostOf(int host) => $"h{host.ToString("000", CultureInfo.InvariantCulture)}.scale.example";

    /// <summary>Each fifth page of a host has a fault; the others are articles.</summary>
    public static string FaultOf(int page) => page switch
    {
        3 => "error",
        8 => "slow",
        13 => "reset",
        18 => "busy",
        23 => "moved",
        _ => "page",
    };

    private static bool IsPage(Uri url) =>
        int.TryParse(url.Segments[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page < 100 && url.Segments is [_, var kind, _] && (kind == "target/" || kind == FaultOf(page) + "/");

    public int Requests(string url) => _requests.GetValueOrDefault(url);

    /// <summary>The page says something else from now on.</summary>
    public void Change(string url) => _versions.AddOrUpdate(url, 1, static (_, version) => version + 1);

    public async ValueTask DisposeAsync() => await _proxy!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Method == "POST")
        {
            using var alert = await JsonDocument.ParseAsync(context.Request.Body);
            _alerts.Enqueue((context.Request.Headers["Idempotency-Key"].ToString(), alert.RootElement.GetProperty("page").GetString()!));
            return;
        }

        var url = LoopbackProxy.UrlOf(context.Request);
        var atOnce = _inFlight.AddOrUpdate(url.Host, 1, static (_, count) => count + 1);
        for (var most = MostInFlight; atOnce > most; most = MostInFlight)
        {
            Interlocked.CompareExchange(ref _mostInFlight, atOnce, most);
        }

        try
        {
            _requests.AddOrUpdate(url.AbsoluteUri, 1, static (_, count) => count + 1);
            await AnswerAsync(context.Response, url);
        }
        finally
        {
            _inFlight.AddOrUpdate(url.Host, 0, static (_, count) => count - 1);
        }
    }

    private async Task AnswerAsync(HttpResponse response, Uri url)
    {
        switch (url.Segments[^(Math.Min(2, url.Segments.Length))].TrimEnd('/'))
        {
            case "error":
                response.StatusCode = 500;
                return;
            case "busy":
                response.StatusCode = 429;
                response.Headers.RetryAfter = "1";
                return;
            case "reset" when Requests(url.AbsoluteUri) % 2 == 1:
                response.HttpContext.Abort();
                return;
            case "moved":
                var host = int.Parse(url.Host.AsSpan(1, 3), CultureInfo.InvariantCulture);
                response.Redirect($"http://{HostOf(host ^ 1)}/target/{url.Segments[^1]}", permanent: true);
                return;
            case "slow":
                await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
                break;
            default:
                break;
        }

        if (!IsPage(url))
        {
            response.StatusCode = 404; // robots.txt, and addresses that nobody published
            return;
        }

        var tonnes = 100 + _versions.GetValueOrDefault(url.AbsoluteUri);
        response.ContentType = "text/html; charset=utf-8";
        await response.WriteAsync(
            $"""
            <!DOCTYPE html><html lang="en"><title>Harbour {url.AbsolutePath}</title><article><h1>Harbour {url.AbsolutePath}</h1>
            <p>The harbour of {url.Host} handled {tonnes} thousand tonnes of grain last year, as its office wrote in a report about {url.AbsolutePath}.</p>
            <p>Its workers asked for new cranes, and the town council promised to answer them before the summer begins.</p></article></html>
            """);
    }
}
