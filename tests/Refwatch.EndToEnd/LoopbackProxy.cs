using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Refwatch.EndToEnd;

/// <summary>A forward proxy on loopback that answers for every host itself (RFC 9112, section 3.2.2: absolute-form).</summary>
public sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackProxy(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<LoopbackProxy> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => answer(context));
        await app.StartAsync();
        return new LoopbackProxy(app);
    }

    public IWebProxy AsProxy() => new WebProxy(Address);

    /// <summary>The address that the client asked for.</summary>
    public static Uri UrlOf(HttpRequest request) =>
        new($"http://{request.Host}{request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget switch
        {
            ['/', ..] and var path => path,
            var absolute => new Uri(absolute).PathAndQuery,
        }}");

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
