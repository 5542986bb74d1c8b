using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Watching;

namespace Refwatch.Mementos;

/// <summary>When a maintainer is told that a page says otherwise than when an editor read it.</summary>
internal static class AccessAlert
{
    /// <summary>
    /// One alert a page and check, for claims that cited passages rest on, and only for what was not told before: a change since the last
    /// capture is not told a second time as a change since the access date.
    /// </summary>
    public static Alert? Of(PageState page, IReadOnlyList<Alert> told, DateTimeOffset now)
    {
        if (told.Any(static alert => alert.Kind is AlertKind.ContentDrift) || !page.CanBeCompared())
        {
            return null; // what is left is told after the next check
        }

        var state = page.Mementos!;
        var telling = state.Baselines
            .Select(baseline => (Baseline: baseline, Claims: baseline.Supporting.Claims.Where(claim => !state.WasTold(claim)).ToList()))
            .Where(static pair => pair.Claims.Count > 0)
            .OrderByDescending(static pair => pair.Claims.Count)
            .FirstOrDefault();
        if (telling.Baseline is not { Capture: { } capture, Time: { } time } baseline)
        {
            return null;
        }

        var stamp = CdxjLine.TimestampOf(time);
        return new Alert
        {
            Id = AlertId.Of(page.Url.AbsoluteUri, stamp, capture.Digest, telling.Claims),
            Kind = AlertKind.ContentDrift,
            Title = $"{AlertText.TitleOf(page.Url, baseline.Drift with { Claims = telling.Claims })}, since an editor read it on {baseline.Day}",
            Page = page.Url.AbsoluteUri,
            Time = now,
            Verdict = page.Verdict!.Kind.ToString(),
            Evidence = page.Verdict.Evidence,
            Changes = telling.Claims,
            IsSilentEdit = baseline.Drift.IsSilentEdit,
            Before = stamp,
            After = page.Baseline!.Capture.Timestamp,
            AccessDate = baseline.Day,
            Memento = baseline.Memento?.Memento.AbsoluteUri,
            IsCited = page.IsCited,
            Lists = page.Lists,
        };
    }
}
