using System.Diagnostics;
using System.Globalization;
using Refwatch.Archiving;
using Refwatch.Archiving.Exporting;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Verdicts;

namespace Refwatch.Benchmarks.Storage;

/// <summary>The most memory that an export takes, for a small and a large archive, each in a process of its own.</summary>
internal static class ExportMemory
{
    private const int BodyBytes = 256 * 1024;
    private static readonly int[] Megabytes = [20, 200, 2000];

    public static string Markdown()
    {
        var folder = Directory.CreateTempSubdirectory("refwatch-export-").FullName;
        try
        {
            var rows = new List<string>();
            var held = 0;
            foreach (var size in Megabytes)
            {
                FillAsync(folder, held, size).GetAwaiter().GetResult();
                held = size;
                rows.Add($"| {size} MB | {Measure(folder, "warc.gz")} | {Measure(folder, "wacz")} |");
            }

            return $"""
                ## Export streams

                The highest resident memory of a process that exports an archive of incompressible bodies of 256 KiB (`… -- export-memory`).

                | archive | peak, WARC | peak, WACZ |
                | ---: | ---: | ---: |
                {string.Join('\n', rows)}
                """;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Exports and prints its own peak: what the measured process does.</summary>
    public static async Task ExportAsync(string folder, string form)
    {
        var (captures, archive, state) = Open(folder);
        var export = new ArchiveExport(captures, archive, new CitingIndex(state), TimeProvider.System);
        var file = Path.Combine(folder, $"out.{form}");
        var selection = new ExportSelection();
        var report = form == "wacz"
            ? await export.WriteWaczAsync(selection, file, new Nobody(), CancellationToken.None)
            : await export.WriteWarcAsync(selection, file, new Nobody(), CancellationToken.None);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"{self.PeakWorkingSet64 / 1e6:0} MB ({report.Captures:N0} captures)");
        File.Delete(file);
        File.Delete(Path.Combine(folder, "out.cdxj"));
    }

    private static string Measure(string folder, string form)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? new[] { typeof(ExportMemory).Assembly.Location } : [], "export-once", folder, form])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }

    private static async Task FillAsync(string folder, int from, int to)
    {
        var (_, archive, _) = Open(folder);
        var random = new Random(from);
        for (var i = from * 1_000_000L / BodyBytes; i < to * 1_000_000L / BodyBytes; i++)
        {
            var body = new byte[BodyBytes];
            random.NextBytes(body);
            var time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i);
            var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://host-{i % 50}.example/{i}"));
            var exchange = new Exchange { Url = url, Time = time, RequestHeaders = [new("Host", url.Host)], Status = 200, ReasonPhrase = "OK", ResponseHeaders = [new("Content-Type", "image/png")], Body = body };
            await archive.StoreAsync(
                new Capture { Url = url, Time = time, Exchanges = [exchange] },
                new CaptureNotes { Url = url.AbsoluteUri, Verdict = new Verdict(VerdictKind.Live, ["HTTP 200 OK"]) },
                CancellationToken.None);
        }
    }

    private static (DirectoryBlobStore Captures, Archive Archive, DirectoryBlobStore State) Open(string folder)
    {
        var captures = new DirectoryBlobStore(Path.Combine(folder, "captures"));
        var state = new DirectoryBlobStore(Path.Combine(folder, "state"));
        return (captures, new Archive(captures, state), state);
    }

    private sealed class Nobody : IProgress<long>
    {
        public void Report(long value)
        {
        }
    }
}
