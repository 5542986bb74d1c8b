using System.Globalization;
using Refwatch.Watching;

namespace Refwatch.Alerting;

/// <summary>A host that is silent as a whole is one incident, however many of its pages are cited; its first answer ends it.</summary>
public sealed class HostAlerts(IncidentRules rules)
{
    /// <summary>Takes in how the host answered a visit; an alert, if any, is left pending in the ledger.</summary>
    /// <param name="ledger">The host's ledger.</param>
    /// <param name="evidence">Why no page of it was answered; null when one was.</param>
    /// <param name="now">The end of the visit.</param>
    public void Decide(Ledger ledger, IReadOnlyList<string>? evidence, DateTimeOffset now)
    {
        if (evidence is null)
        {
            if (ledger.Silence is { IsTold: true } over)
            {
                ledger.Pending.Add(About(ledger, AlertKind.HostRecovered, over, now, $"answers again; it was silent since {Day(over.First)}"));
            }

            ledger.Silence = null;
            return;
        }

        var silence = ledger.Silence = Silence.Heard(ledger.Silence, now, evidence);
        if (!silence.IsTold && rules.IsConfirmed(silence.Visits, silence.First, silence.Last))
        {
            var pages = ledger.PageCount == 1 ? "1 watched page" : $"{ledger.PageCount} watched pages";
            ledger.Pending.Add(About(ledger, AlertKind.HostUnreachable, silence, now, $"no answer in {silence.Visits} visits since {Day(silence.First)}; {pages} there"));
            ledger.Silence = silence with { IsTold = true };
        }
    }

    private static Alert About(Ledger ledger, AlertKind kind, Silence silence, DateTimeOffset now, string what)
    {
        var origin = $"{ledger.Pages.Values.Select(static page => page.Url.Scheme).FirstOrDefault() ?? "https"}://{ledger.Manners.Host}/";
        return new Alert
        {
            Id = AlertId.Of(origin, kind, silence.First),
            Kind = kind,
            Title = $"{DisplayText.Host(ledger.Manners.Host)}: {what}",
            Page = origin,
            Time = now,
            Evidence = silence.Evidence,
            Lists = ledger.Lists,
        };
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
