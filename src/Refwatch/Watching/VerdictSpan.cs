using Refwatch.Verdicts;

namespace Refwatch.Watching;

/// <summary>Checks in a row that came to the same verdict: a line of a page's history.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Status">The HTTP status of the last answer; null when there was none.</param>
/// <param name="First">The first check.</param>
/// <param name="Last">The latest.</param>
/// <param name="Checks">How many.</param>
/// <param name="Capture">The capture's timestamp (14 digits) that shows it; null when none was stored.</param>
public sealed record VerdictSpan(VerdictKind Verdict, int? Status, DateTimeOffset First, DateTimeOffset Last, int Checks, string? Capture)
{
    /// <summary>A page that goes back and forth keeps its newest spans: a row of the ledger stays small.</summary>
    public const int Most = 12;

    /// <summary>Takes a check into the history: it lengthens the last span or begins one.</summary>
    public static void Add(List<VerdictSpan> history, VerdictKind verdict, int? status, DateTimeOffset time, string? capture)
    {
        if (history.Count > 0 && history[^1] is var last && last.Verdict == verdict && last.Status == status)
        {
            history[^1] = last with { Last = time, Checks = last.Checks + 1, Capture = last.Capture ?? capture };
            return;
        }

        history.Add(new VerdictSpan(verdict, status, time, time, 1, capture));
        if (history.Count > Most)
        {
            history.RemoveAt(0);
        }
    }
}
