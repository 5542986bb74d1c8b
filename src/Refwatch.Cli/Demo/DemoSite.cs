using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Net.Http.Headers;

namespace Refwatch.Cli.Demo;

/// <summary>
/// A small web of invented sites, served on loopback behind an HTTP forward proxy (RFC 9110, section 3.7), so that its
/// pages have real-looking names that no name server knows (RFC 2606: .example). It answers http only; https, and any
/// other host, it refuses.
/// </summary>
internal sealed class DemoSite : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Dictionary<Uri, DemoPage> _pages = DemoPages.All.ToDictionary(static page => page.Url);
    private readonly HashSet<string> _hosts = [.. DemoPages.All.Select(static page => page.Url.Host)];
    private volatile int _day = 1;

    private DemoSite(WebApplication server) => _server = server;

    /// <summary>The articles to point Refwatch at.</summary>
    public static IReadOnlyList<Uri> Articles { get; } = [new(DemoPages.EnglishArticle), new(DemoPages.RussianArticle)];

    /// <summary>All that is different from the second day on.</summary>
    public static IReadOnlyList<DemoChange> Changes { get; } = [.. DemoPages.All.Select(static page => page.Change).OfType<DemoChange>()];

    /// <summary>What HTTP_PROXY would say.</summary>
    public Uri Proxy => new(_server.Urls.Single());

    /// <summary>1 on the first day; the later days are like the second, except for clocks and counters.</summary>
    public int Day
    {
        get => _day;
        set => _day = value;
    }

    public static async Task<DemoSite> StartAsync(CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddResponseCompression();
        var site = new DemoSite(builder.Build());
        site._server.UseResponseCompression();
        site._server.Run(site.AnswerAsync);
        await site._server.StartAsync(cancellationToken);
        return site;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            return WriteAsync(http, 501, "text/plain", "The demo's sites answer GET and HEAD over http."u8.ToArray());
        }

        if (http.Request.Host.Host == DemoArchive.Host)
        {
            return DemoArchive.AnswerAsync(http, new Uri(http.Request.GetEncodedUrl()).PathAndQuery);
        }

        if (!_hosts.Contains(http.Request.Host.Host))
        {
            return WriteAsync(http, 502, "text/plain", "The demo has no such host."u8.ToArray());
        }

        if (_pages.TryGetValue(new Uri(http.Request.GetEncodedUrl()), out var page))
        {
            return WriteAsync(http, Day == 1 ? page.First : page.Later);
        }

        return Path.GetExtension(http.Request.Path.Value) switch
        {
            ".css" => WriteAsync(http, 200, "text/css", "body { font-family: serif; max-width: 60em; margin: auto }"u8.ToArray()),
            ".png" or ".jpg" => WriteAsync(http, 200, "image/png", DemoTemplate.Pixel),
            _ => WriteAsync(http, new DemoAnswer(404)),
        };
    }

    private Task WriteAsync(HttpContext http, DemoAnswer answer)
    {
        if (answer.Location is not null)
        {
            http.Response.Headers.Location = answer.Location;
        }

        if (answer.IsChallenge)
        {
            http.Response.Headers.Server = "cloudflare";
            http.Response.Headers["cf-mitigated"] = "challenge";
            http.Response.Headers["cf-ray"] = "8d4f00c0ffee0001-ALA";
        }

        return answer.File is null
            ? WriteAsync(http, answer.Status, "text/plain", [])
            : WriteAsync(http, answer.Status, DemoTemplate.MediaTypeOf(answer), DemoTemplate.Render(answer, Day));
    }

    private static async Task WriteAsync(HttpContext http, int status, string mediaType, byte[] body)
    {
        var etag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(body))[..16]}\"";
        if (status == 200 && http.Request.Headers.IfNoneMatch == etag)
        {
            http.Response.StatusCode = 304;
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType;
        http.Response.Headers[HeaderNames.ETag] = status == 200 ? etag : default;
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }
}
