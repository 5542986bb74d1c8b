using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>The spine: one check of one page, from fetch to alert.</summary>
public sealed class PageCheck(Fetcher fetcher, Inquiry inquiry, Archive archive, CitingIndex citing, ReferenceWatch referenceWatch, AlertRules alertRules)
{
    /// <summary>
    /// Checks a page and decides its row of the ledger, alerts included; the caller commits the row. A bad site is a
    /// verdict, not an exception.
    /// </summary>
    /// <param name="page">The page's row.</param>
    /// <param name="request">How to ask its host.</param>
    /// <param name="recovered">A capture that an earlier visit stored and did not live to judge: it stands for a new fetch.</param>
    /// <param name="stopping">Told to stop: the page in hand is decided without asking for more.</param>
    /// <param name="cancellationToken">Stops the check; the row is then as it was.</param>
    public async Task<PageOutcome> RunAsync(PageState page, FetchRequest request, Capture? recovered, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var capture = recovered ?? await fetcher.FetchAsync(request, cancellationToken);
        if (capture.Failure?.Kind is FetchFailureKind.PutOff)
        {
            return PageOutcome.PutOff(page, capture);
        }

        var document = WebDocument.Open(capture);
        var finding = page.Recognises(capture, document)
            ? Finding.Repeated(page, capture)
            : await CompareAsync(page, request, capture, document, stopping, cancellationToken);

        var stored = finding.IsWorthStoring(page)
            ? await archive.StoreAsync(capture, finding.NotesFor(page), cancellationToken)
            : page.LastCapture! with { Outcome = CaptureOutcome.Unchanged };
        if (page.MayBeArticle && finding is { IsNew: true, Verdict.IsReadable: true } && document?.Html is not null)
        {
            page.IsArticle = await referenceWatch.FollowAsync(page, ReferenceReader.Read(document), cancellationToken);
        }

        var alerts = await alertRules.DecideAsync(page, finding, stored, cancellationToken);
        page.Accept(finding, stored, alerts);
        return PageOutcome.Of(page, finding, stored, alerts, alertRules.Incidents);
    }

    /// <summary>What a new answer means, and what it says otherwise than the baseline.</summary>
    private async Task<Finding> CompareAsync(PageState page, FetchRequest request, Capture capture, WebDocument? document, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var content = document?.Html is null ? null : ContentExtractor.Extract(document);
        var baseline = page.Baseline?.Says(content) == true ? new BaselineText(content, Lost: null) : await BaselineText.ReadAsync(archive, page.Baseline, cancellationToken);
        var before = baseline.Content;
        var verdict = await inquiry.JudgeAsync(page, request, capture, document, content, before, stopping, cancellationToken);
        var notCompared = NotCompared.Reason(verdict, document, content, before);
        if (notCompared is not null || content is null || content == before) // the baseline says the same: nothing to compare
        {
            return new Finding(capture, verdict, notCompared, Change.None) { Document = document, Content = content, IsFirst = before is null, BaselineLost = baseline.Lost };
        }

        var citations = await citing.CitationsOfAsync(page.Url, cancellationToken);
        var change = CitedPassages.TouchedBy(ClaimDiff.Between(before, content), citations);
        return new Finding(capture, verdict, NotCompared: null, Significance.Order(page.Earlier.Mark(change, content)))
        {
            Document = document,
            Content = content,
            IsFirst = before is null,
            BaselineLost = baseline.Lost,
            Earlier = before is null ? null : page.Earlier.With(change, before, page.Baseline!.Capture.Timestamp),
            NotFound = verdict.Kind is VerdictKind.Paywalled ? null : NotFoundPassages.In(content, citations),
        };
    }
}
