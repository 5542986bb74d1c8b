using Refwatch.Alerting;
using Refwatch.Citing;
using Refwatch.Claims;

namespace Refwatch.Tests.Alerting;

/// <summary>Alerts to test with.</summary>
internal static class Alerts
{
    public static ClaimChange DateChange { get; } = new()
    {
        Kind = ChangeKind.Factual,
        Before = "Officers took Daulet Sarin from his flat on 10 March 2019, his lawyer said.",
        After = "Officers took Daulet Sarin from his flat on 10 May 2019, his lawyer said.",
        Facts = [new FactChange(FactType.Date, "10 March 2019", "10 May 2019")],
        CitedBy = [new CitedBy("http://en.encyclopedia.example/wiki/Daulet_Sarin", 4, "In March 2019 Sarin was detained.", Support.Direct, SupportEffect.SupportChanged) { Revision = "1284011" }],
    };

    public static Alert Of(string id, params string[] lists) => new()
    {
        Id = id,
        Kind = AlertKind.ContentDrift,
        Title = "radio.example: date “10 March 2019” is now “10 May 2019”; a cited sentence rests on it",
        Page = "http://radio.example/a/1.html",
        Time = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Verdict = "Live",
        Evidence = ["HTTP 200 OK"],
        Changes = [DateChange],
        IsSilentEdit = true,
        IsCited = true,
        Before = "20260228120000",
        After = "20260301120000",
        Lists = lists,
    };
}
