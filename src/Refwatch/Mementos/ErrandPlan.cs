using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Repairing;
using Refwatch.Watching;

namespace Refwatch.Mementos;

/// <summary>What a page needs of other archives next: one service is asked after the other, until one has an answer.</summary>
internal static class ErrandPlan
{
    private const int MaxLinked = 4;

    /// <summary>The next errand; null when nothing is needed, or an answer is awaited.</summary>
    public static Errand? Next(PageState page, IReadOnlyList<Citation> citations, MementoSettings settings, DateTimeOffset now)
    {
        var state = page.Mementos!;
        if (IsRepairWanted(page, settings, now))
        {
            return page.Candidates.Exists(static candidate => candidate.Refusal is null) ? null : Next(ErrandKind.Repair, RepairDays(page, citations, now));
        }

        var open = page.CanBeCompared() ? state.Baselines.Where(static baseline => baseline.Capture is null).Select(static baseline => baseline.Day).ToList() : [];
        return open.Count == 0 ? null : Next(ErrandKind.Baseline, open);

        Errand? Next(ErrandKind kind, IReadOnlyList<string> days)
        {
            // An archive to which a TimeGate led is asked as one itself.
            var elsewhere = state.Asked.Where(asked => asked.Kind == kind).SelectMany(static asked => asked.Elsewhere).Take(MaxLinked).ToList();
            foreach (var gate in settings.TimeGates.Concat(elsewhere.Select(LinkedService).OfType<Uri>()).Distinct().Where(gate => MayBeAsked(gate, citations)))
            {
                var host = HostManners.HostOf(gate);
                Uri[] linked = [.. elsewhere.Concat(citations.Select(static citation => citation.ArchiveUrl).OfType<Uri>()).Where(HostManners.CanBeAsked)
                    .Where(link => HostManners.HostOf(link) == host).Distinct().Take(MaxLinked)];
                var id = Errand.IdOf(kind, page.Url, gate, days, linked);
                var asked = state.Asked.Find(asked => asked.Id == id);
                if (asked is null || now - asked.Time >= settings.AskAgain)
                {
                    return new Errand
                    {
                        Id = id,
                        Kind = kind,
                        Page = page.Url,
                        TimeGate = gate,
                        Days = days,
                        Linked = linked,
                        LastGood = page.Baseline is { TextDigest.Length: > 0 } good ? good.Capture.Blob : null,
                        IsScheduled = page.Interval is not null,
                    };
                }

                if (!asked.IsAnswered)
                {
                    return null;
                }
            }

            return null;
        }
    }

    /// <summary>Where articles link mementos that were not judged yet, or long ago: one errand a service. None where no archive is to be asked.</summary>
    public static IEnumerable<Errand> ToJudge(PageState page, IReadOnlyList<Citation> citations, MementoSettings settings, DateTimeOffset now)
    {
        if (settings.TimeGates.Count == 0 || !settings.JudgesLinked)
        {
            yield break;
        }

        foreach (var service in citations.Select(static citation => citation.ArchiveUrl).OfType<Uri>().Distinct().GroupBy(LinkedService).Where(static service => service.Key is not null).Take(MaxLinked))
        {
            Uri[] linked = [.. service.OrderBy(static link => link.AbsoluteUri, StringComparer.Ordinal).Take(MaxLinked)];
            var id = Errand.IdOf(ErrandKind.Linked, page.Url, service.Key!, [], linked);
            if (page.Mementos!.Asked.Find(asked => asked.Id == id) is { } asked && now - asked.Time < settings.JudgeLinkedAgain)
            {
                continue;
            }

            yield return new Errand
            {
                Id = id,
                Kind = ErrandKind.Linked,
                Page = page.Url,
                TimeGate = service.Key!,
                Days = [],
                Linked = linked,
                LastGood = page.Baseline is { TextDigest.Length: > 0 } good ? good.Capture.Blob : null,
                IsScheduled = page.Interval is not null,
            };
        }
    }

    /// <summary>What stands before the time in a memento's address; null where a link is none, or archive.today's, which gives nothing raw.</summary>
    public static Uri? LinkedService(Uri link) =>
        HostManners.CanBeAsked(link) && !CandidateRules.IsArchiveToday(link) && MementoUrl.Read(link) is { } memento ? new Uri(memento.Prefix) : null;

    /// <summary>It rotted, be it not yet confirmed, it was silent for days, or it says otherwise what articles took from it.</summary>
    public static bool IsRepairWanted(PageState page, MementoSettings settings, DateTimeOffset now) =>
        page.Verdict is { IsRot: true } || (page.UnreachableSince is { } since && now - since >= settings.LongSilence);

    /// <summary>The days on which editors read it; else the last time that it was readable; else today.</summary>
    private static IReadOnlyList<string> RepairDays(PageState page, IReadOnlyList<Citation> citations, DateTimeOffset now)
    {
        var days = MementoDay.Of(citations, now);
        var lastGood = page.Baseline is { } baseline ? CdxjLine.ParseTimestamp(baseline.Capture.Timestamp) : null;
        return days.Count > 0 ? days : [(lastGood ?? now).ToString("yyyy-MM-dd")];
    }

    /// <summary>Nobody needs what no article may link.</summary>
    private static bool MayBeAsked(Uri gate, IReadOnlyList<Citation> citations) =>
        !CandidateRules.IsArchiveToday(gate) || citations.Any(static citation => !CandidateRules.IsEnglishWikipedia(citation));
}
