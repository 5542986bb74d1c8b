using Refwatch.Alerting;
using Refwatch.Claims;
using Refwatch.Storage;
using Xunit;

namespace Refwatch.Tests.Alerting;

/// <summary>A page that is replaced as a whole must not fill its host's ledger.</summary>
public sealed class AlertBoundsTests
{
    [Fact]
    public void The_weightiest_changes_are_kept_and_the_others_counted()
    {
        var change = new ClaimChange { Kind = ChangeKind.Factual, Before = new string('a', 5_000), After = new string('b', 5_000) };
        var alert = new Alert
        {
            Id = "0123456789abcdef",
            Kind = AlertKind.ContentDrift,
            Title = "example.org: 4000 claims changed",
            Page = "http://example.org/",
            Time = DateTimeOffset.UnixEpoch,
            Changes = [.. Enumerable.Repeat(change, 4_000)],
        }.Bounded();
        Assert.Equal((25, 3_975), (alert.Changes.Count, alert.MoreChanges));
        Assert.InRange(Json.Write(alert).Length, 1, 100_000);
        Assert.Contains("And 3980 more changed claims", AlertText.Body(alert), StringComparison.Ordinal);
    }
}
