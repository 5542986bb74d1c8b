using System.IO.Compression;
using System.Text;
using FsCheck.Fluent;
using Refwatch.Archiving.Fixity;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.Tests.Archiving.Fixity;

public sealed class VerificationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ArchiveRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_sound_archive_is_sound_and_counted()
    {
        await _room.FillAsync();
        var (report, problems) = await _room.VerifyAsync();
        Assert.Empty(problems);
        Assert.Equal((4, 12, 4, 3, 0, 4), (report.Captures, report.Records, report.IndexLines, report.Payloads, report.Manifests, report.Unnamed));
        await _room.ManifestAsync();
        (report, problems) = await _room.VerifyAsync();
        Assert.Empty(problems);
        Assert.Equal((1, 0, 1), (report.Manifests, report.Unnamed, report.Head!.Position));
    }

    [Fact]
    public async Task Every_flipped_bit_is_found_and_its_record_named()
    {
        var stored = await _room.StoreAsync("https://example.org/a", "words");
        await _room.ManifestAsync();
        var sound = (await _room.Captures.ReadAsync(stored.Blob, None))!.Content.ToArray();
        var offsets = await OffsetsAsync(stored.Blob);
        for (var at = 0; at < sound.Length; at += 7)
        {
            await ArchiveRoom.ChangeAsync(_room.Captures, stored.Blob, bytes =>
            {
                bytes[at] ^= 0x10;
                return bytes;
            });
            var (_, problems) = await _room.VerifyAsync();

            // Four bytes of a gzip header (time, system) say nothing about the content: then the manifest alone knows.
            var problem = Assert.Single(problems, problem => problem.Kind is FixityKind.DamagedRecord or FixityKind.WrongDigest);
            Assert.Equal((stored.Blob, Remedy.OtherCopy), (problem.Blob, problem.Remedy));
            if (problem.Kind is FixityKind.DamagedRecord)
            {
                // A record that no longer begins as one is told as the tail of the one before.
                Assert.InRange(problem.Offset!.Value, offsets.Where(offset => offset <= at).TakeLast(2).First(), at);
            }

            await _room.Captures.WriteAsync(stored.Blob, sound, default, None);
        }
    }

    [Fact]
    public async Task Every_truncation_is_found()
    {
        var stored = await _room.StoreAsync("https://example.org/a", "words");
        var sound = (await _room.Captures.ReadAsync(stored.Blob, None))!.Content.ToArray();
        for (var length = 1; length < sound.Length; length += 11)
        {
            await _room.Captures.WriteAsync(stored.Blob, sound.AsMemory(0, length), default, None);
            Assert.Contains((await _room.VerifyAsync()).Problems, problem => problem.Kind is FixityKind.DamagedRecord && problem.Blob == stored.Blob);
        }

        // Cut between two records, each is whole.
        var last = (await OffsetsAsync(sound))[^1];
        await _room.Captures.WriteAsync(stored.Blob, sound.AsMemory(0, (int)last), default, None);
        Assert.Contains((await _room.VerifyAsync()).Problems, problem => problem.Kind is FixityKind.DamagedRecord && problem.Detail.Contains("was cut", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_was_rewritten_with_right_digests_is_not_the_blob_that_was_named()
    {
        var stored = await _room.StoreAsync("https://example.org/a", "words");
        await _room.ManifestAsync();
        await ArchiveRoom.ChangeAsync(_room.Captures, stored.Blob, bytes => Recompressed(bytes));
        var (_, problems) = await _room.VerifyAsync();
        Assert.Contains(problems, problem => problem.Kind is FixityKind.WrongDigest && problem.Blob == stored.Blob);
    }

    [Fact]
    public async Task A_missing_blob_is_named_by_manifest_and_index()
    {
        var stored = await _room.FillAsync();
        await _room.ManifestAsync();
        await _room.Captures.DeleteAsync(stored[0].Blob, null, None);
        var (_, problems) = await _room.VerifyAsync();
        Assert.Contains(problems, problem => problem.Kind is FixityKind.MissingBlob && problem.Blob == stored[0].Blob && problem.Remedy is Remedy.OtherCopy);
        Assert.Contains(problems, problem => problem.Kind is FixityKind.DanglingIndexLine && problem.Detail.Contains(stored[0].Blob, StringComparison.Ordinal));
        var lost = Assert.Single(problems, problem => problem.Kind is FixityKind.LostOriginal);
        Assert.Equal(stored[3].Blob, lost.Blob);
        Assert.True(lost.Offset > 0);
    }

    [Fact]
    public async Task An_unknown_blob_and_one_that_was_smuggled_in_are_told()
    {
        await _room.FillAsync();
        await _room.ManifestAsync();
        await _room.Captures.WriteAsync("example.org/readme.txt", "hello"u8.ToArray(), default, None);
        var (report, problems) = await _room.VerifyAsync();
        Assert.Equal((FixityKind.UnknownBlob, "example.org/readme.txt"), (Assert.Single(problems).Kind, problems[0].Blob));
        Assert.Equal(1, report.Unnamed);
    }

    [Fact]
    public async Task An_index_that_lies_lacks_or_rots_is_found_and_reindex_mends_it()
    {
        await _room.FillAsync();
        var before = await ArchiveRoom.ContentsAsync(_room.State, "");
        var segments = await _room.State.ListAsync("index/", null, None).ToListAsync();
        await ArchiveRoom.ChangeAsync(_room.State, segments[0], bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\"status\":\"200\"", "\"status\":\"404\"", StringComparison.Ordinal)));
        await ArchiveRoom.ChangeAsync(_room.State, segments[1], static bytes => [.. "rot\0\xff\n"u8, .. bytes]);
        await _room.State.DeleteAsync(segments[2], null, None);
        var digests = await _room.State.ListAsync("digests/", null, None).ToListAsync();
        await _room.State.DeleteAsync(digests[0], null, None);
        await ArchiveRoom.ChangeAsync(_room.State, digests[1], static bytes => bytes[..^3]);

        var (_, problems) = await _room.VerifyAsync();
        Assert.Equal(
            [FixityKind.NotIndexed, FixityKind.WrongIndexLine, FixityKind.WrongPayloadEntry, FixityKind.MissingPayloadEntry],
            problems.Select(static problem => problem.Kind).Distinct().Order());
        Assert.All(problems, static problem => Assert.Equal(Remedy.Reindex, problem.Remedy));

        await _room.ReindexAsync();
        Assert.Empty((await _room.VerifyAsync()).Problems);
        Assert.Equal(before, await ArchiveRoom.ContentsAsync(_room.State, ""));
    }

    [Fact]
    public async Task Checks_that_go_on_while_it_reads_are_no_problem()
    {
        await _room.FillAsync();
        await Task.WhenAll(
            Task.Run(async () =>
            {
                for (var i = 0; i < 15; i++)
                {
                    // The one capture that is being stored at this moment may be whole and not yet indexed.
                    var problems = (await _room.VerifyAsync()).Problems;
                    Assert.All(problems, static problem => Assert.Contains(problem.Kind, (FixityKind[])[FixityKind.NotIndexed, FixityKind.MissingPayloadEntry]));
                    Assert.InRange(problems.Count(static problem => problem.Kind is FixityKind.NotIndexed), 0, 1);
                }
            }),
            Task.Run(async () =>
            {
                for (var i = 0; i < 60; i++)
                {
                    // New payloads, and old ones of a host that is read earlier.
                    await _room.StoreAsync(i % 2 == 0 ? "https://a.example/new" : "https://z.example/copy", i % 2 == 0 ? $"words {i}" : $"words {i - 1}", ArchiveRoom.Noon.AddDays(i + 1));
                }
            }));
        Assert.Empty((await _room.VerifyAsync()).Problems);
    }

    [Fact]
    public void Garbage_anywhere_is_reported_and_never_a_crash() =>
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll<byte[], byte>(Garbage));

    private static void Garbage(byte[] garbage, byte where)
    {
        using var room = new ArchiveRoom();
        Task.Run(async () =>
        {
            await room.FillAsync();
            await room.HoldAsync(Refwatch.Archiving.Custody.ActKind.Held, url: "https://example.org/a");
            await room.ManifestAsync();
            var captures = await room.Captures.ListAsync("", null, None).Select(name => (Store: room.Captures, Name: name)).ToListAsync();
            var state = await room.State.ListAsync("", null, None).Select(name => (Store: room.State, Name: name)).ToListAsync();
            var (store, target) = captures.Concat(state).ElementAt(where % (captures.Count + state.Count));
            await store.WriteAsync(target, (byte[])[.. garbage, 0], default, None);
            var (report, problems) = await room.VerifyAsync();
            Assert.False(report.IsSound);
            Assert.NotEmpty(problems);
            await room.ReindexAsync();
        }).GetAwaiter().GetResult();
    }

    private static async Task<List<long>> OffsetsAsync(IBlobStore store, string blob)
    {
        await using var file = await store.OpenAsync(blob, 0, null, None);
        return await Refwatch.Archiving.WarcReader.ReadAsync(file!).Select(static entry => entry.Offset).ToListAsync();
    }

    private Task<List<long>> OffsetsAsync(string blob) => OffsetsAsync(_room.Captures, blob);

    private static async Task<List<long>> OffsetsAsync(byte[] content) =>
        await Refwatch.Archiving.WarcReader.ReadAsync(new MemoryStream(content)).Select(static entry => entry.Offset).ToListAsync();

    // Each member unpacked and packed again at another level: the same records in other bytes.
    private static byte[] Recompressed(byte[] bytes)
    {
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress))
        {
            gzip.CopyTo(plain);
        }

        var text = plain.ToArray();
        using var packed = new MemoryStream();
        var starts = new List<int>();
        for (var at = 0; (at = text.AsSpan(at).IndexOf("WARC/1.1\r\n"u8) is var found and >= 0 ? at + found : -1) >= 0; at++)
        {
            starts.Add(at);
        }

        foreach (var (start, end) in starts.Zip(starts.Skip(1).Append(text.Length)))
        {
            using var member = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            member.Write(text.AsSpan(start, end - start));
        }

        return packed.ToArray();
    }
}
