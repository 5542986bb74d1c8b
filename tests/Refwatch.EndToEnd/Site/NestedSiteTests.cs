using System.Net;
using Microsoft.AspNetCore.Builder;
using Refwatch.Storage;
using Refwatch.Web.Site;
using Xunit;

namespace Refwatch.EndToEnd.Site;

/// <summary>The site behind a catch-all endpoint of another host, as the isolated worker's HTTP trigger is one.</summary>
public sealed class NestedSiteTests
{
    [Fact]
    public async Task It_answers_under_a_catch_all_endpoint_and_does_not_call_itself()
    {
        var folder = Directory.CreateTempSubdirectory("refwatch-nested-");
        using var pipeline = new Pipeline(
            new DirectoryBlobStore(Path.Combine(folder.FullName, "captures")), new DirectoryBlobStore(Path.Combine(folder.FullName, "state")), new PipelineSettings(), TimeProvider.System);
        var nested = new NestedSite(pipeline, new SiteSettings("/api"));
        var calls = 0;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.ListenForSite(IPAddress.Loopback, port: 0);
        await using var host = builder.Build();
        host.Map("/api/{*path}", context =>
        {
            calls++;
            return nested.HandleAsync(context);
        });
        await host.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(host.Urls.First()) };

        Assert.Contains("Refwatch", await http.GetStringAsync(new Uri("/api/", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/api/cdx?url=example.org", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("/api/nowhere/at/all", UriKind.Relative))).StatusCode);
        Assert.Equal("ready\n", await http.GetStringAsync(new Uri("/api/readyz", UriKind.Relative)));
        Assert.Equal(4, calls);
        folder.Delete(recursive: true);
    }
}
