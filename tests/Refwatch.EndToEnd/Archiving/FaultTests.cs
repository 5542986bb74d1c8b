using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Refwatch.EndToEnd.Archiving;

/// <summary>Real processes on one archive, killed, starved of disk and run side by side: nothing lost, nothing half-written visible.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const int Pages = 12;

    /// <summary>Milliseconds; a quiet machine needs a tenth.</summary>
    private const int LongestTest = 180_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("refwatch-faults-").FullName;
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _asked = new();
    private LoopbackProxy _proxy = null!;
    private int _requests;
    private int _edition;

    private string Archive => Path.Combine(_folder, "archive");

    private static string[] Targets => [.. Enumerable.Range(0, Pages).Select(static page => $"http://host-{page % 3}.example/page-{page}")];

    public async Task InitializeAsync() => _proxy = await LoopbackProxy.StartAsync(AnswerAsync);

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact(Timeout = LongestTest)]
    public async Task Killed_at_any_request_it_leaves_whole_captures_and_the_next_run_ends_the_work()
    {
        for (var round = 1; round < Pages; round += 2)
        {
            Interlocked.Increment(ref _edition);
            var at = Volatile.Read(ref _requests) + round;
            var reached = _asked.GetOrAdd(at, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            using var check = Executable.Start(_proxy.Address, ["check", .. Targets, "--archive", Archive, "--delay", "0"], []);
            await Task.WhenAny(reached.Task, check.WaitForExitAsync());
            check.Kill();
            await check.WaitForExitAsync();

            // A capture that is whole and not found yet is all that a kill may leave.
            var verified = await VerifyAsync();
            Assert.All(verified.Lines.SkipLast(1), static problem => Assert.Contains(problem.GetProperty("kind").GetString(), (string[])["NotIndexed", "MissingPayloadEntry"]));
        }

        Assert.InRange((await CheckAsync()).ExitCode, 0, 1);
        Assert.Equal(0, (await RunAsync("reindex")).ExitCode);
        var sound = await VerifyAsync();
        Assert.True(sound.ExitCode == 0, sound.Output);
    }

    [Fact(Timeout = LongestTest)]
    public async Task Two_processes_on_one_archive_lose_nothing_and_disturb_nobody()
    {
        var foreign = await ExportOfAnotherAsync();
        Assert.Equal(0, (await CheckAsync()).ExitCode);
        for (var round = 0; round < 2; round++)
        {
            Interlocked.Increment(ref _edition);
            var runs = await Task.WhenAll(
                CheckAsync(), CheckAsync(), RunAsync("reindex"), RunAsync("manifest"), RunAsync("manifest"), ImportAsync(Archive, foreign), ImportAsync(Archive, foreign), RunAsync("prune"));
            Assert.All(runs, static run => Assert.True(run.ExitCode is 0 or 1, run.Errors));
        }

        Assert.Equal(0, (await RunAsync("manifest")).ExitCode);
        var sound = await VerifyAsync();
        Assert.True(sound.ExitCode == 0, sound.Output);
        var summary = sound.Lines[^1].GetProperty("summary");
        Assert.Equal(0, summary.GetProperty("unnamed").GetInt32());
        Assert.InRange(summary.GetProperty("captures").GetInt32(), (2 * Pages) + 3, int.MaxValue);
    }

    [CommandFact("/usr/bin/prlimit", Timeout = LongestTest)]
    public async Task A_disk_without_room_stops_what_archivists_do_with_a_message_and_nothing_is_half_done()
    {
        var foreign = await ExportOfAnotherAsync();
        string[] verbs =
        [
            $"import {foreign}", "manifest", "reindex", $"takedown {Targets[0]} --all --with-revisits --reason order --actor archivist",
        ];
        foreach (var verb in verbs)
        {
            if (verb == "reindex")
            {
                Directory.Delete(Path.Combine(Archive, "state", "index"), recursive: true);
            }

            // No file may grow beyond a few bytes: every write fails, or, where it is the signal's, ends the process.
            foreach (var trap in (string[])["", "trap '' XFSZ;"])
            {
                var limited = await ShellAsync($"{trap} DOTNET_EnableWriteXorExecute=0 exec prlimit --fsize=100 {Executable.Path} {verb} --archive {Archive}");
                Assert.True(limited.ExitCode == (trap.Length == 0 ? 128 + 25 : 3), $"{verb}: {limited.ExitCode} {limited.Output} {limited.Errors}");
                Assert.DoesNotContain("   at Refwatch", limited.Output + limited.Errors, StringComparison.Ordinal);
                Assert.DoesNotContain("DamagedRecord", (await VerifyAsync()).Output, StringComparison.Ordinal);
            }

            var done = await ShellAsync($"exec {Executable.Path} {verb} --archive {Archive}");
            Assert.True(done.ExitCode == 0, $"{verb}: {done.Output} {done.Errors}");
            var sound = await VerifyAsync();
            Assert.True(sound.ExitCode == 0, $"{verb}: {sound.Output}");
        }
    }

    [CommandFact("/usr/bin/prlimit", Timeout = LongestTest)]
    public async Task A_file_that_may_not_grow_leaves_no_half_of_it()
    {
        // The signal ends the process in the middle of a write; where it is ignored, the write itself fails. Captures of these
        // pages are longer than the bound. (The runtime maps its own code by a file that would be, too.)
        foreach (var trap in (string[])["", "trap '' XFSZ;"])
        {
            var limited = await ShellAsync($"{trap} DOTNET_EnableWriteXorExecute=0 exec prlimit --fsize=2500 {Executable.Path} check {string.Join(' ', Targets)} --archive {Archive} --delay 0");
            Assert.Equal(trap.Length == 0 ? 128 + 25 : 3, limited.ExitCode);
            Assert.DoesNotContain("   at Refwatch", limited.Output + limited.Errors, StringComparison.Ordinal);
            var verified = await VerifyAsync();
            Assert.True(verified.ExitCode == 0, verified.Output);
        }

        Assert.Equal(0, (await CheckAsync()).ExitCode);
        var sound = await VerifyAsync();
        Assert.True(sound.ExitCode == 0, sound.Output);
        Assert.Equal(Pages, sound.Lines[^1].GetProperty("summary").GetProperty("captures").GetInt32());
    }

    [SmallDiskFact(Timeout = LongestTest)]
    public async Task A_full_disk_is_told_and_when_there_is_room_again_the_work_goes_on()
    {
        var run = await ShellAsync(
            $$"""
            exec unshare --mount sh -c '
              mkdir {{_folder}}/disk && mount -t tmpfs -o size=64k tmpfs {{_folder}}/disk &&
              {{Executable.Path}} check {{string.Join(' ', Targets)}} --archive {{_folder}}/disk/archive --delay 0 >{{_folder}}/full 2>&1; echo full $?
              {{Executable.Path}} verify --archive {{_folder}}/disk/archive --json >{{_folder}}/full.json 2>&1; echo verified $?
              mount -o remount,size=16m {{_folder}}/disk
              {{Executable.Path}} check {{string.Join(' ', Targets)}} --archive {{_folder}}/disk/archive --delay 0 >/dev/null 2>&1; echo room $?
              {{Executable.Path}} reindex --archive {{_folder}}/disk/archive >/dev/null; echo reindexed $?
              {{Executable.Path}} verify --archive {{_folder}}/disk/archive; echo sound $?'
            """);
        var told = await File.ReadAllTextAsync(Path.Combine(_folder, "full"));
        Assert.Contains("full 3", run.Output, StringComparison.Ordinal);
        Assert.Contains("No space left on device", told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at Refwatch", told, StringComparison.Ordinal);
        Assert.DoesNotContain("DamagedRecord", await File.ReadAllTextAsync(Path.Combine(_folder, "full.json")), StringComparison.Ordinal);
        Assert.Contains("reindexed 0", run.Output, StringComparison.Ordinal);
        Assert.Contains("sound 0", run.Output, StringComparison.Ordinal);
    }

    /// <summary>A WARC file with three captures that the archive does not hold.</summary>
    private async Task<string> ExportOfAnotherAsync()
    {
        var other = Path.Combine(_folder, "other");
        var checkedThree = await Executable.RunAsync(_proxy.Address, ["check", .. Targets[..3], "--archive", other, "--delay", "0"]);
        Assert.True(checkedThree.ExitCode == 0, checkedThree.Errors);
        var file = Path.Combine(_folder, "other.warc.gz");
        Assert.Equal(0, (await Executable.RunAsync(proxy: null, "export", file, "--archive", other)).ExitCode);
        return file;
    }

    private static Task<Run> ImportAsync(string archive, string file) => Executable.RunAsync(proxy: null, "import", file, "--archive", archive);

    private Task<Run> CheckAsync() => Executable.RunAsync(_proxy.Address, ["check", .. Targets, "--archive", Archive, "--delay", "0"]);

    private Task<Run> VerifyAsync() => Executable.RunAsync(proxy: null, "verify", "--json", "--archive", Archive);

    private Task<Run> RunAsync(string verb) => Executable.RunAsync(proxy: null, verb, "--archive", Archive);

    private async Task<Run> ShellAsync(string script)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["http_proxy"] = _proxy.Address.AbsoluteUri, ["HTTP_PROXY"] = _proxy.Address.AbsoluteUri },
        };
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = await shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return new Run(shell.ExitCode, await output, errors);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = LoopbackProxy.UrlOf(context.Request).AbsolutePath;
        if (path == "/robots.txt")
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (_asked.TryRemove(Interlocked.Increment(ref _requests), out var reached))
        {
            reached.SetResult();
        }

        // Bytes that do not compress, so that a capture has a size.
        var noise = Convert.ToHexString(new Random(path.GetHashCode(StringComparison.Ordinal)).GetItems<byte>([.. Enumerable.Range(0, 256).Select(static value => (byte)value)], 3000));
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"""
            <html><head><title>Harbour report {path}</title><meta name="x" content="{noise}"></head><body><article><h1>Harbour report {path}</h1>
            <p>The harbour of Port Ellery handled {1000 + Volatile.Read(ref _edition)} ships in the year, the authority said in its report on Monday.</p>
            <p>Its workers have been on strike since the search of an office in the spring, and two courts have heard their case.</p>
            <p>The authority expects the number of ships to fall by a tenth when the new breakwater is closed for repairs.</p></article></body></html>
            """);
    }
}

/// <summary>A test that is skipped, visibly, where a command is absent.</summary>
public sealed class CommandFactAttribute : FactAttribute
{
    public CommandFactAttribute(string command) => Skip = File.Exists(command) ? null : $"needs {command}";
}

/// <summary>A test that is skipped, visibly, where no small disk can be mounted.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        using var mount = File.Exists("/usr/bin/unshare")
            ? Process.Start(new ProcessStartInfo("/usr/bin/unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) { RedirectStandardError = true, UseShellExecute = false })
            : null;
        mount?.WaitForExit();
        Skip = mount?.ExitCode == 0 ? null : "needs the right to mount a tmpfs";
    }
}
