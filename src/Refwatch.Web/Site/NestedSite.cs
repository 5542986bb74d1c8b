using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Refwatch.Web.Operation;

namespace Refwatch.Web.Site;

/// <summary>The site as a pipeline of its own, for a host that hands over single requests: the HTTP trigger of an isolated worker.</summary>
public sealed class NestedSite
{
    private readonly RequestDelegate _pipeline;

    public NestedSite(Pipeline pipeline, SiteSettings settings)
    {
        var services = new ServiceCollection().AddLogging().AddRouting().AddSingleton(new DiagnosticListener("Refwatch.Site")); // routing asks for one
        var app = new ApplicationBuilder(services.BuildServiceProvider());
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapHealth(pipeline, settings.Prefix);
            new SiteEndpoints(pipeline, settings).Map(endpoints);
        });
        _pipeline = app.Build();
    }

    /// <summary>Answers one request.</summary>
    /// <param name="context">A request that the host matched already: its endpoint would be taken for ours, and call itself for ever.</param>
    public Task HandleAsync(HttpContext context)
    {
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        return _pipeline(context);
    }
}
