using Refwatch.Citing;
using Refwatch.Fetching;

namespace Refwatch.Watching;

/// <summary>What an article cites is watched as the article is: as often, and for the same watch lists.</summary>
public sealed class ReferenceWatch(CitingIndex citing, Inbox inbox, Calendar calendar, TimeProvider clock)
{
    /// <summary>
    /// Subscribes the article to the pages it cites and leaves those it cites no longer; what it cites as before, for the same
    /// subscribers, is not told again. Repeating it is harmless. Returns whether the page is an article at all.
    /// </summary>
    public async Task<bool> FollowAsync(PageState article, ArticleReferences references, CancellationToken cancellationToken)
    {
        if (references.References.Count == 0)
        {
            // A blanked article is soon restored: what it cited is not forgotten over that.
            return article.IsArticle || article.Subscriptions.Exists(static subscription => subscription.Role is PageRole.Article);
        }

        var update = await citing.UpdateAsync(references with { Article = article.Url }, cancellationToken);
        var subscription = new Subscription
        {
            Source = article.Url.AbsoluteUri,
            Interval = article.Interval,
            Archive = article.Archive,
            Requisites = article.WantsRequisites,
            Retention = article.Retention,
            Lists = article.Lists,
        };
        var now = clock.GetUtcNow();
        var hosts = new HashSet<string>(StringComparer.Ordinal);

        var isTold = article.FollowedAs?.SaysTheSameAs(subscription) == true;
        foreach (var page in (isTold ? update.Changed : update.Cited).Where(page => page != article.Url))
        {
            hosts.Add(HostManners.HostOf(page));
            await inbox.LeaveAsync(new InboxItem { Url = page, Subscription = subscription, Time = now }, cancellationToken);
        }

        foreach (var page in update.Removed)
        {
            hosts.Add(HostManners.HostOf(page));
            await inbox.LeaveAsync(new InboxItem { Url = page, Unsubscribe = subscription.Source, Time = now }, cancellationToken);
        }

        if (article.Interval is not null)
        {
            await AskForVisitsAsync(hosts, now, cancellationToken);
        }

        await citing.RememberAsync(references with { Article = article.Url }, cancellationToken);
        article.FollowedAs = subscription;
        return true;
    }

    /// <summary>Nobody watches the article any more: it leaves what it cites. Repeating it is harmless.</summary>
    public async Task LeaveAsync(Uri article, CancellationToken cancellationToken)
    {
        var nothing = new ArticleReferences { Article = article, References = [] };
        var update = await citing.UpdateAsync(nothing, cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var page in update.Removed)
        {
            await inbox.LeaveAsync(new InboxItem { Url = page, Unsubscribe = article.AbsoluteUri, Time = now }, cancellationToken);
        }

        await AskForVisitsAsync(update.Removed.Select(HostManners.HostOf).Distinct(StringComparer.Ordinal), now, cancellationToken);
        await citing.RememberAsync(nothing, cancellationToken);
    }

    private async Task AskForVisitsAsync(IEnumerable<string> hosts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var host in hosts)
        {
            await calendar.WriteAsync(now, host, attempts: 0, cancellationToken);
        }
    }
}
