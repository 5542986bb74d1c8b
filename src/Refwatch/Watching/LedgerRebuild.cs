using Refwatch.Archiving;
using Refwatch.Archiving.Fixity;
using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Storage;

namespace Refwatch.Watching;

/// <summary>
/// Makes ledgers again that are gone. Who watches which page follows from the watch lists in force and from what articles
/// cite; what a page said, from its captures: the newest readable one is the baseline, and nobody is told. Flap counts,
/// open incidents and validators are not to be had again: incidents open anew when their condition lasts.
/// </summary>
public sealed class LedgerRebuild(IBlobStore captures, IBlobStore state, CitingIndex citing, Calendar calendar, TimeProvider clock)
{
    /// <summary>Rebuilds every ledger that is gone; those that are there stay as they are. Repeating it is harmless.</summary>
    /// <returns>The hosts whose ledger was made again.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var watched = await WatchedAsync(cancellationToken);
        var captured = await CapturedHostsAsync(cancellationToken);
        var rebuilt = new List<string>();
        foreach (var host in watched.Keys.Select(HostManners.HostOf).Concat(captured).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var pages = watched.Where(page => HostManners.HostOf(page.Key) == host).ToDictionary(static page => page.Key, static page => page.Value);
            if (await RebuildAsync(host, pages, cancellationToken))
            {
                rebuilt.Add(host);
            }
        }

        return rebuilt;
    }

    private async Task<bool> RebuildAsync(string host, Dictionary<Uri, List<Subscription>> watched, CancellationToken cancellationToken)
    {
        await using var open = await OpenLedger.TryOpenAsync(state, host, cancellationToken);
        if (open is null || !(open.IsNew || open.Ledger.PageCount == 0))
        {
            return false; // it is there, or a visit makes it right now; an empty one is what a visit made that found none
        }

        await foreach (var name in captures.ListAsync($"{BlobName.OfHost(host)}/", after: null, cancellationToken).Where(static name => CaptureContainer.KindOf(name) is BlobKind.Capture))
        {
            if (await BlobReading.ReadAsync(captures, name, cancellationToken) is { } capture)
            {
                Remember(open.Ledger, capture);
            }
        }

        var now = clock.GetUtcNow();
        foreach (var (url, subscriptions) in watched)
        {
            var page = open.Ledger.Row(url);
            subscriptions.ForEach(subscription => page.Subscribe(subscription, now));
        }

        foreach (var page in open.Ledger.Pages.Values.Where(static page => page is { Subscriptions.Count: 0, Baseline: not { TextDigest.Length: > 0 } }).ToList())
        {
            open.Ledger.Pages.Remove(page.Url.AbsoluteUri); // watched by nobody and no text: nothing a check on demand could compare with
        }

        if (open.Ledger.Pages.Count == 0)
        {
            return false;
        }

        await open.CommitAsync(cancellationToken);
        if (open.Ledger.NextVisit is { } next)
        {
            await calendar.WriteAsync(next, host, attempts: 0, cancellationToken);
        }

        return true;
    }

    /// <summary>Captures come in the order of time: what the last of a page says stands.</summary>
    private static void Remember(Ledger ledger, BlobReading capture)
    {
        ledger.LastCapture = capture.Name;
        if (capture.Facts is not { Notes.RequisiteOf: null } facts || capture.Lines.Count == 0 || !Uri.TryCreate(facts.Url, UriKind.Absolute, out var url))
        {
            return;
        }

        var answer = capture.Lines[^1];
        var stored = new StoredCapture(answer.Timestamp, answer.Digest, capture.Name, answer.IsRevisit ? CaptureOutcome.Revisit : CaptureOutcome.New);
        var page = ledger.Row(PageUrl.Of(url));
        page.LastCapture = stored;
        page.LastCheck = CaptureContainer.TimeOf(capture.Name);
        page.Verdict = facts.Notes.Verdict;
        page.Title = facts.Notes.Title ?? page.Title;
        var isText = facts.Notes.TextDigest is not null;
        if (facts.Notes.Verdict.IsReadable && (isText || page.Baseline is null or { TextDigest.Length: 0 }))
        {
            page.Baseline = new Baseline(stored, facts.Notes.TextDigest ?? "", facts.Notes.ExtractorVersion);
        }
    }

    /// <summary>Who watches what: the lists' own targets, and what their articles cite.</summary>
    private async Task<Dictionary<Uri, List<Subscription>>> WatchedAsync(CancellationToken cancellationToken)
    {
        var watched = new Dictionary<Uri, List<Subscription>>();
        foreach (var (url, subscription) in (await WatchLists.InForceAsync(state, cancellationToken)).SelectMany(WatchLists.TargetsOf))
        {
            Add(url, subscription);
        }

        await foreach (var article in citing.ArticlesAsync(cancellationToken))
        {
            var row = (await OpenLedger.PeekAsync(state, HostManners.HostOf(article.Article), cancellationToken))?.Pages.GetValueOrDefault(article.Article.AbsoluteUri)?.Subscriptions
                ?? watched.GetValueOrDefault(article.Article) ?? [];
            var subscription = new Subscription
            {
                Source = article.Article.AbsoluteUri,
                Interval = row.Min(static own => own.Interval),
                Lists = [.. row.SelectMany(static own => own.Lists).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            };
            foreach (var page in CitingIndex.PagesCitedBy(article))
            {
                Add(page, subscription);
            }
        }

        return watched;

        void Add(Uri url, Subscription subscription)
        {
            if (!watched.TryGetValue(url, out var subscriptions))
            {
                watched[url] = subscriptions = [];
            }

            subscriptions.Add(subscription);
        }
    }

    private async Task<HashSet<string>> CapturedHostsAsync(CancellationToken cancellationToken)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var name in captures.ListAsync("", after: null, cancellationToken))
        {
            if (CaptureContainer.KindOf(name) is BlobKind.Capture)
            {
                hosts.Add(name[..name.IndexOf('/')]);
            }
        }

        return hosts;
    }
}
