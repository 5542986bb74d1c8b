using System.Text;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.Tests.Storage;

/// <summary>What every <see cref="IBlobStore"/> promises. Each store's tests derive from it and say how to open an empty one.</summary>
public abstract class BlobStoreContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>The store under test, empty when the test begins.</summary>
    protected abstract IBlobStore Store { get; }

    /// <summary>A second client of the same store, as another process would open it.</summary>
    protected abstract IBlobStore Another { get; }

    [StoreFact]
    public async Task A_blob_that_was_written_is_read_back_with_the_same_tag()
    {
        var etag = await Write("a/b.json", "one");
        var blob = await Another.ReadAsync("a/b.json", None);
        Assert.Equal("one", Text(blob));
        Assert.Equal(etag, blob!.ETag);
    }

    [StoreFact]
    public async Task What_is_absent_is_null()
    {
        await Write("folder/blob", "x");
        Assert.Null(await Store.ReadAsync("nothing", None));
        Assert.Null(await Store.ReadAsync("folder", None));
        Assert.Null(await Store.ReadAsync("no/such/folder", None));
        Assert.Null(await Store.OpenAsync("nothing", 0, null, None));
        Assert.False(await Store.DeleteAsync("nothing", null, None));
    }

    [StoreFact]
    public async Task Of_many_writers_if_absent_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            var name = $"race/{round}";
            var tags = await Race(writer => (writer % 2 == 0 ? Store : Another).WriteAsync(name, Bytes($"writer {writer}"), WriteCondition.Absent, None));
            var winner = Assert.Single(tags, tag => tag is not null);
            Assert.Equal(winner, (await Store.ReadAsync(name, None))!.ETag);
        }
    }

    [StoreFact]
    public async Task Of_many_writers_if_match_one_wins_and_none_is_lost()
    {
        await Write("counter", "0");
        await Race(async writer =>
        {
            var store = writer % 2 == 0 ? Store : Another;
            while (true)
            {
                var blob = await store.ReadAsync("counter", None);
                var next = int.Parse(Text(blob)!) + 1;
                if (await store.WriteAsync("counter", Bytes($"{next}"), WriteCondition.Unchanged(blob!.ETag), None) is { } tag)
                {
                    return tag;
                }
            }
        });
        Assert.Equal("16", Text(await Store.ReadAsync("counter", None)));
    }

    [StoreFact]
    public async Task If_match_refuses_another_version_and_an_absent_blob()
    {
        var first = await Write("a", "one");
        var second = await Write("a", "two");
        Assert.NotEqual(first, second);
        Assert.Null(await Store.WriteAsync("a", Bytes("three"), WriteCondition.Unchanged(first), None));
        Assert.Null(await Store.WriteAsync("b", Bytes("three"), WriteCondition.Unchanged(first), None));
        Assert.Null(await Store.WriteAsync("a", Bytes("three"), WriteCondition.Unchanged(null), None));
        Assert.Equal("two", Text(await Store.ReadAsync("a", None)));
    }

    [StoreFact]
    public async Task Delete_if_match_spares_another_version()
    {
        var first = await Write("a/b", "one");
        var second = await Write("a/b", "two");
        Assert.False(await Store.DeleteAsync("a/b", first, None));
        Assert.True(await Another.DeleteAsync("a/b", second, None));
        Assert.False(await Store.DeleteAsync("a/b", second, None));
        Assert.Null(await Store.ReadAsync("a/b", None));
        Assert.NotNull(await Store.WriteAsync("a/b", Bytes("three"), WriteCondition.Absent, None));
    }

    [StoreFact]
    public async Task Names_are_listed_in_ordinal_order_from_a_prefix_and_after_a_name()
    {
        string[] names = ["a-b", "a.b", "a/b", "a/b.c/d", "a/c/d", "a0", "B", "aa/x", "b_c/1", "b_c/10", "b_c/2"];
        foreach (var name in names)
        {
            await Write(name, name);
        }

        Array.Sort(names, StringComparer.Ordinal);
        foreach (var prefix in (string[])["", "a", "a/", "a/b", "b_c/1", "b_c/", "c", "B"])
        {
            foreach (var after in (string?[])[null, .. names, "a/", "a/bb", "b_c/", "zz", "A"])
            {
                var expected = names.Where(name =>
                    name.StartsWith(prefix, StringComparison.Ordinal) && (after is null || string.CompareOrdinal(name, after) > 0));
                Assert.Equal(expected, await List(prefix, after));
            }
        }
    }

    [StoreFact]
    public async Task A_long_list_comes_page_by_page()
    {
        var names = Enumerable.Range(0, 230).Select(i => $"calendar/2026-01-{i % 23 + 1:00}/host{i:000}").Order(StringComparer.Ordinal).ToList();
        await Parallel.ForEachAsync(names, async (name, _) => await Write(name, "x"));
        Assert.Equal(names, await List("calendar/", null));
        Assert.Equal(names[100..], await List("calendar/", names[99]));
        await foreach (var first in Store.ListAsync("calendar/", null, None))
        {
            Assert.Equal(names[0], first);
            break;
        }
    }

    [StoreTheory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a./b")]
    [InlineData("~tmp/a")]
    [InlineData("ä")]
    [InlineData("a\0")]
    public async Task Names_that_not_every_store_can_hold_are_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(name, Bytes("x"), default, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(name, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TryLeaseAsync(name, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeleteAsync(name, null, None));
    }

    [StoreFact]
    public async Task An_empty_blob_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync("a", default, default, None));

    [StoreFact]
    public async Task A_part_of_a_large_blob_can_be_read()
    {
        var content = new byte[5_000_000];
        new Random(1).NextBytes(content);
        await Store.WriteAsync("large", content, WriteCondition.Absent, None);
        Assert.Equal(content, (await Store.ReadAsync("large", None))!.Content.ToArray());
        Assert.Equal(content[4_000_000..], await Part("large", 4_000_000, null));
        Assert.Equal(content[1_000..3_000], await Part("large", 1_000, 2_000));
        Assert.Equal(content[4_999_999..], await Part("large", 4_999_999, 100));
        Assert.Empty(await Part("large", 5_000_000, null));
        Assert.Empty(await Part("large", 9_000_000, 10));
        Assert.Empty(await Part("large", 0, 0));
    }

    [StoreFact]
    public async Task A_lease_excludes_every_other()
    {
        var lease = await Store.TryLeaseAsync("hosts/example.org", None);
        Assert.NotNull(lease);
        Assert.False(lease.Lost.IsCancellationRequested);
        Assert.Null(await Store.TryLeaseAsync("hosts/example.org", None));
        Assert.Null(await Another.TryLeaseAsync("hosts/example.org", None));
        await using (await Another.TryLeaseAsync("hosts/example.net", None))
        {
        }

        await lease.DisposeAsync();
        await using var next = await Another.TryLeaseAsync("hosts/example.org", None);
        Assert.NotNull(next);
    }

    [StoreFact]
    public async Task Of_many_who_ask_for_a_lease_one_gets_it()
    {
        var leases = await Race(writer => (writer % 2 == 0 ? Store : Another).TryLeaseAsync("hosts/example.org", None));
        await using var only = Assert.Single(leases, lease => lease is not null);
    }

    [StoreFact]
    public async Task A_leased_name_need_not_be_a_blob_and_does_not_become_one()
    {
        await using (await Store.TryLeaseAsync("hosts/new.example", None))
        {
            Assert.Null(await Store.ReadAsync("hosts/new.example", None));
            Assert.Null(await Store.OpenAsync("hosts/new.example", 0, null, None));
            Assert.Empty(await List("", null));
        }

        Assert.Null(await Store.ReadAsync("hosts/new.example", None));
        Assert.NotNull(await Store.WriteAsync("hosts/new.example", Bytes("x"), WriteCondition.Absent, None));
    }

    [StoreFact]
    public async Task A_ledger_is_written_under_its_lease_from_its_first_version_on()
    {
        await using var lease = await Store.TryLeaseAsync("hosts/example.org", None);
        var first = await Store.WriteAsync("hosts/example.org", Bytes("one"), WriteCondition.Absent with { Lease = lease }, None);
        Assert.NotNull(first);
        Assert.Null(await Store.WriteAsync("hosts/example.org", Bytes("again"), WriteCondition.Absent with { Lease = lease }, None));
        var second = await Store.WriteAsync("hosts/example.org", Bytes("two"), WriteCondition.Unchanged(first) with { Lease = lease }, None);
        Assert.NotNull(second);
        Assert.Null(await Store.WriteAsync("hosts/example.org", Bytes("late"), WriteCondition.Unchanged(first) with { Lease = lease }, None));
        Assert.Equal("two", Text(await Store.ReadAsync("hosts/example.org", None)));
        Assert.Equal(["hosts/example.org"], await List("", null));
    }

    [StoreFact]
    public async Task A_lease_that_ended_fences_writes_even_when_the_blob_is_unchanged()
    {
        var etag = await Write("hosts/example.org", "one");
        var late = (await Store.TryLeaseAsync("hosts/example.org", None))!;
        await late.DisposeAsync();
        Assert.True(late.Lost.IsCancellationRequested);
        await using (await Another.TryLeaseAsync("hosts/example.org", None))
        {
            Assert.Null(await Store.WriteAsync("hosts/example.org", Bytes("late"), WriteCondition.Unchanged(etag) with { Lease = late }, None));
        }

        Assert.Null(await Store.WriteAsync("hosts/example.org", Bytes("late"), WriteCondition.Unchanged(etag) with { Lease = late }, None));
        Assert.Equal("one", Text(await Store.ReadAsync("hosts/example.org", None)));
    }

    [StoreFact]
    public async Task A_lease_covers_its_own_blob_alone()
    {
        await using var lease = await Store.TryLeaseAsync("hosts/example.org", None);
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.WriteAsync("hosts/example.net", Bytes("x"), WriteCondition.Absent with { Lease = lease }, None));
    }

    private static Task<T[]> Race<T>(Func<int, Task<T>> write) =>
        Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(() => write(writer))));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Text(Blob? blob) => blob is null ? null : Encoding.UTF8.GetString(blob.Content.Span);

    private async Task<string> Write(string name, string text) => (await Store.WriteAsync(name, Bytes(text), default, None))!;

    private async Task<List<string>> List(string prefix, string? after)
    {
        var names = new List<string>();
        await foreach (var name in Store.ListAsync(prefix, after, None))
        {
            names.Add(name);
        }

        return names;
    }

    private async Task<byte[]> Part(string name, long offset, long? length)
    {
        await using var part = (await Store.OpenAsync(name, offset, length, None))!;
        using var bytes = new MemoryStream();
        await part.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
