using System.Diagnostics;
using System.IO.Compression;
using Refwatch.EndToEnd.Storage;
using Refwatch.Tests;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>The package that is deployed to Azure Functions: made as an operator makes it, and started as the Functions host starts it.</summary>
public sealed class PublishedTests
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [AzuriteFact(Timeout = 600_000)] // it publishes first
    public async Task The_package_holds_what_the_host_reads_and_its_executable_answers_within_30_seconds()
    {
        var folder = Directory.CreateTempSubdirectory("refwatch-package-");
        try
        {
            var zip = Path.Combine(DevelopmentData.Repository, await PackageAsync());
            await using (var archive = await ZipFile.OpenReadAsync(zip))
            {
                var entries = archive.Entries.ToDictionary(static entry => entry.FullName, StringComparer.Ordinal);
                Assert.Equal(Executable, (UnixFileMode)(entries["refwatch"].ExternalAttributes >> 16) & Executable);
                Assert.Contains("host.json", entries.Keys);
                Assert.Contains("VisitHost/function.json", entries.Keys);
                Assert.DoesNotContain(entries.Keys, static name => name.EndsWith(".pdb", StringComparison.Ordinal) || name.StartsWith("functions/", StringComparison.Ordinal));
                await archive.ExtractToDirectoryAsync(folder.FullName);
            }

            // As the host does: no runtime to be found, the port in the environment, the folder as working directory.
            var start = new ProcessStartInfo(Path.Combine(folder.FullName, "refwatch"), "serve")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder.FullName,
            };
            start.Environment.Clear();
            start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = "0";
            start.Environment["REFWATCH_ARCHIVE"] = Azurite.ConnectionString;
            using var handler = Process.Start(start)!;
            try
            {
                using var late = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                var listening = await handler.StandardOutput.ReadLineAsync(late.Token);
                Assert.StartsWith("Listening on ", listening, StringComparison.Ordinal);
                using var http = new HttpClient { BaseAddress = new Uri(listening!["Listening on ".Length..]) };
                Assert.Equal(System.Net.HttpStatusCode.OK, (await http.GetAsync("/", late.Token)).StatusCode);
            }
            finally
            {
                handler.Kill();
                await handler.WaitForExitAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> PackageAsync()
    {
        using var script = Process.Start(new ProcessStartInfo(Path.Combine(DevelopmentData.Repository, "infra", "package"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, output);
        return output.Trim();
    }
}
