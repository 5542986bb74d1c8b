using System.Diagnostics;
using System.Text.Json;

namespace Refwatch.EndToEnd;

/// <summary>The executable, as a person runs it.</summary>
internal static class Executable
{
    public static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "refwatch.exe" : "refwatch");

    /// <summary>No command of a test takes longer on a busy machine; one that does hangs.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(2);

    // A test host that is itself killed ends nothing: what it started would go on for ever. Its input ends with the test host.
    private static readonly Lazy<Process> Guard = new(static () => Process.Start(
        new ProcessStartInfo("/bin/sh", ["-c", "while read -r process; do started=\"$started $process\"; done; kill -9 $started 2>/dev/null"]) { RedirectStandardInput = true, UseShellExecute = false })!);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="proxy">What HTTP_PROXY says; null: nothing.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<Run> RunAsync(Uri? proxy, params string[] arguments)
    {
        using var process = Start(proxy, arguments, []);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await EndAsync(process, arguments);
        return new Run(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a command that goes on until it is killed.</summary>
    public static Process Start(Uri? proxy, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            Environment = { ["http_proxy"] = proxy?.AbsoluteUri, ["HTTP_PROXY"] = proxy?.AbsoluteUri, ["NO_PROXY"] = "127.0.0.1", ["no_proxy"] = "127.0.0.1" },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        if (!OperatingSystem.IsWindows())
        {
            lock (Guard)
            {
                Guard.Value.StandardInput.WriteLine(process.Id);
                Guard.Value.StandardInput.Flush();
            }
        }

        return process;
    }

    private static async Task EndAsync(Process process, string[] arguments)
    {
        using var late = new CancellationTokenSource(EndsWithin);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException tooLate)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"refwatch {string.Join(' ', arguments)} did not end within {EndsWithin}.", tooLate);
        }
    }
}

/// <summary>What a run came to.</summary>
internal sealed record Run(int ExitCode, string Output, string Errors)
{
    /// <summary>Standard output as JSON Lines.</summary>
    public IReadOnlyList<JsonElement> Lines =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement.Clone())];

    public JsonElement Page(string url) => Lines.Single(line => line.GetProperty("url").GetString() == url);
}
