using System.CommandLine;
using System.Net;
using Refwatch.Azure;
using Refwatch.Web.Functions;
using Refwatch.Web.Operation;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch serve`: the custom handler of Azure Functions.</summary>
internal static class ServeCommand
{
    private const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = $"Port on loopback; Azure Functions names it in {PortVariable}.",
            DefaultValueFactory = static _ => int.TryParse(Environment.GetEnvironmentVariable(PortVariable), out var given) ? given : 8080,
            HelpName = "PORT",
        };
        var command = new Command("serve", "Answer Azure Functions as their custom handler (settings: REFWATCH_ARCHIVE, REFWATCH_STATE, REFWATCH_CONTACT).") { port };
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(() => ServeAsync(parsed.GetValue(port), cancellationToken)));
        return command;
    }

    private static async Task<int> ServeAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var export = TelemetryExport.Start();
            using var logs = ServiceLog.NewFactory(json: Console.IsErrorRedirected);
            var functions = await ServiceSettings.FromEnvironment().OpenAsync(new ServiceLog(logs.CreateLogger("Refwatch")), cancellationToken);
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            ServiceLog.Configure(builder.Logging, json: Console.IsErrorRedirected);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
            await using var app = builder.Build();
            app.MapGet("/", static () => "Refwatch");
            app.MapFunctions(functions);
            await app.StartAsync(cancellationToken);
            await Console.Out.WriteLineAsync($"Listening on {app.Urls.First()}");
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception error) when (error is InvalidOperationException or StorageUnavailableException)
        {
            throw new InputException(error.Message);
        }
    }
}
