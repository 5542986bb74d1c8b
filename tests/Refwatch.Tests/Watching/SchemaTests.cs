using System.Text;
using System.Text.Json;
using Refwatch.Storage;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests.Watching;

/// <summary>State that another version of Refwatch wrote.</summary>
public sealed class SchemaTests : IDisposable
{
    private const string Host = "coast.example";
    private const string Lighthouse = "http://coast.example/lighthouse";

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    /// <summary>state-1 was written by `watch`, a `check` that saw a changed date, and `watch --apply-only`.</summary>
    [Fact]
    public async Task The_first_state_goes_on_where_it_stood()
    {
        CopyInto(_house, "state-1");
        _house.Web.Put(Lighthouse, Page("12 April"));
        _house.Clock.Advance(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero) - _house.Clock.GetUtcNow());
        await _house.DrainAsync();

        var ledger = (await _house.LedgerAsync(Host))!;
        Assert.Equal(2, ledger.Pages["http://coast.example/gone"].Trouble!.Visits);
        Assert.Equal(TimeSpan.FromHours(6), ledger.Pages[Lighthouse].Interval);
        Assert.Empty(await _house.State.ListAsync("inbox/", null, None).ToListAsync());
        Assert.Single(await _house.State.ListAsync("calendar/", null, None).ToListAsync());
        Assert.Contains("\"schemaVersion\":2", Encoding.UTF8.GetString((await _house.State.ReadAsync($"ledger/{Host}", None))!.Content.Span), StringComparison.Ordinal);

        var told = new List<string>();
        await foreach (var name in _house.State.ListAsync("outbox/", null, None))
        {
            using var item = JsonDocument.Parse((await _house.State.ReadAsync(name, None))!.Content);
            told.Add(item.RootElement.GetProperty("alert").GetProperty("title").GetString()!);
        }

        Assert.Equal(["coast.example: date “3 April” is now “7 April”", "coast.example: date “7 April” is now “12 April”"], told.Order());
    }

    [Theory]
    [InlineData("""{"schemaVersion":99,"manners":{"host":"coast.example"},"pages":{}}""")]
    [InlineData("""{"rows":[{"schemaVersion":1}],"schemaVersion":99}""")]
    public async Task A_newer_ledger_is_refused_and_not_written_over(string newer)
    {
        await _house.State.WriteAsync($"ledger/{Host}", Encoding.UTF8.GetBytes(newer), WriteCondition.Absent, None);
        _house.Web.Put(Lighthouse, Page("12 April"));
        await _house.Pipeline.WatchLists.ApplyAsync(new WatchList { Name = "a", Pages = [new WatchedTarget(new Uri(Lighthouse), null, TimeSpan.FromDays(1))] }, None);
        var refused = await Assert.ThrowsAsync<NewerSchemaException>(() => _house.DrainAsync());
        Assert.Contains("ledger/coast.example has schema version 99", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_house.Web.Requests);
        Assert.Equal(newer, Encoding.UTF8.GetString((await _house.State.ReadAsync($"ledger/{Host}", None))!.Content.Span));
        Assert.Single(await _house.State.ListAsync("calendar/", null, None).ToListAsync()); // the watchdog: it comes up again, later each time
    }

    [Fact]
    public async Task A_newer_inbox_item_waits_for_a_newer_worker()
    {
        var name = $"inbox/{Host}/11968d47d647a1df517eeafcde31b9ab-00";
        await _house.State.WriteAsync(name, """{"schemaVersion":99,"wish":"unknown"}"""u8.ToArray(), WriteCondition.Absent, None);
        await _house.Pipeline.Calendar.WriteAsync(_house.Clock.GetUtcNow(), Host, attempts: 0, None);
        await Assert.ThrowsAsync<NewerSchemaException>(() => _house.DrainAsync());
        Assert.NotNull(await _house.State.ReadAsync(name, None));
    }

    [Fact]
    public async Task A_row_holds_nothing_that_follows_from_the_rest_of_it()
    {
        _house.Web.Put(Lighthouse, Page("12 April"));
        await _house.CheckOneAsync(Lighthouse);
        using var ledger = JsonDocument.Parse((await _house.State.ReadAsync($"ledger/{Host}", None))!.Content);
        var row = ledger.RootElement.GetProperty("pages").GetProperty(Lighthouse);
        var kept = typeof(PageState).GetProperties().Where(static property => property.CanWrite).Select(static property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        Assert.Empty(row.EnumerateObject().Select(static property => property.Name).Except(kept));
        Assert.InRange(row.GetRawText().Length, 1, 2_000);
    }

    private static void CopyInto(TestHouse house, string fixture)
    {
        var from = Path.Combine(DevelopmentData.Repository, "tests", "Refwatch.Tests", "Watching", "fixtures", fixture);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(house.Folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private static string Page(string date) =>
        $"""
        <!DOCTYPE html><html lang="en"><title>Lighthouse relit</title><article><h1>Lighthouse relit</h1>
        <p>The keeper of the Port Ellery lighthouse lit its lamp again on {date} after the storm had passed over the bay.</p>
        <p>Its light reaches 21 nautical miles, and the harbour office pays 40,000 crowns a year for its upkeep.</p></article></html>
        """;
}
