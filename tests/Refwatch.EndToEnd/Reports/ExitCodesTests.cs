using Refwatch.Alerting;
using Refwatch.Claims;
using Refwatch.Cli.Rendering;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.EndToEnd.Reports;

public sealed class ExitCodesTests
{
    private static readonly PageOutcome Live = SampleCheck.Page("https://example.org/a", VerdictKind.Live);

    [Fact]
    public void Live_and_unchanged_is_well_and_so_is_a_first_check() =>
        Assert.Equal(0, ExitCodes.Of(new CheckResult([], [Live, Live with { NotCompared = "first check" }, Live with { NotCompared = "PDF" }])));

    [Theory]
    [MemberData(nameof(VerdictsOtherThanLive))]
    public void Every_other_verdict_needs_attention(VerdictKind kind) =>
        Assert.Equal(1, ExitCodes.Of(new CheckResult([], [Live, SampleCheck.Page("https://example.org/b", kind)])));

    [Fact]
    public void Changes_and_alerts_need_attention()
    {
        var alert = new Alert { Id = "a", Kind = AlertKind.Recovered, Title = "t", Page = "p", Time = SampleCheck.Now };
        Assert.Equal(1, ExitCodes.Of(new CheckResult([], [Live with { Change = new Change([SampleCheck.TrialDate]) }])));
        Assert.Equal(1, ExitCodes.Of(new CheckResult([], [Live with { Alerts = [alert] }])));
    }

    [Fact]
    public void An_error_of_our_own_outranks_what_was_found() =>
        Assert.Equal(3, ExitCodes.Of(new CheckResult([], [Live with { Change = new Change([SampleCheck.TrialDate]) }, Live with { Error = new IOException("disk full") }])));

    public static TheoryData<VerdictKind> VerdictsOtherThanLive() => [.. Enum.GetValues<VerdictKind>().Where(static kind => kind is not VerdictKind.Live)];
}
