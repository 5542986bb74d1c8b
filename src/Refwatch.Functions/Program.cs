using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Refwatch.Web.Functions;
using Refwatch.Web.Operation;

var builder = FunctionsApplication.CreateBuilder(args);
using var export = TelemetryExport.Start();
using var logs = ServiceLog.NewFactory(json: true);
builder.Services.AddSingleton(await ServiceSettings.FromEnvironment().OpenAsync(new ServiceLog(logs.CreateLogger("Refwatch")), CancellationToken.None));
await builder.Build().RunAsync();
