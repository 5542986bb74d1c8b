using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Refwatch.Web.Functions;
using Refwatch.Web.Operation;
using Refwatch.Web.Site;

var builder = FunctionsApplication.CreateBuilder(args);
using var export = TelemetryExport.Start();
using var logs = ServiceLog.NewFactory(json: true);
var functions = await ServiceSettings.FromEnvironment().OpenAsync(new ServiceLog(logs.CreateLogger("Refwatch")), CancellationToken.None);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton(functions);
builder.Services.AddSingleton(new NestedSite(functions.Pipeline, new SiteSettings("/api")));
await builder.Build().RunAsync();
