using System.Diagnostics;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.Tests.Storage;

public sealed class DirectoryBlobStoreTests : BlobStoreContract, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("refwatch-store-").FullName;

    public DirectoryBlobStoreTests() => (Store, Another) = (new DirectoryBlobStore(_root), new DirectoryBlobStore(_root));

    protected override IBlobStore Store { get; }

    protected override IBlobStore Another { get; }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task What_a_killed_writer_left_is_never_listed_and_is_removed_when_it_is_old()
    {
        var folder = Path.Combine(_root, "~tmp");
        var torn = Path.Combine(folder, "torn");
        var inProgress = Path.Combine(folder, "in-progress");
        await File.WriteAllTextAsync(torn, "half");
        await File.WriteAllTextAsync(inProgress, "half");
        File.SetLastWriteTimeUtc(torn, File.GetLastWriteTimeUtc(torn) - TimeSpan.FromHours(2));

        await foreach (var name in new DirectoryBlobStore(_root).ListAsync("", null, CancellationToken.None))
        {
            Assert.Fail($"{name} is no blob");
        }

        Assert.False(File.Exists(torn));
        Assert.True(File.Exists(inProgress));
    }

    [Fact]
    public async Task A_write_leaves_no_temporary_file_and_a_delete_no_empty_folder()
    {
        await Store.WriteAsync("a/b/c", "x"u8.ToArray(), WriteCondition.Absent, CancellationToken.None);
        await Store.WriteAsync("a/b/c", "y"u8.ToArray(), WriteCondition.Absent, CancellationToken.None);
        await Store.WriteAsync("a/b/c", "z"u8.ToArray(), default, CancellationToken.None);
        Assert.Empty(Directory.GetFiles(Path.Combine(_root, "~tmp")));
        Assert.True(await Store.DeleteAsync("a/b/c", null, CancellationToken.None));
        Assert.False(Directory.Exists(Path.Combine(_root, "a")));
    }

    [Fact]
    public async Task Writers_and_deleters_of_one_folder_do_not_disturb_each_other()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var round = 0; round < 50; round++)
            {
                var name = $"calendar/now/{worker}";
                var etag = await Store.WriteAsync(name, "x"u8.ToArray(), WriteCondition.Absent, CancellationToken.None);
                Assert.NotNull(etag);
                Assert.True(await Another.DeleteAsync(name, etag, CancellationToken.None));
            }
        })));
    }

    [FlockFact]
    public async Task A_lease_excludes_other_processes_and_ends_with_its_process()
    {
        var file = Path.Combine(_root, "~locks", "hosts", "example.org.lock");
        await using (await Store.TryLeaseAsync("hosts/example.org", CancellationToken.None))
        {
            using var refused = Process.Start("flock", ["--nonblock", file, "true"]);
            await refused.WaitForExitAsync();
            Assert.Equal(1, refused.ExitCode);
        }

        // flock(1) takes the lock, then says so through the shell that it starts, which waits until it is killed.
        using var other = Process.Start(new ProcessStartInfo("flock", ["--no-fork", file, "sh", "-c", "echo held; read line"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync());
        Assert.Null(await Store.TryLeaseAsync("hosts/example.org", CancellationToken.None));

        other.Kill(entireProcessTree: true);
        await other.WaitForExitAsync();
        await using var lease = await Store.TryLeaseAsync("hosts/example.org", CancellationToken.None);
        Assert.NotNull(lease);
    }
}

/// <summary>A test that is skipped, visibly, where util-linux' flock(1) is absent.</summary>
public sealed class FlockFactAttribute : FactAttribute
{
    public FlockFactAttribute() => Skip = File.Exists("/usr/bin/flock") ? null : "needs /usr/bin/flock";
}
