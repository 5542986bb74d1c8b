using Refwatch.Archiving;
using Refwatch.Tests.Storage;
using Xunit;

namespace Refwatch.Tests.Archiving;

/// <summary>Which memento stands for which time (RFC 7089), and what is one at all.</summary>
public sealed class UrlMementosTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryStore _store = new();

    [Theory]
    [InlineData("20200101000000", "A", "", "B")]
    [InlineData("20260101000000", "A", "", "B")]
    [InlineData("20260101000001", "A", "", "B")]
    [InlineData("20260105000000", "A", "", "B")] // of two equally near the earlier
    [InlineData("20260105000001", "B", "A", "C")]
    [InlineData("20260120000000", "C", "B", "")]
    [InlineData("20990101000000", "C", "B", "")]
    public async Task The_nearest_is_selected_and_its_neighbours_are_named(string wanted, string selected, string previous, string next)
    {
        await AddAsync(("20260101000000", "A", "200"), ("20260109000000", "B", "404"), ("20260115000000", "C", "200"));
        var selection = await SelectAsync("http://example.org/", wanted);
        Assert.Equal((selected, previous, next), (selection!.Selected.Digest, selection.Previous?.Digest ?? "", selection.Next?.Digest ?? ""));
        Assert.Equal(("A", "C"), (selection.First.Digest, selection.Last.Digest));
    }

    [Fact]
    public async Task A_fetch_without_an_answer_is_no_memento()
    {
        await new CdxjIndex(_store).AddAsync([Line("20260101000000", "gap", null, "http://example.org/") with { Mime = CdxjLine.Metadata }], None);
        Assert.Null(await SelectAsync("http://example.org/", "20260101000000"));
    }

    [Fact]
    public async Task A_redirect_between_spellings_of_one_key_is_a_memento_of_its_own_spelling()
    {
        await new CdxjIndex(_store).AddAsync(
            [Line("20260101000000", "hop", "301", "http://example.org/"), Line("20260101000001", "page", "200", "https://www.example.org/")], None);
        Assert.Equal("hop", (await SelectAsync("http://example.org/", "20260101000000"))!.Selected.Digest);
        Assert.Equal("page", (await SelectAsync("https://www.example.org/", "20260101000000"))!.Selected.Digest);
    }

    [Fact]
    public async Task Of_one_second_there_is_one_memento_in_either_direction()
    {
        await new CdxjIndex(_store).AddAsync(
            [Line("20260101000000", "error", "500", "http://example.org/") with { Filename = "a" }, Line("20260101000000", "page", "200", "http://example.org/") with { Filename = "b" }], None);
        var mementos = await new Archive(_store, _store).MementosOfAsync("http://example.org/", None);
        Assert.Equal("page", Assert.Single(await mementos.FromAsync("20260101000000", None).ToListAsync()).Digest);
        Assert.Equal("page", Assert.Single(await mementos.UntilAsync("20260101000000", None).ToListAsync()).Digest);
    }

    [Fact]
    public async Task A_page_whose_address_differs_in_case_is_another_page()
    {
        await new CdxjIndex(_store).AddAsync([Line("20260101000000", "AbC", "200", "http://example.org/watch?v=AbC")], None);
        Assert.Null(await SelectAsync("http://example.org/watch?v=aBc", "20260101000000"));
        Assert.NotNull(await SelectAsync("HTTPS://EXAMPLE.org/watch?v=AbC#top", "20260101000000"));
    }

    private Task AddAsync(params (string Timestamp, string Digest, string Status)[] captures) =>
        new CdxjIndex(_store).AddAsync(captures.Select(static capture => Line(capture.Timestamp, capture.Digest, capture.Status, "http://example.org/")), None);

    private async Task<MementoSelection?> SelectAsync(string url, string timestamp) =>
        await (await new Archive(_store, _store).MementosOfAsync(url, None)).SelectAsync(CdxjLine.ParseTimestamp(timestamp)!.Value, None);

    private static CdxjLine Line(string timestamp, string digest, string? status, string url) => new()
    {
        UrlKey = Surt.KeyOf(url), Timestamp = timestamp, Url = url, Mime = "text/html", Status = status, Digest = digest, Length = "1", Offset = "0", Filename = digest,
    };
}
