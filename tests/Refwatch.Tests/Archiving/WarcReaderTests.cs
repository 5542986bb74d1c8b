using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Refwatch.Archiving;
using Xunit;

namespace Refwatch.Tests.Archiving;

public sealed class WarcReaderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, 123, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_written_is_read_back_with_its_place(bool gzip)
    {
        var records = Enumerable.Range(0, 50).Select(i => Note($"record {i} " + new string('x', i * 997))).ToList();
        var (file, places) = gzip ? Gzipped(records) : Plain(records);
        var entries = await Read(file);
        Assert.All(entries, entry => Assert.Empty(entry.Problems));
        Assert.Equal(records.Select(Text), entries.Select(entry => Text(entry.Record!)));
        Assert.Equal(places, entries.Select(entry => (entry.Offset, entry.Length)));
    }

    [Fact]
    public async Task Bytes_that_look_like_a_member_inside_a_record_do_not_end_it()
    {
        // Stored, not deflated: the magic bytes stand in the file as they are, some of them across the edges of reads.
        var block = new byte[300_000];
        for (var i = 0; i + 3 < block.Length; i += 1021)
        {
            GzipMember.Magic.Span.CopyTo(block.AsSpan(i));
        }

        var record = WarcWriter.Record("metadata", Noon, "application/octet-stream", [], block);
        using var plain = new MemoryStream();
        await WritePlain(plain, record);
        var file = new List<byte>();
        file.AddRange(Compress(plain.ToArray(), CompressionLevel.NoCompression));
        file.AddRange(Compress(plain.ToArray(), CompressionLevel.NoCompression));
        var entries = await Read([.. file]);
        Assert.Equal(2, entries.Count);
        Assert.All(entries, entry => Assert.Empty(entry.Problems));
        Assert.All(entries, entry => Assert.Equal(file.Count / 2, entry.Length));
    }

    [Fact]
    public async Task A_damaged_member_is_reported_with_its_offset_and_the_others_are_kept()
    {
        var random = new Random(7);
        var records = Enumerable.Range(0, 20).Select(i => Note(Convert.ToHexString(Bytes(random, 2_000)))).ToList();
        var (sound, places) = Gzipped(records);
        for (var round = 0; round < 200; round++)
        {
            var victim = random.Next(places.Count);
            var file = sound.ToArray();
            var at = (int)places[victim].Offset + 10 + random.Next((int)places[victim].Length - 10);
            file[at] ^= (byte)(1 << random.Next(8));

            var entries = await Read(file);
            var broken = entries.Where(entry => entry.Problems.Count > 0).ToList();
            Assert.True(broken is [var only] && only.Offset == places[victim].Offset, Report(entries));
            Assert.Equal(records.Where((_, i) => i != victim).Select(Text), entries.Where(entry => entry.Problems.Count == 0).Select(entry => Text(entry.Record!)));
        }
    }

    [Fact]
    public async Task A_torn_file_keeps_what_is_whole()
    {
        var (sound, places) = Gzipped([Note("one"), Note("two"), Note("three")]);
        for (var length = 0; length < sound.Length; length++)
        {
            var entries = await Read(sound[..length]);
            var whole = places.Count(place => place.Offset + place.Length <= length);
            Assert.Equal(whole, entries.Count(entry => entry.Problems.Count == 0));
            Assert.Equal(places.Any(place => place.Offset + place.Length == length) || length == 0 ? whole : whole + 1, entries.Count);
        }
    }

    [Fact]
    public async Task Garbage_between_records_is_passed_over_and_reported_once()
    {
        var (one, _) = Gzipped([Note("one")]);
        var (two, _) = Plain([Note("two")]);
        var entries = await Read([.. one, .. "garbage\n"u8, .. two, .. one]);
        Assert.Equal(["one", null, "two", "one"], entries.Select(entry => entry.Record is { } record ? Text(record) : null));
        Assert.Equal((one.Length, 8L), (entries[1].Offset, entries[1].Length));
    }

    [Fact]
    public async Task A_length_that_is_too_large_does_not_swallow_the_next_record()
    {
        var (file, _) = Plain([Note("one"), Note("two")]);
        var wrong = Encoding.UTF8.GetString(file);
        var at = wrong.IndexOf("Content-Length: 3", StringComparison.Ordinal);
        var entries = await Read(Encoding.UTF8.GetBytes(wrong.Remove(at, 17).Insert(at, "Content-Length: 50")));
        Assert.Equal(["one", "two"], entries.Select(entry => Text(entry.Record!)));
        Assert.NotEmpty(entries[0].Problems);
        Assert.Empty(entries[1].Problems);
    }

    [Fact]
    public async Task A_wrong_digest_is_reported()
    {
        var (file, _) = Plain([Note("one")]);
        file[^5] ^= 1;
        var entry = Assert.Single(await Read(file));
        Assert.Contains("block digest", Assert.Single(entry.Problems));
    }

    [Fact]
    public async Task Several_records_in_one_member_are_read_and_reported()
    {
        var (plain, _) = Plain([Note("one"), Note("two")]);
        var entries = await Read(Compress(plain, CompressionLevel.Optimal));
        Assert.Equal(["one", "two"], entries.Select(entry => Text(entry.Record!)));
        Assert.All(entries, entry => Assert.Contains("no gzip member of its own", Assert.Single(entry.Problems)));
    }

    [Fact]
    public async Task A_block_beyond_the_bound_is_passed_over()
    {
        var (file, _) = Gzipped([Note(new string('x', 5_000)), Note("two")]);
        using var stream = new MemoryStream(file);
        var entries = await WarcReader.ReadAsync(stream, maxBlock: 4_000).ToListAsync();
        Assert.Null(entries[0].Record);
        Assert.Contains("longer", Assert.Single(entries[0].Problems));
        Assert.Equal("two", Text(entries[1].Record!));
    }

    [Fact]
    public void Any_bytes_are_read_without_an_exception() => Prop.ForAll<byte[], byte>((bytes, start) =>
    {
        byte[][] beginnings = [[], "WARC/1.1\r\n"u8.ToArray(), GzipMember.Magic.ToArray(), [.. GzipMember.Magic.Span, 0, 0, 0, 0, 0, 0, 3]];
        return Read([.. beginnings[start % beginnings.Length], .. bytes ?? []]).GetAwaiter().GetResult() is not null;
    }).QuickCheckThrowOnFailure();

    [DataTheory]
    [InlineData("example.warc", 6, 0)]
    [InlineData("example.warc.gz", 6, 0)]
    [InlineData("example-bad.warc.gz.bad", 6, 6)]
    [InlineData("example-bad-non-chunked.warc.gz", 6, 6)]
    [InlineData("example-digest.warc", 4, 1)]
    [InlineData("example-iana.org-chunked.warc", 3, 0)]
    [InlineData("example-resource.warc.gz", 3, 0)]
    [InlineData("example-space-in-target-uri.warc.gz", 2, 0)]
    [InlineData("example-trunc.warc", 4, 2)]
    [InlineData("example-wget-bad-target-uri.warc.gz", 6, 0)]
    [InlineData("example-wrong-chunks.warc.gz", 2, 2)]
    [InlineData("post-test.warc.gz", 6, 0)]
    public async Task Files_of_other_writers_broken_ones_too_are_read_whole(string name, int records, int withProblems)
    {
        await using var file = File.OpenRead(Path.Combine(DevelopmentData.Folder!, "warc", name));
        var entries = await WarcReader.ReadAsync(file).ToListAsync();
        Assert.True(records == entries.Count(entry => entry.Record is not null) && withProblems == entries.Count(entry => entry.Problems.Count > 0), Report(entries));
        Assert.All(entries, entry => Assert.DoesNotContain('<', entry.Record?.TargetUri ?? ""));
    }

    private static WarcRecord Note(string text) => WarcWriter.Record("metadata", Noon, "text/plain", [], Encoding.UTF8.GetBytes(text));

    private static string Text(WarcRecord record) => Encoding.UTF8.GetString(record.Block.Span);

    private static string Report(IEnumerable<WarcEntry> entries) => string.Join('\n', entries.Select(entry =>
        $"{entry.Offset}+{entry.Length} {entry.Record?.Type} {entry.Record?.TargetUri}: {string.Join("; ", entry.Problems)}"));

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static (byte[] File, List<(long Offset, long Length)> Places) Gzipped(IEnumerable<WarcRecord> records) =>
        Write(records, (file, record) => WarcWriter.Write(file, record));

    private static (byte[] File, List<(long Offset, long Length)> Places) Plain(IEnumerable<WarcRecord> records) =>
        Write(records, (file, record) => WritePlain(file, record).GetAwaiter().GetResult());

    private static (byte[] File, List<(long Offset, long Length)> Places) Write(IEnumerable<WarcRecord> records, Action<MemoryStream, WarcRecord> write)
    {
        using var file = new MemoryStream();
        var places = new List<(long Offset, long Length)>();
        foreach (var record in records)
        {
            var start = file.Position;
            write(file, record);
            places.Add((start, file.Position - start));
        }

        return (file.ToArray(), places);
    }

    private static async Task WritePlain(MemoryStream file, WarcRecord record)
    {
        using var member = new MemoryStream();
        WarcWriter.Write(member, record);
        member.Position = 0;
        await using var inflate = new GZipStream(member, CompressionMode.Decompress);
        await inflate.CopyToAsync(file);
    }

    private static byte[] Compress(byte[] bytes, CompressionLevel level)
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, level, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return file.ToArray();
    }

    private static async Task<List<WarcEntry>> Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return await WarcReader.ReadAsync(stream).ToListAsync();
    }
}
