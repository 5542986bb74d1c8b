using System.Diagnostics;
using System.Globalization;
using System.Text;
using Refwatch.Archiving;
using Refwatch.Archiving.Fixity;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Verdicts;

namespace Refwatch.Benchmarks.Storage;

/// <summary>What `verify` and `reindex` take as an archive grows, each in a process of its own: memory and time.</summary>
internal static class FixityScale
{
    private const int CapturesOfAUrl = 50;
    private static readonly int[] Captures = [4_000, 50_000];
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Markdown()
    {
        var folder = Directory.CreateTempSubdirectory("refwatch-fixity-").FullName;
        try
        {
            var rows = new List<string>();
            var held = 0;
            foreach (var count in Captures)
            {
                FillAsync(folder, held, count, static i => i / CapturesOfAUrl).GetAwaiter().GetResult();
                held = count;
                var verify = Measure(folder, "verify");
                Directory.Delete(Path.Combine(folder, "state"), recursive: true);
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {count:N0} | {verify} | {Measure(folder, "reindex")} |"));
            }

            return $"""
                ## Verifying and indexing again

                The highest resident memory of a process and its time, for an archive of {CapturesOfAUrl} captures a URL of 4 KB each, three
                records a capture; `reindex` begins without any index (`… -- fixity`).

                | captures | `verify` | `reindex` |
                | ---: | ---: | ---: |
                {string.Join('\n', rows)}
                """;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Does one of them and prints its own peak: what the measured process does.</summary>
    public static async Task RunAsync(string folder, string what)
    {
        var (captures, state) = Open(folder);
        var watch = Stopwatch.StartNew();
        var problems = 0;
        if (what == "verify")
        {
            await new Verification(captures, state, new VerificationOptions(), _ => problems++).RunAsync(CancellationToken.None);
        }
        else
        {
            await new Reindex(captures, state).RunAsync(_ => problems++, CancellationToken.None);
        }

        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64 / 1e6:0} MB, {watch.Elapsed.TotalSeconds:0} s{(problems > 0 ? $", {problems} problems" : "")}"));
    }

    /// <summary>Fills an archive with captures of as many URLs as <paramref name="urlOf"/> tells apart.</summary>
    public static async Task FillAsync(string folder, int from, int to, Func<int, int> urlOf)
    {
        var (captures, state) = Open(folder);
        var archive = new Archive(captures, state);
        for (var i = from; i < to; i++)
        {
            var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://host-{urlOf(i) % 40}.example/page-{urlOf(i)}"));
            var exchange = new Exchange
            {
                Url = url, Time = Start.AddMinutes(i * 7), RequestHeaders = [new("Host", url.Host)], Status = 200, ReasonPhrase = "OK",
                ResponseHeaders = [new("Content-Type", "text/html")], Body = Encoding.UTF8.GetBytes($"{i} ".PadRight(4096, '.')),
            };
            await archive.StoreAsync(
                new Capture { Url = url, Time = exchange.Time, Exchanges = [exchange] },
                new CaptureNotes { Url = url.AbsoluteUri, Verdict = new Verdict(VerdictKind.Live, ["HTTP 200 OK"]) },
                CancellationToken.None);
        }
    }

    private static string Measure(string folder, string what)
    {
        string[] assembly = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(FixityScale).Assembly.Location] : [];
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. assembly, "fixity-once", folder, what]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }

    private static (DirectoryBlobStore Captures, DirectoryBlobStore State) Open(string folder) =>
        (new DirectoryBlobStore(Path.Combine(folder, "captures")), new DirectoryBlobStore(Path.Combine(folder, "state")));
}
