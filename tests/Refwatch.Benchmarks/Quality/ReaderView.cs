using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Refwatch.Tests;

namespace Refwatch.Benchmarks.Quality;

/// <summary>@mozilla/readability on jsdom, run by Node: the peer to compare with.</summary>
internal static class ReaderView
{
    public const string Name = "@mozilla/readability 0.6.0";

    private static readonly string Folder = Path.Combine(DevelopmentData.Repository, "tests", "Refwatch.Benchmarks", "peers");

    /// <summary>The texts of the pages in order; null where Node or npm is missing or fails.</summary>
    public static IReadOnlyList<string>? Extract(IReadOnlyList<LabelledPage> pages)
    {
        if (!Install()) return null;
        var lines = pages.Select(static page => JsonSerializer.Serialize(new { url = page.Url.AbsoluteUri, html = page.Open().Text }));
        var output = Run("node", "readability.js", string.Join('\n', lines) + "\n");
        var texts = output?.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(TextOf).ToList();
        return texts?.Count == pages.Count ? texts : null;
    }

    private static string TextOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return LabelledPage.VisibleText(json.RootElement.GetProperty("content").GetString() ?? "");
    }

    private static bool Install() =>
        Directory.Exists(Path.Combine(Folder, "node_modules", "jsdom")) || Run("npm", "install --no-audit --no-fund --silent", "") is not null;

    private static string? Run(string program, string arguments, string input)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                StandardOutputEncoding = Encoding.UTF8,
            })!;
            var reading = process.StandardOutput.ReadToEndAsync();
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            process.WaitForExit();
            return process.ExitCode == 0 ? reading.GetAwaiter().GetResult() : null;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            Console.Error.WriteLine($"{program}: {error.Message}");
            return null;
        }
    }
}
