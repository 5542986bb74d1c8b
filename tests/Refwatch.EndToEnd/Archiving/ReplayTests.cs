using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Playwright;
using Refwatch.EndToEnd.Storage;
using Refwatch.Tests;
using Xunit;

namespace Refwatch.EndToEnd.Archiving;

/// <summary>Our WACZ, opened by ReplayWeb.page in a real browser.</summary>
public sealed class ReplayTests : IDisposable
{
    private const string Page = "http://www.radio-liberty.example/a/31051495.html";

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-replay-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ReplayFact]
    public async Task ReplayWebPage_shows_each_capture_of_a_page()
    {
        var archive = Path.Combine(_folder, "archive");
        Assert.Equal(0, (await Executable.RunAsync(proxy: null, "demo", "--archive", archive)).ExitCode);
        var export = await Executable.RunAsync(proxy: null, "export", Path.Combine(_folder, "demo.wacz"), "--archive", archive);
        Assert.True(export.ExitCode == 0, export.Errors);
        var index = Directory.EnumerateFiles(Path.Combine(archive, "state", "index"), "*.cdxj", SearchOption.AllDirectories).SelectMany(File.ReadLines);
        var times = index.Where(static line => line.Contains($"\"{Page}\"", StringComparison.Ordinal)).Select(static line => line.Split(' ')[1]).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(2, times.Count);

        await using var server = await ServeAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ReplayFactAttribute.Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        foreach (var (time, words) in times.Zip(["10 March 2019", "10 May 2019"]))
        {
            var tab = await browser.NewPageAsync();
            var frame = await ReplayedAsync(tab, $"{server.Urls.First()}/show?time={time}", time);
            await Assertions.Expect(frame.Locator("body")).ToContainTextAsync($"was taken from his flat in the early hours of {words}");
            if (Environment.GetEnvironmentVariable("REFWATCH_SCREENSHOTS") is { } shots)
            {
                await tab.ScreenshotAsync(new() { Path = Path.Combine(shots, $"replay-{time}.png") });
            }
        }
    }

    /// <summary>
    /// The frame that holds the capture of the time that was asked for; the service worker answers for its address. On a busy
    /// machine the player was seen to forget the time while it still loaded the file: then the page is loaded again.
    /// </summary>
    private static async Task<IFrame> ReplayedAsync(IPage tab, string address, string time)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            if (tries % 100 == 0)
            {
                await tab.GotoAsync(address);
            }

            if (tab.Frames.FirstOrDefault(frame => frame.Url.Contains($"/{time}mp_/http", StringComparison.Ordinal)) is { } frame)
            {
                return frame;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new InvalidOperationException($"No replay frame among {string.Join(", ", tab.Frames.Select(static frame => frame.Url))}: {await tab.ContentAsync()}");
    }

    private async Task<WebApplication> ServeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var software = new PhysicalFileProvider(Path.Combine(Node.Folder, "node_modules", "replaywebpage"));
        var types = new FileExtensionContentTypeProvider { Mappings = { [".wacz"] = "application/wacz" } };
        app.UseStaticFiles(new StaticFileOptions { FileProvider = software, RequestPath = "/replay" });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(_folder), RequestPath = "/data", ContentTypeProvider = types });
        app.Run(static http =>
        {
            http.Response.ContentType = "text/html";
            return http.Response.WriteAsync($"""
                <!DOCTYPE html><title>replay</title><script src="/replay/ui.js"></script>
                <replay-web-page source="/data/demo.wacz" url="{Page}" ts="{http.Request.Query["time"]}" embed="replayonly" replayBase="/replay/"></replay-web-page>
                """);
        });
        await app.StartAsync();
        return app;
    }
}

/// <summary>A test that is skipped, visibly, where Chromium or ReplayWeb.page is absent.</summary>
public sealed class ReplayFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    public ReplayFactAttribute() => Skip = !File.Exists(Chromium) ? "needs Chromium" : Node.Has("replaywebpage") ? null : "needs replaywebpage: run npm ci in tests/node";
}
