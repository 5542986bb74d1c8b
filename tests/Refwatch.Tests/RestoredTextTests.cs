using Refwatch.Alerting;
using Refwatch.Claims;
using Refwatch.Extracting;
using Xunit;

namespace Refwatch.Tests;

/// <summary>A page that goes back to what it said is recognised, and each turn is told.</summary>
public sealed class RestoredTextTests : IDisposable
{
    private const string Url = "http://courier.example/harbour";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task A_text_put_back_is_told_as_restored_and_each_turn_is_another_alert()
    {
        var first = await CheckAsync(Story("10 March", "six hours"));
        var changed = await CheckAsync(Story("10 May", "six hours"));
        var restored = await CheckAsync(Story("10 March", "six hours"));
        var again = await CheckAsync(Story("10 May", "six hours"));

        Assert.Null(changed.Change.RestoredTo);
        Assert.Equal((first.Capture.Timestamp, changed.Capture.Timestamp), (restored.Change.RestoredTo, again.Change.RestoredTo));
        Assert.Equal(3, new[] { changed, restored, again }.Select(static outcome => Assert.Single(outcome.Alerts).Id).Distinct().Count());
        var alert = restored.Alerts[0];
        Assert.StartsWith("courier.example: restored to the text of 2026-03-01: date “10 May” is again “10 March”", alert.Title, StringComparison.Ordinal);
        Assert.Equal(first.Capture.Timestamp, alert.RestoredTo);
        Assert.Contains("capture of 2026-03-01 12:00:", AlertText.Body(alert), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cosmetic_differences_do_not_hide_a_restored_text()
    {
        var first = await CheckAsync(Story("10 March", "six hours", quote: "\"nothing was found\""));
        await CheckAsync(Story("10 May", "six hours", quote: "\"nothing was found\""));
        var restored = await CheckAsync(Story("March 10", "6 hours", quote: "“nothing was  found”"));
        Assert.Equal(first.Capture.Timestamp, restored.Change.RestoredTo);
    }

    [Fact]
    public async Task A_fact_put_back_while_another_part_changes_is_restored_by_itself()
    {
        var first = await CheckAsync(Story("10 March", "six hours"));
        await CheckAsync(Story("10 May", "six hours"));
        var mixed = await CheckAsync(Story("10 March", "nine hours"));
        Assert.Null(mixed.Change.RestoredTo);
        Assert.Equal([first.Capture.Timestamp, null], mixed.Change.Claims.OrderBy(static claim => claim.RestoredTo is null).Select(static claim => claim.RestoredTo));
        Assert.StartsWith("10 March", mixed.Change.Claims.Single(static claim => claim.RestoredTo is not null).Facts[0].After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_remembered_is_bounded()
    {
        for (var day = 1; day <= 28; day++)
        {
            await CheckAsync(Story($"{day} March", $"{day + 2} hours"));
        }

        var page = Assert.Single((await _house.LedgerAsync("courier.example"))!.Pages).Value;
        Assert.Equal((12, 48), (page.Earlier.Texts.Count, page.Earlier.Claims.Count));
        Assert.StartsWith("20260327", page.Earlier.Texts[^1].Timestamp, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-02T09:00:00Z", "2026-03-02T08:00:00Z", true)] // a copy from before the correction: its date announces nothing
    [InlineData("2026-03-02T09:00:00Z", "2026-03-02T12:30:00+03:00", false)]
    [InlineData("2026-03-02", "2026-03-02", true)]
    public void A_modified_date_that_moves_back_announces_nothing(string before, string after, bool isSilent)
    {
        var change = ClaimDiff.Between(Content("10 May", before), Content("10 March", after));
        Assert.Equal(isSilent, change.IsSilentEdit);

        static PageContent Content(string date, string modified) =>
            PageContent.FromPlainText($"Officers detained the harbour master on {date}.") with { Modified = modified };
    }

    private async Task<PageOutcome> CheckAsync(string html)
    {
        _house.Web.Put(Url, html);
        var outcome = await _house.CheckOneAsync(Url);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        return outcome;
    }

    private static string Story(string date, string search, string quote = "nothing") =>
        $"""
        <!DOCTYPE html><html lang="en"><head><title>Harbour master detained</title></head><body><article><h1>Harbour master detained</h1>
        <p>Officers detained the harbour master of Port Ellery on {date} and took him to the district court.</p>
        <p>The search of his office lasted {search}, and the officers carried away two boxes of ledgers from the cellar.</p>
        <p>His lawyer, Ines Calloway, said {quote} and that the court had refused to hear two witnesses who were ready to speak for him.</p>
        </article></body></html>
        """;
}
