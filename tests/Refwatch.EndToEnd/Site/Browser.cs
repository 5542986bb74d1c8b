using Microsoft.Playwright;
using Xunit;

namespace Refwatch.EndToEnd.Site;

/// <summary>The machine's Chromium.</summary>
internal static class Browser
{
    public static string? Path { get; } = Environment.GetEnvironmentVariable("REFWATCH_CHROMIUM") ?? (File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null);

    public static Task<IBrowser> LaunchChromiumAsync(this IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = ["--no-sandbox", "--disable-gpu"] });
}

/// <summary>Skipped, visibly, without a browser.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Browser.Path is null ? "needs chromium" : null;
}

/// <summary>Skipped, visibly, without a browser.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Browser.Path is null ? "needs chromium" : null;
}

/// <summary>The accessibility checker among npm's packages.</summary>
internal static class Axe
{
    public static string Script { get; } = Path.Combine(RepositoryFolder(), "tests", "node", "node_modules", "axe-core", "axe.min.js");

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Monitor.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run from a checkout: no Monitor.sln above them.");
        }

        return folder;
    }
}

/// <summary>Skipped, visibly, without a browser or axe-core.</summary>
internal sealed class AxeTheoryAttribute : TheoryAttribute
{
    public AxeTheoryAttribute() => Skip = File.Exists(Axe.Script) && Browser.Path is not null ? null : "needs chromium and `npm install` in tests/node";
}
