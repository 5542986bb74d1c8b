using System.Diagnostics;
using System.Globalization;
using System.Text;
using Refwatch.Storage;
using Refwatch.Tests;
using Refwatch.Watching;

namespace Refwatch.Benchmarks.Cost;

/// <summary>
/// The planner among 1,000,000 watched pages: 100,000 hosts, ten pages each, visited once a day at times spread evenly. It
/// reads the calendar alone, so the ledgers need not be there.
/// </summary>
internal static class PlannerScale
{
    private const int Hosts = 100_000;
    private const int NamesInAListPage = 5_000;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Markdown()
    {
        var folder = Directory.CreateTempSubdirectory("refwatch-planner-");
        try
        {
            for (var host = 0; host < Hosts; host++)
            {
                var time = Start + (TimeSpan.FromDays(1) * ((double)host / Hosts));
                var entry = Directory.CreateDirectory(Path.Combine(folder.FullName, "calendar", time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)));
                File.WriteAllText(Path.Combine(entry.FullName, $"h{host}.example"), $$"""{"nonce":"{{Guid.NewGuid()}}","attempts":0,"schemaVersion":1}""");
            }

            var text = new StringBuilder();
            text.AppendLine("| 1,000,000 pages on 100,000 hosts | hosts due | seconds (a directory) | memory at its peak | list pages on Azure | other transactions and messages |");
            text.AppendLine("| --- | --: | --: | --: | --: | --: |");
            var minute = TimeSpan.FromMinutes(1);
            Row(text, folder.FullName, "a look that finds nothing due", Start - minute);
            Row(text, folder.FullName, "a minute's hosts", Start + minute);
            Row(text, folder.FullName, "an hour's, after an outage", Start + TimeSpan.FromHours(1));
            return text.ToString();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Row(StringBuilder text, string folder, string what, DateTimeOffset now)
    {
        GC.Collect();
        var (before, peak) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        using var sampler = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 5);
        var watch = Stopwatch.StartNew();
        var planned = new Planner(new Watching.Calendar(new DirectoryBlobStore(folder)), new MemoryVisitQueue(), new ManualClock(now)).PlanAsync(CancellationToken.None).GetAwaiter().GetResult();
        var seconds = watch.Elapsed.TotalSeconds;
        text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {planned:N0} | {seconds:0.0} | {Math.Max(0, peak - before) / 1e6:0} MB | {1 + (planned / NamesInAListPage)} | {4 * planned:N0} |");
    }
}
