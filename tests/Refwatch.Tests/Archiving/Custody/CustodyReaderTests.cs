using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Fixity;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests.Archiving.Custody;

public sealed class CustodyReaderTests : IDisposable
{
    private const string Url = "https://news.example/1";

    private readonly TestHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task The_sheet_says_what_is_asked_of_the_page_since_when_and_which_robots_txt_was_looked_at()
    {
        var began = _house.Clock.GetUtcNow();
        await CheckAsync("list:a", ArchivePolicy.Always, retention: null);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        await CheckAsync("list:a", ArchivePolicy.Always, retention: null, label: "a new name is no new policy");
        var later = _house.Clock.GetUtcNow();
        await CheckAsync("list:b", ArchivePolicy.OnChange, TimeSpan.FromDays(90));

        var sheet = await SheetAsync();
        Assert.Equal(
            [new CustodyPolicy("list:a", ArchivePolicy.Always, null, began), new CustodyPolicy("list:b", ArchivePolicy.OnChange, TimeSpan.FromDays(90), later)],
            sheet.Policies);
        Assert.Equal("https://news.example", Assert.Single(sheet.Robots!).Key);

        _house.Clock.Advance(TimeSpan.FromDays(1));
        var changed = _house.Clock.GetUtcNow();
        await CheckAsync("list:a", ArchivePolicy.Always, TimeSpan.FromDays(365));
        Assert.Equal(changed, (await SheetAsync()).Policies.Single(static policy => policy.Source == "list:a").Since);
    }

    private async Task<CustodySheet> SheetAsync()
    {
        var blob = await _house.Pipeline.Archive.CapturesAfterAsync("news.example", blob: null, CancellationToken.None).FirstAsync();
        return (await _house.Pipeline.NewCustodyReader(new Seals()).ReadAsync(blob, CancellationToken.None))!;
    }

    private async Task CheckAsync(string source, ArchivePolicy archive, TimeSpan? retention, string? label = null)
    {
        _house.Web.Put(Url, "<!DOCTYPE html><title>T</title><p>Kolsary was taken from his flat in the early hours of 10 March and driven to the regional centre.");
        var subscription = new Subscription { Source = source, Label = label, Archive = archive, Retention = retention };
        var result = await _house.Pipeline.NewCheckRun().RunAsync([new Demand(new Uri(Url), subscription)], new Progress<CheckProgress>(), CancellationToken.None);
        Assert.Null(Assert.Single(result.Pages).Error);
    }
}
