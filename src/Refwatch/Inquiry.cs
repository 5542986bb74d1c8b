using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>
/// Judges an answer, and where it leaves a suspicion asks the host on: for an address that cannot exist, then for the front
/// page. At most once a page and day; each is a request of the host's visit and counts in its budget.
/// </summary>
public sealed class Inquiry(Fetcher fetcher)
{
    /// <param name="page">The page's row, which remembers the day it was asked about.</param>
    /// <param name="request">How its host is asked.</param>
    /// <param name="capture">The answer.</param>
    /// <param name="document">The answer, opened; null when there is none.</param>
    /// <param name="content">Its main text; null when it is not HTML.</param>
    /// <param name="before">The baseline's main text; null on the first visit.</param>
    /// <param name="stopping">Told to stop: judge by what is known.</param>
    /// <param name="cancellationToken">Stops the inquiry.</param>
    public async Task<Verdict> JudgeAsync(
        PageState page, FetchRequest request, Capture capture, WebDocument? document, PageContent? content, PageContent? before, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var verdict = Judge.Decide(capture, document, content, before);
        var day = DateOnly.FromDateTime(capture.Time.UtcDateTime);
        if (!verdict.IsSuspect || page.Probed == day || SiblingAddress.Of(page.Url, day) is not { } address || stopping.IsCancellationRequested)
        {
            return verdict;
        }

        var probe = await fetcher.FetchAsync(request with { Url = address, Validators = null }, cancellationToken);
        verdict = Judge.Decide(capture, document, content, before, probe);
        if (probe.Failure?.Kind is FetchFailureKind.PutOff || (verdict.IsSuspect && stopping.IsCancellationRequested))
        {
            return verdict; // asked anew at the next visit
        }

        page.Probed = day;
        if (!verdict.IsSuspect || probe.Answer?.Status is not 200)
        {
            return verdict;
        }

        var frontPage = await fetcher.FetchAsync(request with { Url = new Uri(page.Url, "/"), Validators = null }, cancellationToken);
        return Judge.Decide(capture, document, content, before, probe, frontPage);
    }
}
