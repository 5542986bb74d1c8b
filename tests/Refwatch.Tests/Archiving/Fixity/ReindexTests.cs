using Refwatch.Archiving.Fixity;
using Refwatch.Tests.Storage;
using Xunit;

namespace Refwatch.Tests.Archiving.Fixity;

public sealed class ReindexTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ArchiveRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Both_indexes_come_back_byte_for_byte_when_they_are_gone()
    {
        await _room.FillAsync();
        var before = await ArchiveRoom.ContentsAsync(_room.State, "");
        Assert.Equal(6, before.Count);
        foreach (var name in await _room.State.ListAsync("", null, None).ToListAsync())
        {
            await _room.State.DeleteAsync(name, null, None);
        }

        var result = await _room.ReindexAsync();
        Assert.Equal((4, 4, 3, 0, 0), (result.Captures, result.Lines, result.Payloads, result.RemovedLines, result.RemovedPayloads));
        Assert.Equal(before, await ArchiveRoom.ContentsAsync(_room.State, ""));
        Assert.Equal(result, await _room.ReindexAsync());
        Assert.Equal(before, await ArchiveRoom.ContentsAsync(_room.State, ""));
    }

    [Fact]
    public async Task A_kill_between_any_two_writes_loses_no_line_and_the_next_run_ends_it()
    {
        await _room.FillAsync();
        var before = await ArchiveRoom.ContentsAsync(_room.State, "");
        var names = await _room.State.ListAsync("", null, None).ToListAsync();
        for (var writes = 0; ; writes++)
        {
            // A lying line, a missing segment, a lying and a missing payload.
            var lines = names.Where(static name => name.StartsWith("index/", StringComparison.Ordinal)).ToList();
            var digests = names.Where(static name => name.StartsWith("digests/", StringComparison.Ordinal)).ToList();
            await ArchiveRoom.ChangeAsync(_room.State, lines[0], static bytes => System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(bytes).Replace("\"200\"", "\"500\"", StringComparison.Ordinal)));
            await _room.State.DeleteAsync(lines[1], null, None);
            await ArchiveRoom.ChangeAsync(_room.State, digests[0], static _ => "{}"u8.ToArray());
            await _room.State.DeleteAsync(digests[1], null, None);
            var kept = await ArchiveRoom.ContentsAsync(_room.State, lines[2]);
            var isKilled = false;
            try
            {
                await new Reindex(_room.Captures, new KilledStore(_room.State, new KillSwitch(writes))).RunAsync(static _ => { }, None);
            }
            catch (KilledException)
            {
                isKilled = true;
            }

            Assert.Equal(kept, await ArchiveRoom.ContentsAsync(_room.State, lines[2]));
            await _room.ReindexAsync();
            Assert.Equal(before, await ArchiveRoom.ContentsAsync(_room.State, ""));
            if (!isKilled)
            {
                Assert.True(writes > 4, $"only {writes} places to die");
                return;
            }
        }
    }

    [Fact]
    public async Task Captures_that_come_in_while_it_runs_stay_indexed()
    {
        await _room.FillAsync();
        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var i = 0; i < 5; i++)
                {
                    await _room.ReindexAsync();
                }
            }),
            Task.Run(async () =>
            {
                for (var i = 0; i < 30; i++)
                {
                    await _room.StoreAsync("https://example.org/a", $"words {i}", ArchiveRoom.Noon.AddDays(i + 1));
                }
            }));
        Assert.Empty((await _room.VerifyAsync()).Problems);
        Assert.Equal(32, (await _room.Archive.ListAsync("https://example.org/a", None).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_damaged_capture_is_told_and_its_sound_records_stay_indexed()
    {
        var stored = await _room.FillAsync();
        await ArchiveRoom.ChangeAsync(_room.Captures, stored[0].Blob, static bytes =>
        {
            bytes[^20] ^= 1; // in the metadata record, the last
            return bytes;
        });
        var found = new List<FixityProblem>();
        await new Reindex(_room.Captures, _room.State).RunAsync(found.Add, None);
        Assert.Equal(stored[0].Blob, Assert.Single(found).Blob);
        Assert.Equal(2, (await _room.Archive.ListAsync("https://example.org/a", None).ToListAsync()).Count);
    }

    [Fact]
    public async Task What_it_reads_and_writes_grows_with_the_captures_of_one_url_and_no_faster()
    {
        await CostAsync(10); // what grows only at the beginning: a year that is split
        var (once, twice) = (await CostAsync(2_000), await CostAsync(4_000));
        Assert.InRange(twice.Reads, once.Reads, 2.1 * once.Reads);
        Assert.InRange(twice.Writes, once.Writes, 2.1 * once.Writes);
        Assert.InRange(twice.BytesWritten, once.BytesWritten, 2.1 * once.BytesWritten);
        Assert.InRange(twice.BytesWritten, 1, 4_000 * 2_000); // some 350 bytes of an index line, and the payload's entry

        static async Task<MemoryStore> CostAsync(int count)
        {
            var (captures, state) = (new MemoryStore(), new MemoryStore());
            for (var i = 0; i < count; i++)
            {
                await ArchiveRoom.StoreAsync(new Refwatch.Archiving.Archive(captures, new MemoryStore()), "https://example.org/a", $"words {i}", ArchiveRoom.Noon.AddHours(i));
            }

            await new Reindex(captures, state).RunAsync(static _ => { }, None);
            Assert.Equal(count, await new Refwatch.Archiving.Archive(captures, state).ListAsync("https://example.org/a", None).CountAsync());
            return state;
        }
    }

    [Fact]
    public async Task Lines_that_stand_where_nobody_looks_for_them_are_told_and_put_in_their_place()
    {
        await _room.FillAsync();
        var before = await ArchiveRoom.ContentsAsync(_room.State, "");
        foreach (var name in await _room.State.ListAsync("", null, None).ToListAsync())
        {
            // As an earlier layout, or a person, left them.
            var folder = name.StartsWith("index/", StringComparison.Ordinal) ? "index/elsewhere/0123456789abcdef/" : "digests/zz/";
            await _room.State.WriteAsync(folder + name.Split('/')[^1], (await _room.State.ReadAsync(name, None))!.Content, default, None);
            await _room.State.DeleteAsync(name, null, None);
        }

        Assert.Equal(
            [FixityKind.NotIndexed, FixityKind.WrongIndexLine, FixityKind.WrongPayloadEntry, FixityKind.MissingPayloadEntry],
            (await _room.VerifyAsync()).Problems.Select(static problem => problem.Kind).Distinct().Order());
        await _room.ReindexAsync();
        Assert.Equal(before, await ArchiveRoom.ContentsAsync(_room.State, ""));
        Assert.Empty((await _room.VerifyAsync()).Problems);
    }
}
