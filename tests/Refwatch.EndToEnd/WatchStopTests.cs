using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Refwatch.Storage;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.EndToEnd;

/// <summary>`refwatch watch` told to stop, as systemd and containers do it.</summary>
public sealed class WatchStopTests
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(2, true)]
    [InlineData(600, false)]
    public async Task After_SIGTERM_it_finishes_the_page_in_hand_and_ends_within_ten_seconds(int answersAfterSeconds, bool isFinished)
    {
        var asked = 0;
        using var over = new CancellationTokenSource();
        await using var web = await LoopbackProxy.StartAsync(async context =>
        {
            if (context.Request.Path != "/robots.txt")
            {
                Interlocked.Increment(ref asked);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, context.RequestAborted);
                await Task.Delay(TimeSpan.FromSeconds(answersAfterSeconds), TimeProvider.System, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await context.Response.WriteAsync("<!DOCTYPE html><meta property=og:type content=article><title>Harbour</title><article><h1>Harbour</h1><p>The harbour of Port Ellery handles 1.5 million tonnes of grain a year.</p></article>");
            }
        });
        var folder = Directory.CreateTempSubdirectory("refwatch-stop-").FullName;
        try
        {
            var list = Path.Combine(folder, "list.yaml");
            await File.WriteAllTextAsync(list, "pages: [http://stop.example/1, http://stop.example/2]\ninterval: 1d\ndelay: 1ms\n");
            using var watch = Executable.Start(web.Address, ["watch", list, "--archive", folder], []);
            using var late = new CancellationTokenSource(StartsWithin);
            await using var killing = late.Token.Register(watch.Kill);
            var errors = watch.StandardError.ReadToEndAsync();
            while (Volatile.Read(ref asked) == 0)
            {
                Assert.False(watch.HasExited, "watch ended by itself");
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }

            late.CancelAfter(2 * StopsWithin);
            var stopping = Stopwatch.StartNew();
            using (var kill = Process.Start("kill", ["-TERM", $"{watch.Id}"]))
            {
                await kill.WaitForExitAsync();
            }

            await watch.WaitForExitAsync();
            Assert.InRange(stopping.Elapsed, TimeSpan.Zero, StopsWithin);
            Assert.Contains("stopped", await errors, StringComparison.Ordinal);
            Assert.Equal(1, asked);

            var ledger = await OpenLedger.PeekAsync(new DirectoryBlobStore(Path.Combine(folder, "state")), "stop.example", CancellationToken.None);
            Assert.Equal(2, ledger!.Pages.Count); // committed
            Assert.Equal(isFinished ? 1 : 0, ledger.Pages.Values.Count(static page => page.LastCheck is not null));
            Assert.True(ledger.NextVisit < TimeProvider.System.GetUtcNow().AddMinutes(1));
        }
        finally
        {
            await over.CancelAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
