using System.Diagnostics;
using System.Reflection;
using Refwatch.Tests;
using Xunit;

namespace Refwatch.EndToEnd.Infra;

/// <summary>The Bicep compiler, from its package.</summary>
internal static class Bicep
{
    public static readonly string? Path = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(static metadata => metadata.Key == "Bicep")?.Value?.Replace('\\', '/');

    public static string Main { get; } = System.IO.Path.Combine(DevelopmentData.Repository, "infra", "main.bicep");

    /// <summary>Runs it; what it says of errors, warnings and lint stands on standard error.</summary>
    public static async Task<Run> RunAsync(params string[] arguments)
    {
        using var bicep = Process.Start(new ProcessStartInfo(Path!, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
        })!;
        var (output, errors) = (bicep.StandardOutput.ReadToEndAsync(), bicep.StandardError.ReadToEndAsync());
        await bicep.WaitForExitAsync();
        return new Run(bicep.ExitCode, await output, await errors);
    }
}

/// <summary>A test that is skipped, visibly, where the compiler does not run.</summary>
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = File.Exists(Bicep.Path) ? null : "needs the Bicep compiler, which is restored on Linux x64";
}
