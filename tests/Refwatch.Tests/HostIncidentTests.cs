using System.Net;
using Refwatch.Alerting;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Verdicts;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests;

/// <summary>A host that is silent as a whole is one incident; a page's rot is told when it is confirmed, and shown at once.</summary>
public sealed class HostIncidentTests : IDisposable
{
    private readonly TestHouse _house = new();
    private readonly string[] _urls = [.. Enumerable.Range(1, 5).Select(static number => $"http://news.example/{number}")];

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task A_silent_host_is_one_alert_and_its_answer_another()
    {
        Put(static _ => throw new HttpRequestException(HttpRequestError.NameResolutionError));
        for (var day = 0; day < 6; day++)
        {
            await _house.CheckAsync(PageRole.Page, _urls);
            _house.Clock.Advance(TimeSpan.FromDays(1));
        }

        var told = Assert.Single(await AlertsAsync());
        Assert.Equal(AlertKind.HostUnreachable, told.Kind);
        Assert.Contains("5 watched pages", told.Title, StringComparison.Ordinal);
        Assert.Equal(["test"], told.Lists);
        Assert.All((await _house.LedgerAsync("news.example"))!.Pages.Values, static page => Assert.Null(page.Incident));

        Put(static _ => FakeWeb.Html("<main><h1>Report</h1><p>The river rose by two metres and the ferry was moved to the upper pier.</p></main>"));
        await _house.CheckAsync(PageRole.Page, _urls);
        await _house.CheckAsync(PageRole.Page, _urls); // the outbox is filled by the next visit too
        Assert.Equal([AlertKind.HostRecovered, AlertKind.HostUnreachable], (await AlertsAsync()).Select(static alert => alert.Kind).OrderDescending());
        Assert.Null((await _house.LedgerAsync("news.example"))!.Silence);
    }

    [Fact]
    public async Task One_slow_page_is_not_its_hosts_silence()
    {
        Put(static _ => FakeWeb.Html("<main><h1>Report</h1><p>The river rose by two metres and the ferry was moved to the upper pier.</p></main>"));
        _house.Web.Put(_urls[2], static _ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        for (var day = 0; day < 6; day++)
        {
            await _house.CheckAsync(PageRole.Page, _urls);
            _house.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Null((await _house.LedgerAsync("news.example"))!.Silence);
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task A_host_that_is_silent_to_one_page_a_visit_is_one_alert_too()
    {
        Put(static _ => FakeWeb.Html("<main><h1>Report</h1><p>The river rose by two metres and the ferry was moved to the upper pier.</p></main>"));
        await _house.CheckAsync(PageRole.Page, _urls);
        Put(static _ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        var silences = new List<int?>();
        foreach (var url in _urls)
        {
            _house.Clock.Advance(TimeSpan.FromDays(1));
            await _house.CheckAsync(PageRole.Page, url);
            silences.Add((await _house.LedgerAsync("news.example"))!.Silence?.Visits);
        }

        Assert.Equal([null, 1, 2, 3, 4], silences); // the first may be that page's trouble
        await _house.CheckAsync(PageRole.Page, _urls[0]); // the outbox is filled by the next visit too
        Assert.Equal(AlertKind.HostUnreachable, Assert.Single(await AlertsAsync()).Kind);
    }

    [Fact]
    public async Task One_page_without_an_answer_ends_no_silence_and_begins_none_while_others_are_answered()
    {
        Put(static _ => FakeWeb.Html("<main><h1>Report</h1><p>The river rose by two metres and the ferry was moved to the upper pier.</p></main>"));
        _house.Web.Put(_urls[2], static _ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        await _house.CheckAsync(PageRole.Page, _urls);
        for (var visit = 0; visit < 10; visit++)
        {
            _house.Clock.Advance(TimeSpan.FromDays(1));
            await _house.CheckAsync(PageRole.Page, _urls[visit % 2 is 0 ? 2 : 0]);
            Assert.Null((await _house.LedgerAsync("news.example"))!.Silence);
        }

        Put(static _ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        _house.Clock.Advance(TimeSpan.FromDays(1));
        await _house.CheckAsync(PageRole.Page, _urls);
        _house.Clock.Advance(TimeSpan.FromDays(1));
        await _house.CheckAsync(PageRole.Page, _urls[2]);
        Assert.Equal(2, (await _house.LedgerAsync("news.example"))!.Silence?.Visits);
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task Rot_is_shown_at_once_and_told_when_it_is_confirmed_as_the_rules_say()
    {
        var settings = new PipelineSettings { Incidents = new IncidentRules(2, TimeSpan.FromDays(1)) };
        using var pipeline = new Pipeline(_house.Captures, _house.State, settings, _house.Clock, _house.Web);
        var demand = new Demand(new Uri(_urls[0]), new Subscription { Source = "list:test", Lists = ["test"] });
        async Task<PageOutcome> CheckAsync() => Assert.Single((await pipeline.NewCheckRun().RunAsync([demand], new Progress<CheckProgress>(), CancellationToken.None)).Pages);

        var first = await CheckAsync();
        Assert.Equal(VerdictKind.Gone, first.Verdict.Kind);
        Assert.Equal((1, false, 2), (first.Standing!.Visits, first.Standing.IsConfirmed, first.Standing.Rules.Visits));
        _house.Clock.Advance(TimeSpan.FromDays(1));
        var second = await CheckAsync();
        Assert.True(second.Standing!.IsConfirmed);
        Assert.Equal(AlertKind.LinkRot, Assert.Single(second.Alerts).Kind);
        var span = Assert.Single(second.History);
        Assert.Equal((VerdictKind.Gone, 404, 2), (span.Verdict, span.Status, span.Checks));
    }

    [Fact]
    public void A_history_is_bounded_whatever_a_page_does()
    {
        var history = new List<VerdictSpan>();
        for (var check = 0; check < 1_000; check++)
        {
            VerdictSpan.Add(history, check % 2 == 0 ? VerdictKind.Live : VerdictKind.Blocked, 200, DateTimeOffset.UnixEpoch.AddDays(check), capture: null);
        }

        Assert.Equal(VerdictSpan.Most, history.Count);
        Assert.Equal(VerdictKind.Blocked, history[^1].Verdict);
    }

    [Fact]
    public async Task The_status_of_a_redirect_that_leads_nowhere_is_kept()
    {
        _house.Web.Redirect(_urls[0], _urls[1]);
        _house.Web.Redirect(_urls[1], _urls[0]);

        Assert.Equal(301, (await _house.CheckOneAsync(_urls[0])).Status);
    }

    [Theory]
    [InlineData("xn--e1afmkfd.xn--p1ai", "пример.рф")]
    [InlineData("xn--80aaxitdbjk.com", "папироска.com")]
    [InlineData("xn--80ak6aa92e.com", "xn--80ak6aa92e.com")] // Cyrillic letters alone, that read "apple"
    [InlineData("xn--mnchen-3ya.de", "münchen.de")]
    [InlineData("xn--pple-43d.com", "xn--pple-43d.com")] // Cyrillic а in a Latin name
    [InlineData("xn--zzzzzzzz-.example", "xn--zzzzzzzz-.example")]
    [InlineData("example.org", "example.org")]
    public void Names_of_hosts_are_shown_in_their_letters_where_that_is_safe(string ascii, string shown) =>
        Assert.Equal(shown, DisplayText.Host(ascii));

    [Theory]
    [InlineData("you@example.org", true)]
    [InlineData("https://example.org/contact", true)]
    [InlineData("you", false)]
    [InlineData("you@", false)]
    [InlineData("a b@example.org", false)]
    [InlineData("you@example.org)\r\nX: y", false)]
    public void A_contact_is_a_mail_address_or_a_url(string contact, bool isOne) => Assert.Equal(isOne, FetchOptions.IsContact(contact));

    private void Put(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        foreach (var url in _urls.Append("http://news.example/robots.txt"))
        {
            _house.Web.Put(url, url.EndsWith("robots.txt", StringComparison.Ordinal) ? request => answer(request) is { } given ? new HttpResponseMessage(HttpStatusCode.NotFound) { Content = given.Content } : null! : answer);
        }
    }

    private async Task<List<Alert>> AlertsAsync()
    {
        var alerts = new List<Alert>();
        await foreach (var name in _house.State.ListAsync("outbox/", after: null, CancellationToken.None))
        {
            alerts.Add(Json.Read<OutboxItem>((await _house.State.ReadAsync(name, CancellationToken.None))!.Content).Alert);
        }

        return alerts;
    }
}
