using Refwatch.Citing;
using Refwatch.Fetching;

namespace Refwatch.Watching;

/// <summary>What an article cites is watched as the article is: as often, and for the same watch lists.</summary>
public sealed class ReferenceWatch(CitingIndex citing, Inbox inbox, Calendar calendar, TimeProvider clock)
{
    /// <summary>
    /// Subscribes the article to the pages it cites and leaves those it cites no longer. Repeating it is harmless.
    /// Returns whether the page is an article at all.
    /// </summary>
    public async Task<bool> FollowAsync(PageState article, ArticleReferences references, CancellationToken cancellationToken)
    {
        if (references.References.Count == 0 && !article.Subscriptions.Exists(static subscription => subscription.Role is PageRole.Article))
        {
            return false;
        }

        var update = await citing.UpdateAsync(references with { Article = article.Url }, cancellationToken);
        var subscription = new Subscription { Source = article.Url.AbsoluteUri, Interval = article.Interval, Lists = article.Lists };
        var now = clock.GetUtcNow();
        var hosts = new HashSet<string>(StringComparer.Ordinal);

        foreach (var page in update.Cited.Where(page => page != article.Url))
        {
            hosts.Add(HostManners.HostOf(page));
            await inbox.LeaveAsync(new InboxItem { Url = page, Subscription = subscription, Time = now }, cancellationToken);
        }

        foreach (var page in update.Removed)
        {
            hosts.Add(HostManners.HostOf(page));
            await inbox.LeaveAsync(new InboxItem { Url = page, Unsubscribe = subscription.Source, Time = now }, cancellationToken);
        }

        foreach (var host in article.Interval is null ? [] : hosts)
        {
            await calendar.WriteAsync(now, host, attempts: 0, cancellationToken);
        }

        await citing.RememberAsync(references with { Article = article.Url }, cancellationToken);
        return true;
    }
}
