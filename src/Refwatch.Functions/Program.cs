using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Refwatch.Web.Functions;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddSingleton(await ServiceSettings.FromEnvironment().OpenAsync(CancellationToken.None));
await builder.Build().RunAsync();
