using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Fetching;
using Refwatch.Storage;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>How an article stands, from what its last checks left behind; nothing is fetched.</summary>
public sealed class Standing(IBlobStore state, Archive archive, CitingIndex citing)
{
    /// <summary>The article's references with the last finding of every page; null when it was never read.</summary>
    public async Task<CheckResult?> OfAsync(Uri article, CancellationToken cancellationToken)
    {
        if (await citing.ReferencesOfAsync(article, cancellationToken) is not { } references)
        {
            return null;
        }

        var outcomes = new List<PageOutcome>();
        foreach (var host in CitingIndex.PagesCitedBy(references).Prepend(PageUrl.Of(article)).Distinct().GroupBy(HostManners.HostOf))
        {
            var ledger = await OpenLedger.PeekAsync(state, host.Key, cancellationToken);
            foreach (var url in host)
            {
                outcomes.Add(ledger?.Pages.GetValueOrDefault(url.AbsoluteUri) is { Verdict: not null } page
                    ? await OutcomeAsync(page, cancellationToken)
                    : PageOutcome.Undecided(new PageState { Url = url }, default, "not checked yet"));
            }
        }

        return new CheckResult([references], outcomes);
    }

    /// <summary>The last finding of a page: its row in the ledger, and what the notes beside its last capture say of the change.</summary>
    private async Task<PageOutcome> OutcomeAsync(PageState page, CancellationToken cancellationToken)
    {
        var capture = page.LastCapture ?? new StoredCapture("", "", "", CaptureOutcome.None);
        return new PageOutcome
        {
            Url = page.Url,
            FinalUrl = Uri.TryCreate(page.Seen?.FinalUrl, UriKind.Absolute, out var final) ? final : page.Url,
            Time = page.LastCheck ?? default,
            Status = page.Seen?.Status,
            Verdict = page.Verdict!,
            NotCompared = page.NotCompared,
            Capture = capture,
            Change = capture.Blob.Length == 0 ? Change.None : await ChangeAsync(capture.Blob, cancellationToken),
            Label = page.Label,
            Title = page.Title,
            IsArticle = page.IsArticle,
        };
    }

    private async Task<Change> ChangeAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await archive.ReadNotesAsync(blob, cancellationToken))?.Change ?? Change.None;
        }
        catch (InvalidDataException)
        {
            return Change.None; // a damaged capture hides its change, not the page
        }
    }
}
