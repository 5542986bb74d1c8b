using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Watching;

namespace Refwatch.Alerting;

/// <summary>What is worth a maintainer's time, and when.</summary>
public sealed class AlertRules(IncidentRules incidentRules, CitingIndex citing)
{
    /// <summary>When rot is told.</summary>
    public IncidentRules Incidents => incidentRules;

    /// <summary>The alerts of one check, and the row's trouble and incident after it.</summary>
    public async Task<IReadOnlyList<Alert>> DecideAsync(PageState page, Finding finding, StoredCapture stored, CancellationToken cancellationToken)
    {
        var alerts = new List<Alert>();
        if (DeservesAlert(page, finding.Change))
        {
            alerts.Add(Drift(page, finding, stored));
        }

        if (finding.Verdict.IsReadable)
        {
            if (page.Incident is { } over)
            {
                alerts.Add(About(page, finding, AlertKind.Recovered, AlertId.Of(page.Url.AbsoluteUri, AlertKind.Recovered, over.Opened)) with
                {
                    Title = $"{NameOf(page)}: back after {over.Kind}",
                });
            }

            (page.Trouble, page.Incident) = (null, null);
        }
        else if (finding.Verdict.IsRot)
        {
            page.Trouble = Trouble.Seen(page.Trouble, finding.Verdict.Kind, finding.Capture.Time);
            if (page.Incident is null && incidentRules.IsConfirmed(page.Trouble))
            {
                var citations = await citing.CitationsOfAsync(page.Url, cancellationToken); // first: it may fail, and the row must not
                var id = AlertId.Of(page.Url.AbsoluteUri, AlertKind.LinkRot, page.Trouble.First);
                page.Incident = new Incident(id, finding.Verdict.Kind, page.Trouble.First);
                alerts.Add(About(page, finding, AlertKind.LinkRot, id) with
                {
                    Title = $"{NameOf(page)}: {finding.Verdict.Kind}, seen {(page.Trouble.Visits == 1 ? "once" : $"{page.Trouble.Visits} times")} since {page.Trouble.First:yyyy-MM-dd}",
                    CitedBy = SentencesOf(citations),
                });
            }
        }

        return [.. alerts.Select(AlertBounds.Bounded)];
    }

    /// <summary>
    /// A changed fact always; a claim that came or went when an article's passage rests on it, or when a list names the
    /// page itself. An article's own text changes all day: it is shown, not told.
    /// </summary>
    private static bool DeservesAlert(PageState page, Change change)
    {
        if (page.IsArticle)
        {
            return false;
        }

        var isNamed = page.Subscriptions.Exists(static subscription => subscription.IsOfList);
        return change.Claims.Any(claim => claim.Kind switch
        {
            ChangeKind.Factual => true,
            ChangeKind.Added or ChangeKind.Removed => isNamed || claim.CitedBy.Count > 0,
            _ => false,
        });
    }

    private static Alert Drift(PageState page, Finding finding, StoredCapture stored)
    {
        var baseline = page.Baseline!.Capture;
        var id = AlertId.Of(page.Url.AbsoluteUri, baseline.Timestamp, baseline.Digest, finding.Change.Claims);
        return About(page, finding, AlertKind.ContentDrift, id) with
        {
            Title = AlertText.TitleOf(page.Url, finding.Change),
            Changes = finding.Change.Claims,
            IsSilentEdit = finding.Change.IsSilentEdit,
            RestoredTo = finding.Change.RestoredTo,
            Before = baseline.Timestamp,
            After = stored.Timestamp,
        };
    }

    private static Alert About(PageState page, Finding finding, AlertKind kind, string id) => new()
    {
        Id = id,
        Kind = kind,
        Title = NameOf(page),
        Page = page.Url.AbsoluteUri,
        Time = finding.Capture.Time,
        Verdict = finding.Verdict.Kind.ToString(),
        Evidence = finding.Verdict.Evidence,
        IsCited = page.IsCited,
        Lists = page.Lists,
    };

    /// <summary>The sentences that lose their source, those that bear its marker first.</summary>
    private static CitedBy[] SentencesOf(IReadOnlyList<Citation> citations) =>
    [
        .. from citation in citations
           from sentence in citation.Passage
           orderby sentence.Support
           select new CitedBy(citation.Article, citation.Number, sentence.Text, sentence.Support, SupportEffect.SupportLost) { Revision = citation.Revision },
    ];

    private static string NameOf(PageState page) => page.Label ?? DisplayText.Address(page.Url);
}
