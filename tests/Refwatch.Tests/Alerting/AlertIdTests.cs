using Refwatch.Alerting;
using Refwatch.Claims;
using Xunit;

namespace Refwatch.Tests.Alerting;

public class AlertIdTests
{
    private const string Page = "http://radio.example/a/1.html";
    private static readonly ClaimChange Other = new() { Kind = ChangeKind.Removed, Before = "The court fined him 700 dollars." };

    [Fact]
    public void The_order_of_claims_does_not_count() => Assert.Equal(IdOf(Alerts.DateChange, Other), IdOf(Other, Alerts.DateChange));

    [Theory]
    [InlineData("Officers took Daulet Sarin from his flat on 10 May 2019, his lawyer said. ")]
    [InlineData("Officers took Daulet\u00a0Sarin from  his flat on 10\u202fMay 2019, his lawyer said.")]
    [InlineData("Officers took Daulet Sarin from his flat on 10 May 2019, his law\u00adyer said.")]
    public void Noise_of_a_second_fetch_does_not_count(string after) =>
        Assert.Equal(IdOf(Alerts.DateChange), IdOf(Alerts.DateChange with { After = after }));

    [Fact]
    public void Typography_does_not_count() => Assert.Equal(
        IdOf(Alerts.DateChange with { After = "“We won’t stop” – he said" }), IdOf(Alerts.DateChange with { After = "\"We won't stop\" - he said" }));

    [Fact]
    public void Claims_that_only_moved_do_not_count() =>
        Assert.Equal(IdOf(Alerts.DateChange), IdOf(Alerts.DateChange, new ClaimChange { Kind = ChangeKind.Moved, Before = "x", After = "x" }));

    [Theory]
    [InlineData("Officers took Daulet Sarin from his flat on 11 May 2019, his lawyer said.")]
    [InlineData("Officers took Daulet Sarin from his flat on 1.0 May 2019, his lawyer said.")]
    [InlineData("Officers took Daulet Sarin from his flat on 10 May 2019, his lawyer did not say.")]
    public void A_different_claim_is_a_different_event(string after) =>
        Assert.NotEqual(IdOf(Alerts.DateChange), IdOf(Alerts.DateChange with { After = after }));

    [Fact]
    public void A_page_that_goes_back_and_forth_changes_each_time()
    {
        var first = AlertId.Of(Page, "20260301120000", "sha256:aa", [Alerts.DateChange]);
        var again = AlertId.Of(Page, "20260305120000", "sha256:aa", [Alerts.DateChange]);
        Assert.NotEqual(first, again);
    }

    [Fact]
    public void Parts_cannot_run_into_each_other() => Assert.NotEqual(
        IdOf(new ClaimChange { Kind = ChangeKind.Factual, Before = "a", After = "b c" }), IdOf(new ClaimChange { Kind = ChangeKind.Factual, Before = "a b", After = "c" }));

    [Fact]
    public void An_incident_is_its_opening()
    {
        var opened = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(6));
        var id = AlertId.Of(Page, AlertKind.LinkRot, opened);
        Assert.Equal(id, AlertId.Of(Page, AlertKind.LinkRot, opened.ToUniversalTime()));
        Assert.NotEqual(id, AlertId.Of(Page, AlertKind.Recovered, opened));
        Assert.NotEqual(id, AlertId.Of(Page, AlertKind.LinkRot, opened.AddDays(1)));
        Assert.Matches("^[0-9a-f]{32}$", id);
    }

    [Fact]
    public void Broken_unicode_is_no_reason_to_fail() => Assert.Matches("^[0-9a-f]{32}$", IdOf(Alerts.DateChange with { After = "\ud800 x \0" }));

    private static string IdOf(params ClaimChange[] changes) => AlertId.Of(Page, "20260301120000", "sha256:aa", changes);
}
