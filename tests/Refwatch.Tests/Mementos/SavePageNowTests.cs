using System.Net;
using Refwatch.Fetching;
using Refwatch.Repairing;
using Xunit;

namespace Refwatch.Tests.Mementos;

/// <summary>Save Page Now: within its limits, and each error explained.</summary>
public sealed class SavePageNowTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly FakeWeb _web = new();
    private readonly WaybackEmulation _archive = new("http://web.archive.org");

    public SavePageNowTests() => _web.Serve("web.archive.org", request => ArchiveHouse.Answer(_archive, request));

    public void Dispose() => _web.Dispose();

    [Fact]
    public async Task Pages_are_saved_and_their_mementos_told()
    {
        var saved = await SaveAsync("access:secret", "http://news.example/1", "http://news.example/2?a=b&c=d");
        Assert.Equal(
            ["http://web.archive.org/web/20260301120000/http://news.example/1", "http://web.archive.org/web/20260301120000/http://news.example/2?a=b&c=d"],
            saved.Select(static page => page.Memento?.AbsoluteUri));
    }

    [Fact]
    public async Task No_more_than_seven_pages_a_minute_and_three_at_once()
    {
        var times = new List<DateTimeOffset>();
        _archive.Spoil = (target, answer) =>
        {
            if (target == "/save")
            {
                times.Add(_clock.GetUtcNow());
            }

            return answer;
        };
        await SaveAsync("access:secret", [.. Enumerable.Range(1, 20).Select(static i => $"http://news.example/{i}")]);
        Assert.Equal(20, times.Count);
        Assert.All(times.Zip(times.Skip(7)), static pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_limit_of_sessions_is_waited_for()
    {
        _archive.SaveErrors["http://news.example/1"] = "error:user-session-limit";
        Assert.NotNull(Assert.Single(await SaveAsync("access:secret", "http://news.example/1")).Memento);
    }

    [Fact]
    public async Task An_error_is_explained_and_holds_up_no_other_page()
    {
        _archive.SaveErrors["http://news.example/1"] = "error:no-access";
        var saved = await SaveAsync("access:secret", "http://news.example/1", "http://news.example/2");
        Assert.Equal("the page's server refuses the archive (403)", saved.Single(static page => page.Memento is null).Error);
        Assert.Equal(2, saved.Count);
    }

    [Fact]
    public async Task Refused_keys_end_the_run_and_are_never_shown()
    {
        var refused = Assert.Single(await SaveAsync("access:wrong", "http://news.example/1", "http://news.example/2"));
        Assert.True(refused.AreKeysRefused);
        Assert.DoesNotContain("wrong", refused.Error, StringComparison.Ordinal);
        Assert.Single(_archive.Requests);
    }

    [Theory]
    [InlineData("<html>busy</html>")]
    [InlineData("[]")]
    [InlineData("{\"job_id\":7}")]
    [InlineData("")]
    public async Task A_strange_answer_is_an_error_and_never_a_crash(string body)
    {
        _archive.Outage = () => new ServiceAnswer(200, [], System.Text.Encoding.UTF8.GetBytes(body));
        Assert.NotNull(Assert.Single(await SaveAsync("access:secret", "http://news.example/1")).Error);
    }

    [Fact]
    public async Task Only_live_pages_without_a_memento_are_chosen()
    {
        using var house = new ArchiveHouse();
        await house.CheckAsync();
        var gate = new Uri(house.Wayback.TimeGate);
        var plan = house.Pipeline.NewSavePlan();
        Assert.Null(Assert.Single((await plan.MakeAsync([new Uri(ArchiveHouse.Article)], gate, again: false, CancellationToken.None))!).Reason);

        house.Wayback.Hold(ArchiveHouse.Page, "20190501080000", ArchiveHouse.PageHtml("10 March 2019"));
        Assert.Contains("a memento is held", Assert.Single((await plan.MakeAsync([new Uri(ArchiveHouse.Page)], gate, again: false, CancellationToken.None))!).Reason, StringComparison.Ordinal);
        Assert.Null(Assert.Single((await plan.MakeAsync([new Uri(ArchiveHouse.Page)], gate, again: true, CancellationToken.None))!).Reason);

        house.Web.Put(ArchiveHouse.Page, "<title>Not found</title>", HttpStatusCode.NotFound);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.CheckAsync();
        Assert.Contains("it is not live (Gone)", Assert.Single((await plan.MakeAsync([new Uri(ArchiveHouse.Page)], gate, again: true, CancellationToken.None))!).Reason, StringComparison.Ordinal);
    }

    private async Task<List<SavedPage>> SaveAsync(string keys, params string[] pages)
    {
        var saved = new List<SavedPage>();
        using var service = new SavePageNow(keys, new Uri("http://web.archive.org/"), new FetchOptions(), _clock, _web);
        await service.SaveAsync([.. pages.Select(static page => new Uri(page))], saved.Add, CancellationToken.None);
        return saved;
    }
}
