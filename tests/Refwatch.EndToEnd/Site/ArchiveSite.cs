using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Refwatch.Archiving;
using Refwatch.Claims;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Verdicts;
using Refwatch.Web.Site;

namespace Refwatch.EndToEnd.Site;

/// <summary>An archive of a test's own, served on loopback as `refwatch serve` does.</summary>
internal sealed class ArchiveSite : IAsyncDisposable
{
    private readonly string _folder;
    private WebApplication _app = null!;

    private ArchiveSite(string folder)
    {
        _folder = folder;
        var captures = new DirectoryBlobStore(Path.Combine(_folder, "captures"));
        Pipeline = new Pipeline(captures, new DirectoryBlobStore(Path.Combine(_folder, "state")), new PipelineSettings(), TimeProvider.System);
    }

    public Pipeline Pipeline { get; }

    public Uri Address { get; private set; } = null!;

    /// <summary>Follows no redirect and undoes no content coding.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    /// <param name="prefix">Where the site lies.</param>
    /// <param name="folder">An archive that is there already; it is deleted with the site.</param>
    public static async Task<ArchiveSite> StartAsync(string prefix = "", string? folder = null)
    {
        var site = new ArchiveSite(folder ?? Directory.CreateTempSubdirectory("refwatch-site-").FullName);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.ListenForSite(IPAddress.Loopback, port: 0);
        builder.AllowNames(publicUrl: null);
        site._app = builder.Build();
        site._app.UseHostFiltering();
        new SiteEndpoints(site.Pipeline, new SiteSettings(prefix)).Map(site._app);
        await site._app.StartAsync();
        site.Address = new Uri(site._app.Urls.First());
        site.Http.BaseAddress = site.Address;
        return site;
    }

    public Task<StoredCapture> StoreAsync(string url, string timestamp, string html, string contentType = "text/html; charset=utf-8") =>
        StoreAsync(Answer(url, timestamp, Encoding.UTF8.GetBytes(html)) with { ResponseHeaders = [new("Content-Type", contentType)] });

    public Task<StoredCapture> StoreAsync(Exchange answer, VerdictKind verdict = VerdictKind.Live, Change? change = null) =>
        StoreAsync(new Capture { Url = answer.Url, Time = answer.Time, Exchanges = [answer] }, verdict, change);

    public Task<StoredCapture> StoreAsync(Capture capture, VerdictKind verdict, Change? change = null) => Pipeline.Archive.StoreAsync(
        capture,
        new CaptureNotes { Url = capture.Url.AbsoluteUri, Verdict = new Verdict(verdict, [capture.Failure?.Detail ?? "HTTP 200 OK"]), Change = change ?? Change.None },
        CancellationToken.None);

    public static Exchange Answer(string url, string timestamp, byte[] body, int status = 200) => new()
    {
        Url = new Uri(url),
        Time = TimeOf(timestamp),
        RequestHeaders = [],
        Status = status,
        ReasonPhrase = "OK",
        ResponseHeaders = [new("Content-Type", "text/html; charset=utf-8")],
        Body = body,
    };

    public static DateTimeOffset TimeOf(string timestamp) => CdxjLine.ParseTimestamp(timestamp)!.Value;

    /// <summary>Asks for a path exactly as it is written.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address.AbsoluteUri.TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Http.Dispose();
        Pipeline.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
