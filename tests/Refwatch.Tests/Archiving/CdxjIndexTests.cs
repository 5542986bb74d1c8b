using System.Globalization;
using Refwatch.Archiving;
using Refwatch.Tests.Storage;
using Xunit;

namespace Refwatch.Tests.Archiving;

/// <summary>Segments of bounded size, whatever the order in which lines come, and what a look-up costs.</summary>
public sealed class CdxjIndexTests
{
    private const string Url = "https://example.org/page";

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string Key = Surt.KeyOf(Url);
    private static readonly DateTimeOffset Start = new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan TenYears = TimeSpan.FromDays(3652);

    private readonly MemoryStore _store = new();

    [Fact]
    public async Task A_full_year_is_split_into_months_and_days_and_reads_as_before()
    {
        var lines = Lines(5000, TimeSpan.FromDays(60)).ToList(); // 2,600 a month, 83 a day
        await new CdxjIndex(_store).AddAsync(lines, None);
        Assert.Contains(_store.Names, static name => name.EndsWith("/20160101.cdxj", StringComparison.Ordinal));
        Assert.DoesNotContain(_store.Names, static name => name.EndsWith("/2016.cdxj", StringComparison.Ordinal));
        Assert.Equal(lines, await new CdxjIndex(_store).ListAsync(Key, None).ToListAsync());
        var history = await new CdxjIndex(_store).OpenAsync(Key, None);
        Assert.Equal(lines.AsEnumerable().Reverse().SkipWhile(static line => string.CompareOrdinal(line.Timestamp, "20160115") > 0), await history.UntilAsync("20160115", None).ToListAsync());
    }

    [Fact]
    public async Task The_lines_alone_decide_how_they_lie()
    {
        var lines = Lines(2500, TimeSpan.FromDays(90)).ToList();
        var index = new CdxjIndex(_store);
        foreach (var chunk in lines.OrderBy(static line => line.Digest, StringComparer.Ordinal).Chunk(170))
        {
            await index.AddAsync(chunk, None);
        }

        var other = new MemoryStore();
        await new CdxjIndex(other).AddAsync(lines, None);
        Assert.Equal(other.Names, _store.Names);
        Assert.Equal(await new CdxjIndex(other).ListAsync(Key, None).ToListAsync(), await index.ListAsync(Key, None).ToListAsync());
    }

    [Fact]
    public async Task Visits_that_split_a_segment_at_once_lose_nothing()
    {
        var lines = Lines(3000, TimeSpan.FromDays(90)).ToList();
        _store.BeforeRead = static async _ => await Task.Yield();
        await Task.WhenAll(lines.Chunk(40).Select(chunk => Task.Run(() => new CdxjIndex(_store).AddAsync(chunk, None))));
        Assert.Equal(lines, await new CdxjIndex(_store).ListAsync(Key, None).ToListAsync());
    }

    [Fact]
    public async Task A_kill_at_any_write_of_a_split_loses_nothing_and_the_next_line_ends_it()
    {
        var lines = Lines(1001, TimeSpan.FromDays(70)).ToList();
        for (var writes = 0; ; writes++)
        {
            var store = new MemoryStore();
            await new CdxjIndex(store).AddAsync(lines[..1000], None);
            var isKilled = false;
            try
            {
                await new CdxjIndex(new KilledStore(store, new KillSwitch(writes))).AddAsync(lines[1000..], None);
            }
            catch (KilledException)
            {
                isKilled = true;
            }

            var held = await new CdxjIndex(store).ListAsync(Key, None).ToListAsync();
            Assert.Equal(lines[..1000], held.Where(line => line != lines[1000]));
            await new CdxjIndex(store).AddAsync(lines[1000..], None);
            Assert.Equal(lines, await new CdxjIndex(store).ListAsync(Key, None).ToListAsync());
            if (!isKilled)
            {
                Assert.True(writes >= 3, $"only {writes} places to die");
                return;
            }
        }
    }

    [Fact]
    public async Task A_reader_whose_segment_is_split_meanwhile_reads_its_parts()
    {
        var lines = Lines(1001, TimeSpan.FromDays(70)).ToList();
        await new CdxjIndex(_store).AddAsync(lines[..1000], None);
        var history = await new CdxjIndex(_store).OpenAsync(Key, None); // has listed the year
        await new CdxjIndex(_store).AddAsync(lines[1000..], None);
        Assert.Equal(lines, await history.FromAsync(CdxjHistory.Beginning, None).ToListAsync());
    }

    [Fact]
    public async Task A_look_up_by_url_costs_the_same_at_a_hundred_and_at_a_million_captures()
    {
        var few = await CostAsync(100);
        var many = await CostAsync(1_000_000);
        Assert.Equal(few, many);
        Assert.Equal(new Cost(TimeGate: 4, Latest: 2, Closest: 2), many); // one list; the first, the last and the wanted segment
    }

    [Fact]
    public async Task Other_pages_cost_a_look_up_nothing()
    {
        await new CdxjIndex(_store).AddAsync(Lines(10, TimeSpan.FromDays(10)), None);
        var alone = await CostAsync(_store);
        await new CdxjIndex(_store).AddAsync(Enumerable.Range(0, 5000).Select(static page => LineAt(Start.AddMinutes(page), page, $"https://example.org/other/{page}")), None);
        Assert.Equal(alone, await CostAsync(_store));
    }

    private static async Task<Cost> CostAsync(int captures)
    {
        var store = new MemoryStore();
        var index = new CdxjIndex(store);
        foreach (var year in Lines(captures, TenYears).GroupBy(static line => line.Timestamp[..4]))
        {
            await index.AddAsync(year, None);
        }

        Assert.InRange(store.LargestBlob, 1, 400_000);
        return await CostAsync(store);
    }

    /// <summary>Reads and lists together.</summary>
    private static async Task<Cost> CostAsync(MemoryStore store)
    {
        var archive = new Archive(store, store);
        var timeGate = await Count(async () => Assert.NotNull(await (await archive.MementosOfAsync(Url, None)).SelectAsync(Start.AddDays(1300.5), None)));
        var latest = await Count(async () => Assert.Equal(5, await Search("limit", "-5")));
        var closest = await Count(async () => Assert.Equal(1, await Search("limit", "1", "closest", "20190723120000")));
        return new Cost(timeGate, latest, closest);

        async Task<int> Count(Func<Task> lookUp)
        {
            store.Forget();
            await lookUp();
            return store.Reads + store.Lists;
        }

        async Task<int> Search(params string[] more)
        {
            var parameters = more.Chunk(2).Append(["url", Url]).ToLookup(static pair => pair[0], static pair => pair[1]);
            return await archive.Search(CdxQuery.TryParse(parameters, out _)!).RunAsync(None).CountAsync();
        }
    }

    private static IEnumerable<CdxjLine> Lines(int count, TimeSpan over) => Enumerable.Range(0, count).Select(i => LineAt(Start + (over / count * i), i, Url));

    private static CdxjLine LineAt(DateTimeOffset time, int number, string url) => new()
    {
        UrlKey = url == Url ? Key : Surt.KeyOf(url),
        Timestamp = CdxjLine.TimestampOf(time),
        Url = url,
        Mime = "text/html",
        Status = "200",
        Digest = $"sha256:{unchecked((uint)number * 2654435761):x8}",
        Length = "100",
        Offset = "0",
        Filename = string.Create(CultureInfo.InvariantCulture, $"example.org/{number:d8}.warc.gz"),
    };

    private sealed record Cost(int TimeGate, int Latest, int Closest);
}
