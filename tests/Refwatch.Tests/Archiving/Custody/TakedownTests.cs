using Refwatch.Archiving;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Fixity;
using Refwatch.Storage;
using Refwatch.Tests.Storage;
using Xunit;

namespace Refwatch.Tests.Archiving.Custody;

public sealed class TakedownTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ArchiveRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task Content_goes_a_tombstone_stays_and_everything_still_verifies()
    {
        var stored = await _room.FillAsync();
        await _room.ManifestAsync();
        var digest = (await new CustodyReader(_room.Captures, _room.State, new Seals()).ReadAsync(stored[2].Blob, None))!.Digest;

        Assert.Equal(TakedownOutcome.TakenDown, (await _room.TakeDownAsync(stored[2].Blob)).Outcome);
        Assert.Null(await _room.Archive.ReadAsync(stored[2].Blob, None));
        Assert.Empty((await _room.VerifyAsync()).Problems);
        await _room.ManifestAsync();
        var (report, problems) = await _room.VerifyAsync();
        Assert.Empty(problems);
        Assert.Equal((3, 1, 2, 0), (report.Captures, report.Tombstones, report.Acts, report.Unnamed));

        // The page's history has a gap that explains itself, for us and for any reader of WARC.
        var line = Assert.Single(await _room.Archive.ListAsync("https://example.org/b", None).ToListAsync());
        Assert.Equal((false, true, stored[2].Timestamp, stored[2].Digest), (line.IsAnswer, line.IsTakenDown, line.Timestamp, line.Digest));
        await using var file = await _room.Captures.OpenAsync(line.Filename, 0, null, None);
        var record = Assert.Single(await WarcReader.ReadAsync(file!).ToListAsync());
        Assert.Empty(record.Problems);
        Assert.Equal(("metadata", "https://example.org/b"), (record.Record!.Type, record.Record.TargetUri));
        var text = System.Text.Encoding.UTF8.GetString(record.Record.Block.Span);
        Assert.All((string[])[digest, "Order 7 of the court", "A. Archivist", stored[2].Blob], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("other words", text, StringComparison.Ordinal);

        var sheet = await new CustodyReader(_room.Captures, _room.State, new Seals()).ReadAsync(stored[2].Blob, None);
        Assert.Equal((digest, "https://example.org/b", 1, true), (sheet!.Digest, sheet.Url, sheet.Manifest!.Position, sheet.Manifest.IsUnchanged));
        Assert.Equal([ActKind.TakedownBegun, ActKind.TakenDown], sheet.Acts.Select(static act => act.Kind));

        var before = await ArchiveRoom.ContentsAsync(_room.State, "");
        await _room.ReindexAsync();
        Assert.Equal(before, await ArchiveRoom.ContentsAsync(_room.State, ""));
        Assert.Equal(TakedownOutcome.TakenDown, (await _room.TakeDownAsync(stored[2].Blob)).Outcome);
        Assert.Equal(before, await ArchiveRoom.ContentsAsync(_room.State, ""));
    }

    [Fact]
    public async Task What_was_taken_down_is_stored_whole_when_it_is_captured_again()
    {
        var stored = await _room.FillAsync();
        await _room.TakeDownAsync(stored[2].Blob);
        Assert.Equal(CaptureOutcome.New, (await _room.StoreAsync("https://example.org/b", "other words", ArchiveRoom.Noon.AddDays(2))).Outcome);
        Assert.Empty((await _room.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task While_it_is_held_by_url_or_by_blob_it_is_refused()
    {
        var stored = await _room.FillAsync();
        await _room.HoldAsync(ActKind.Held, url: "http://www.example.org/b");
        await _room.HoldAsync(ActKind.Held, blob: stored[1].Blob);
        var contents = await ArchiveRoom.ContentsAsync(_room.Captures, "");
        foreach (var held in (int[])[1, 2])
        {
            var refused = await _room.TakeDownAsync(stored[held].Blob);
            Assert.Equal(TakedownOutcome.Held, refused.Outcome);
            Assert.Contains("Case 12", refused.Detail, StringComparison.Ordinal);
        }

        Assert.Equal(contents, await ArchiveRoom.ContentsAsync(_room.Captures, ""));
        await _room.HoldAsync(ActKind.Released, url: "https://example.org/b");
        Assert.Equal(TakedownOutcome.TakenDown, (await _room.TakeDownAsync(stored[2].Blob)).Outcome);
        Assert.Equal(TakedownOutcome.Held, (await _room.TakeDownAsync(stored[1].Blob)).Outcome);
        Assert.Empty((await _room.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task A_store_that_refuses_is_believed_and_nothing_is_half_done()
    {
        var stored = await _room.FillAsync();
        var indexes = await ArchiveRoom.ContentsAsync(_room.State, "");
        var refused = await new Takedown(new LockedStore(_room.Captures), _room.State, _room.Clock).RunAsync(stored[2].Blob, "Order 7", "A. Archivist", withRevisits: false, None);
        Assert.Equal(TakedownOutcome.Locked, refused.Outcome);
        Assert.Contains("immutability", refused.Detail, StringComparison.Ordinal);
        Assert.NotNull(await _room.Archive.ReadAsync(stored[2].Blob, None));
        Assert.Equal(indexes, await ArchiveRoom.ContentsAsync(_room.State, ""));
        Assert.Empty((await _room.VerifyAsync()).Problems);
        Assert.Equal([ActKind.TakedownBegun, ActKind.TakedownRefused], await _room.Journal.ActsAsync(None).Select(static act => act.Kind).ToListAsync());
        Assert.Equal(TakedownOutcome.TakenDown, (await _room.TakeDownAsync(stored[2].Blob)).Outcome);
    }

    [Fact]
    public async Task A_payload_that_others_refer_to_goes_with_them_or_not_at_all()
    {
        var stored = await _room.FillAsync();
        var refused = await _room.TakeDownAsync(stored[0].Blob);
        Assert.Equal((TakedownOutcome.HasRevisits, stored[3].Blob), (refused.Outcome, Assert.Single(refused.Blobs)));
        Assert.NotNull(await _room.Archive.ReadAsync(stored[3].Blob, None));

        // A revisit may go by itself.
        await _room.StoreAsync("https://example.net/third", "the first words", ArchiveRoom.Noon.AddHours(5));
        Assert.Equal(TakedownOutcome.TakenDown, (await _room.TakeDownAsync(stored[3].Blob)).Outcome);
        await _room.HoldAsync(ActKind.Held, url: "https://example.net/third");
        Assert.Equal(TakedownOutcome.Held, (await _room.TakeDownAsync(stored[0].Blob, withRevisits: true)).Outcome);
        await _room.HoldAsync(ActKind.Released, url: "https://example.net/third");
        var done = await _room.TakeDownAsync(stored[0].Blob, withRevisits: true);
        Assert.Equal((TakedownOutcome.TakenDown, 2), (done.Outcome, done.Blobs.Count));
        var (report, problems) = await _room.VerifyAsync();
        Assert.Empty(problems);
        Assert.Equal(3, report.Tombstones);
    }

    [Fact]
    public async Task A_kill_between_any_two_writes_is_told_by_verify_and_ended_by_the_same_takedown()
    {
        for (var writes = 0; ; writes++)
        {
            using var room = new ArchiveRoom();
            var stored = await room.FillAsync();
            await room.ManifestAsync();
            var kill = new KillSwitch(writes);
            var isKilled = false;
            try
            {
                await new Takedown(new KilledStore(room.Captures, kill), new KilledStore(room.State, kill), room.Clock).RunAsync(stored[2].Blob, "Order 7", "A. Archivist", withRevisits: false, None);
            }
            catch (KilledException)
            {
                isKilled = true;
            }

            var found = (await room.VerifyAsync()).Problems;
            Assert.Equal(isKilled && writes > 0, found.Exists(static problem => problem is { Kind: FixityKind.UnfinishedTakedown, Remedy: Remedy.TakeDownAgain }));
            Assert.Equal(TakedownOutcome.TakenDown, (await room.TakeDownAsync(stored[2].Blob)).Outcome);
            var (report, problems) = await room.VerifyAsync();
            Assert.Empty(problems);
            Assert.Equal((3, 1, 2), (report.Captures, report.Tombstones, report.Acts));
            if (!isKilled)
            {
                Assert.True(writes >= 6, $"only {writes} places to die");
                return;
            }
        }
    }

    [Fact]
    public async Task Tombstones_that_nobody_decided_on_are_found()
    {
        var stored = await _room.FillAsync();
        await _room.ManifestAsync();
        var forged = new Tombstone { TakenDown = stored[2].Blob, Digest = "sha256:00", Size = 1, Reason = "none", Actor = "nobody", Time = ArchiveRoom.Noon };
        await _room.Captures.WriteAsync(CaptureContainer.TombstoneOf(stored[2].Blob), forged.ToWarc(), WriteCondition.Absent, None);
        var (_, problems) = await _room.VerifyAsync();
        Assert.Equal(2, problems.Count(static problem => problem.Kind is FixityKind.WrongTombstone)); // no act; and the capture is there
        await _room.Captures.DeleteAsync(stored[2].Blob, null, None);
        Assert.Contains((await _room.VerifyAsync()).Problems, static problem => problem.Kind is FixityKind.WrongTombstone && problem.Detail.Contains("the manifest names", StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_is_nothing_to_take_down_but_captures()
    {
        await _room.FillAsync();
        await _room.ManifestAsync();
        foreach (var name in (string[])["manifests/00000001.jsonl", "example.org/none.warc.gz", "nothing"])
        {
            Assert.Equal(TakedownOutcome.NotFound, (await _room.TakeDownAsync(name)).Outcome);
        }
    }

    /// <summary>A container under an immutability policy: blobs may be added, and neither changed nor deleted.</summary>
    private sealed class LockedStore(IBlobStore inner) : IBlobStore
    {
        public Task<Blob?> ReadAsync(string name, CancellationToken cancellationToken) => inner.ReadAsync(name, cancellationToken);

        public Task<Stream?> OpenAsync(string name, long offset, long? length, CancellationToken cancellationToken) => inner.OpenAsync(name, offset, length, cancellationToken);

        public Task<string?> WriteAsync(string name, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancellationToken) =>
            condition.IfAbsent ? inner.WriteAsync(name, content, condition, cancellationToken) : throw new IOException("immutability policy");

        public Task<bool> DeleteAsync(string name, string? etag, CancellationToken cancellationToken) =>
            throw new BlobLockedException($"{name} is under an immutability policy", new IOException("409"));

        public IAsyncEnumerable<string> ListAsync(string prefix, string? after, CancellationToken cancellationToken) => inner.ListAsync(prefix, after, cancellationToken);

        public Task<IBlobLease?> TryLeaseAsync(string name, CancellationToken cancellationToken) => inner.TryLeaseAsync(name, cancellationToken);
    }

    [Fact]
    public async Task Many_captures_cost_one_reading_of_the_index_and_each_its_own_segments()
    {
        var (few, many) = (await CostAsync(2), await CostAsync(22));
        Assert.InRange(many.Lists - few.Lists, 0, 20 * 12);
        Assert.InRange(many.Reads - few.Reads, 0, 20 * 40); // whatever the index holds: here are 300 segments
        static async Task<MemoryStore> CostAsync(int count)
        {
            var (captures, state) = (new MemoryStore(), new MemoryStore());
            var archive = new Refwatch.Archiving.Archive(captures, state);
            for (var i = 0; i < 300; i++)
            {
                await ArchiveRoom.StoreAsync(archive, $"https://example.org/{i}", $"words {i}");
            }

            var blobs = await captures.ListAsync("", null, None).Take(count).ToListAsync();
            state.Forget();
            var results = await new Takedown(captures, state, new ManualClock(ArchiveRoom.Noon)).RunAsync(blobs, "old", "prune", withRevisits: false, None).ToListAsync();
            Assert.All(results, static result => Assert.Equal(TakedownOutcome.TakenDown, result.Outcome));
            Assert.Equal(300, await archive.Search(Refwatch.Archiving.CdxQuery.TryParse(new[] { ("url", "*.example.org") }.ToLookup(static p => p.Item1, static p => p.Item2), out _)!).RunAsync(None).CountAsync() + count);
            return state;
        }
    }

    [Fact]
    public async Task A_page_that_goes_back_to_its_old_text_while_old_captures_go_keeps_its_payload()
    {
        var stored = await _room.FillAsync();
        var results = new Takedown(_room.Captures, _room.State, _room.Clock).RunAsync([stored[1].Blob, stored[2].Blob], "old", "prune", withRevisits: false, None).GetAsyncEnumerator();
        await using (results)
        {
            Assert.True(await results.MoveNextAsync());
            await _room.StoreAsync("https://example.org/b", "other words", _room.Clock.GetUtcNow());
            Assert.True(await results.MoveNextAsync());
            Assert.Equal(TakedownOutcome.HasRevisits, results.Current.Outcome);
        }

        Assert.Empty((await _room.VerifyAsync()).Problems);
    }

    [Fact]
    public async Task Many_captures_killed_between_any_two_writes_are_ended_by_the_same_takedown()
    {
        for (var writes = 0; ; writes++)
        {
            using var room = new ArchiveRoom();
            var stored = await room.FillAsync();
            await room.StoreAsync("https://example.org/b", "the first words", ArchiveRoom.Noon.AddHours(9)); // a second revisit of the first
            await room.ManifestAsync();
            var kill = new KillSwitch(writes);
            string[] blobs = [stored[3].Blob, stored[2].Blob, stored[1].Blob, stored[0].Blob];
            var isKilled = false;
            try
            {
                await new Takedown(new KilledStore(room.Captures, kill), new KilledStore(room.State, kill), room.Clock).RunAsync(blobs, "old", "prune", withRevisits: false, None).ToListAsync();
            }
            catch (KilledException)
            {
                isKilled = true;
            }

            // Begun or not, nothing is lost but what was named.
            Assert.All((await room.VerifyAsync()).Problems, static problem => Assert.Contains(problem.Kind, (FixityKind[])
                [FixityKind.UnfinishedTakedown, FixityKind.MissingBlob, FixityKind.DanglingIndexLine, FixityKind.WrongPayloadEntry, FixityKind.NotIndexed]));
            var results = await new Takedown(room.Captures, room.State, room.Clock).RunAsync(blobs, "old", "prune", withRevisits: false, None).ToListAsync();
            Assert.Equal([TakedownOutcome.TakenDown, TakedownOutcome.TakenDown, TakedownOutcome.TakenDown, TakedownOutcome.HasRevisits], results.Select(static result => result.Outcome));
            Assert.Empty((await room.VerifyAsync()).Problems);
            if (!isKilled)
            {
                Assert.True(writes >= 15, $"only {writes} places to die");
                return;
            }
        }
    }
}
