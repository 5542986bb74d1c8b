using System.Globalization;
using Refwatch.Alerting;
using Refwatch.Watching;

namespace Refwatch.Web.Reports;

/// <summary>How the checks of a page so far are told, in English.</summary>
public static class HistoryWords
{
    /// <summary>"provisional: seen in 1 of 3 visits, since 2026-03-01; told when it lasts 3 days".</summary>
    public static string Of(Standing standing)
    {
        var since = Day(standing.Since);
        if (standing.IsConfirmed)
        {
            return $"confirmed: seen in {Count(standing.Visits, "visit")} since {since}; an incident is open";
        }

        var wanted = Math.Max(standing.Rules.Visits, standing.Visits);
        var span = standing.Rules.Span > TimeSpan.Zero ? $" and lasts {Span(standing.Rules.Span)}" : "";
        return $"provisional: seen in {standing.Visits} of {Count(wanted, "visit")}, since {since}; told when it reaches {Count(standing.Rules.Visits, "visit")}{span}";
    }

    /// <summary>"2026-03-01 to 2026-03-04: Gone, HTTP 404, 4 checks".</summary>
    public static string Of(VerdictSpan span)
    {
        var days = span.First.UtcDateTime.Date == span.Last.UtcDateTime.Date ? Day(span.First) : $"{Day(span.First)} to {Day(span.Last)}";
        var status = span.Status is { } code ? $"HTTP {code}" : "no answer";
        var capture = span.Capture is { } timestamp ? $", captured {DisplayText.Time(timestamp)}" : "";
        return $"{days}: {VerdictWords.Name(span.Verdict)}, {status}, {Count(span.Checks, "check")}{capture}";
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span) =>
        span.TotalDays >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days") : string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} hours");

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
