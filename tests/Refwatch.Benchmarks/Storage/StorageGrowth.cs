using System.Diagnostics;
using Refwatch.EndToEnd;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Tests;
using Refwatch.Watching;

namespace Refwatch.Benchmarks.Storage;

/// <summary>What an archive of many checks and few changes takes, beside wget's WARC of the same web and a store of nothing but its texts.</summary>
internal static class StorageGrowth
{
    private const string Wget = "/usr/bin/wget";
    private const double Changing = 0.03;

    public static string Markdown(int pages, int checks, IReadOnlyList<ArchivePolicy> policies)
    {
        var folder = Directory.CreateTempSubdirectory("refwatch-growth-").FullName;
        try
        {
            return RunAsync(folder, pages, checks, policies).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string folder, int pages, int checks, IReadOnlyList<ArchivePolicy> policies)
    {
        var web = new ChangingWeb(pages, Changing);
        await using var proxy = await LoopbackProxy.StartAsync(web.AnswerAsync);
        var clock = new ManualClock();
        var archives = policies.Select(policy => new Archive(Path.Combine(folder, $"{policy}"), policy)).ToList();
        await File.WriteAllLinesAsync(Path.Combine(folder, "urls"), web.Urls.Select(static url => url.AbsoluteUri));
        var (captures, firstCaptures) = (0L, 0L);
        for (var check = 0; check < checks; check++)
        {
            foreach (var archive in archives)
            {
                await archive.CheckAsync(web, proxy, clock);
            }

            if (File.Exists(Wget))
            {
                await WgetAsync(folder, proxy, check);
            }

            Console.Error.WriteLine($"check {check + 1} of {checks}");
            clock.Advance(TimeSpan.FromDays(1));
            web.PassDay();
            captures = Size(Path.Combine(archives[0].Folder, "captures"));
            firstCaptures = check == 0 ? captures : firstCaptures;
        }

        var ideal = web.DistinctTexts;
        var wget = Directory.EnumerateFiles(folder, "wget-*.warc.gz").Sum(static file => new FileInfo(file).Length);
        var rows = archives.Select(archive => Row($"Refwatch, `archive: {archive.Name}`", Size(Path.Combine(archive.Folder, "captures")), Size(Path.Combine(archive.Folder, "state")), ideal))
            .Append(wget == 0 ? "| wget | not installed | | |" : Row("wget 1.21, a WARC file a day", wget, 0, ideal))
            .Append(Row("ideal: every distinct text once, gzip", ideal, 0, ideal));
        return $"""
            ## Storage grows with change

            {pages:N0} pages of 10 KB on {pages / 10} hosts, {checks} daily checks each, {Changing:P0} of the pages changing a fact a day ({web.Versions:N0} texts in all). Half of the
            pages answer 304 when they are the same; the others carry a new token and clock in every answer. Measured through real HTTP by
            `dotnet run -c Release --project tests/Refwatch.Benchmarks -- storage`. The growth over the first check alone, which everyone must store,
            is {(captures - firstCaptures) / 1e6:0.0} MB of captures under `{archives[0].Name}`.

            | archive | captures | indexes and ledgers | times the ideal |
            | --- | ---: | ---: | ---: |
            {string.Join('\n', rows)}
            """;
    }

    private static string Row(string name, long captures, long state, long ideal) =>
        $"| {name} | {captures / 1e6:0.0} MB | {(state == 0 ? "" : $"{state / 1e6:0.0} MB")} | {(double)captures / ideal:0.0} |";

    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);

    private static async Task WgetAsync(string folder, LoopbackProxy proxy, int check)
    {
        var start = new ProcessStartInfo(
            Wget, ["--quiet", "--no-config", "--tries=1", "--delete-after", "--input-file=urls", $"--warc-file=wget-{check}"])
        {
            WorkingDirectory = folder, UseShellExecute = false, Environment = { ["http_proxy"] = proxy.Address.AbsoluteUri, ["no_proxy"] = "" },
        };
        using var wget = Process.Start(start)!;
        await wget.WaitForExitAsync();
        if (wget.ExitCode != 0)
        {
            throw new InvalidOperationException($"wget ended with {wget.ExitCode}");
        }
    }

    private sealed record Archive(string Folder, ArchivePolicy Policy)
    {
        public string Name => Policy switch { ArchivePolicy.OnClaimChange => "on-claim-change", ArchivePolicy.OnChange => "on-change", _ => "always" };

        public async Task CheckAsync(ChangingWeb web, LoopbackProxy proxy, ManualClock clock)
        {
            var settings = new PipelineSettings { Fetch = new FetchOptions { Proxy = proxy.AsProxy(), Delay = TimeSpan.Zero } };
            using var pipeline = new Pipeline(new DirectoryBlobStore(Path.Combine(Folder, "captures")), new DirectoryBlobStore(Path.Combine(Folder, "state")), settings, clock);
            var demands = web.Urls.Select(url => new Demand(url, new Subscription { Source = "list:growth", Archive = Policy, Lists = ["growth"] }));
            var result = await pipeline.NewCheckRun().RunAsync([.. demands], new Nobody(), CancellationToken.None);
            if (result.Pages.FirstOrDefault(static page => page.Error is not null || page.Status is not (200 or 304)) is { } failed)
            {
                throw new InvalidOperationException($"{failed.Url}: {string.Join("; ", failed.Verdict.Evidence)}", failed.Error);
            }
        }
    }

    private sealed class Nobody : IProgress<CheckProgress>
    {
        public void Report(CheckProgress value)
        {
        }
    }
}
