using System.CommandLine;
using System.Net;
using Refwatch.Azure;
using Refwatch.Web.Functions;
using Refwatch.Web.Operation;
using Refwatch.Web.Site;

namespace Refwatch.Cli.Commands;

/// <summary>`refwatch serve`: the archive's site; started by the Functions host, also its custom handler.</summary>
internal static class ServeCommand
{
    private const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    /// <summary>Where the Functions host passes HTTP triggers on (host.json, extensions.http.routePrefix).</summary>
    private const string FunctionsPrefix = "/api";

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port; 0 takes a free one.", DefaultValueFactory = static _ => FunctionsPort ?? 8080, HelpName = "PORT" };
        var listen = new Option<string>("--listen") { Description = "Address to listen on. Another one than loopback shows the archive to others: it has no passwords, put it behind a proxy that has.", DefaultValueFactory = static _ => "127.0.0.1", HelpName = "ADDRESS" };
        var publicUrl = new Option<Uri?>("--public-url") { Description = "How others reach it, for links that leave the site, e.g. https://refwatch.example.org. Other names are refused.", HelpName = "URL" };
        var archive = new ArchiveOptions();
        var command = new Command("serve",
            $"""
            Show the archive in a browser, and to programs: Memento TimeGate and TimeMaps (RFC 7089) and a CDX server.
              /                           watched articles, each one's report, each page's captures and changes
              /memento/TIMESTAMP/URL      an archived page; TIMESTAMPid_ its bytes as stored
              /timegate/URL               to the memento nearest to Accept-Datetime
              /timemap/link/URL           the list of mementos; also /timemap/json/URL
              /cdx?url=URL                the index, with the Wayback Machine's and pywb's parameters
            Azure Functions starts it as their custom handler: {PortVariable} is set, the site lies under {FunctionsPrefix}.
            """) { port, listen, publicUrl };
        archive.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Failures.TellAsync(() => FunctionsPort is null
            ? ServeSiteAsync(archive.Read(parsed), parsed.GetRequiredValue(listen), parsed.GetValue(port), parsed.GetValue(publicUrl), cancellationToken)
            : ServeFunctionsAsync(parsed.GetValue(port), parsed.GetValue(publicUrl), cancellationToken)));
        return command;
    }

    private static int? FunctionsPort => int.TryParse(Environment.GetEnvironmentVariable(PortVariable), out var port) ? port : null;

    private static async Task<int> ServeSiteAsync(ArchivePlace place, string listen, int port, Uri? publicUrl, CancellationToken cancellationToken)
    {
        if (!IPAddress.TryParse(listen, out var address))
        {
            throw new InputException($"--listen {listen}: that is no IP address. Write e.g. 127.0.0.1 or 0.0.0.0.");
        }

        if (publicUrl is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") })
        {
            throw new InputException($"--public-url {publicUrl}: write the whole address, e.g. https://refwatch.example.org");
        }

        if (!IPAddress.IsLoopback(address) && publicUrl is null)
        {
            throw new InputException($"--listen {listen} shows the archive to others: say with --public-url how they reach it, since other names are refused.");
        }

        using var workspace = await Workspace.OpenExistingAsync(place, cancellationToken);
        var builder = NewBuilder();
        builder.ListenForSite(address, port);
        builder.AllowNames(publicUrl);
        await using var app = builder.Build();
        app.UseHostFiltering();
        app.MapHealth(workspace.Pipeline);
        new SiteEndpoints(workspace.Pipeline, new SiteSettings(PublicUrl: publicUrl)).Map(app);
        return await RunAsync(app, port, cancellationToken);
    }

    /// <summary>The Functions host alone reaches this port; it passes on every name it is known by.</summary>
    private static async Task<int> ServeFunctionsAsync(int port, Uri? publicUrl, CancellationToken cancellationToken)
    {
        try
        {
            using var export = TelemetryExport.Start();
            using var logs = ServiceLog.NewFactory(json: Console.IsErrorRedirected);
            var functions = await ServiceSettings.FromEnvironment().OpenAsync(new ServiceLog(logs.CreateLogger("Refwatch")), cancellationToken);
            var builder = NewBuilder();
            builder.ListenForSite(IPAddress.Loopback, port);
            await using var app = builder.Build();
            app.MapGet("/", static () => "Refwatch");
            app.MapFunctions(functions);
            app.MapHealth(functions.Pipeline);
            app.MapHealth(functions.Pipeline, FunctionsPrefix);
            new SiteEndpoints(functions.Pipeline, new SiteSettings(FunctionsPrefix, publicUrl)).Map(app);
            return await RunAsync(app, port, cancellationToken);
        }
        catch (Exception error) when (error is InvalidOperationException or StorageUnavailableException)
        {
            throw new InputException(error.Message);
        }
    }

    private static WebApplicationBuilder NewBuilder()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        ServiceLog.Configure(builder.Logging, json: Console.IsErrorRedirected);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None); // a port that is taken is told in a line of ours
        return builder;
    }

    private static async Task<int> RunAsync(WebApplication app, int port, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException error)
        {
            throw new InputException($"port {port}: {error.Message} Choose another with --port.");
        }

        await Console.Out.WriteLineAsync($"Listening on {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
