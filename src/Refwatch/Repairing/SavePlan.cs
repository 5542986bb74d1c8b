using Refwatch.Citing;
using Refwatch.Fetching;
using Refwatch.Mementos;
using Refwatch.Storage;
using Refwatch.Verdicts;
using Refwatch.Watching;

namespace Refwatch.Repairing;

/// <summary>Which pages have no public memento yet, and are there to be saved.</summary>
public sealed class SavePlan(IBlobStore state, CitingIndex citing, Fetcher fetcher, TimeProvider clock)
{
    /// <summary>Each page that was named, or that a named article cites, with the reason why it is not to be saved, if there is one.</summary>
    /// <param name="named">Articles that were checked before, and pages.</param>
    /// <param name="timeGate">The archive that is to save them.</param>
    /// <param name="again">Also pages of which a memento is held.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null while another visit to the archive runs.</returns>
    public async Task<IReadOnlyList<SaveTarget>?> MakeAsync(IReadOnlyList<Uri> named, Uri timeGate, bool again, CancellationToken cancellationToken)
    {
        await using var open = await OpenLedger.TryOpenAsync(state, HostManners.HostOf(timeGate), cancellationToken);
        if (open is null)
        {
            return null;
        }

        var targets = new List<SaveTarget>();
        foreach (var page in await PagesAsync(named, cancellationToken))
        {
            targets.Add(await TargetAsync(page, timeGate, again, open.Ledger.Manners, cancellationToken));
        }

        await open.CommitAsync(CancellationToken.None); // its manners: when the archive may be asked next
        return targets;
    }

    private async Task<List<Uri>> PagesAsync(IReadOnlyList<Uri> named, CancellationToken cancellationToken)
    {
        var pages = new List<Uri>();
        foreach (var url in named.Select(PageUrl.Of))
        {
            var article = await citing.ReferencesOfAsync(url, cancellationToken);
            pages.AddRange(article is { References.Count: > 0 } ? CitingIndex.PagesCitedBy(article) : [url]);
        }

        return [.. pages.Distinct()];
    }

    private async Task<SaveTarget> TargetAsync(Uri page, Uri timeGate, bool again, HostManners manners, CancellationToken cancellationToken)
    {
        var ledger = await OpenLedger.PeekAsync(state, HostManners.HostOf(page), cancellationToken);
        if (ledger?.Pages.GetValueOrDefault(page.AbsoluteUri)?.Verdict is { IsReadable: false } verdict)
        {
            return new SaveTarget(page, $"it is not live ({verdict.Kind})") { IsSettled = verdict.Kind is not VerdictKind.Unknown };
        }

        if (again)
        {
            return new SaveTarget(page, null);
        }

        var answer = await new TimeGate(fetcher).NearestAsync(timeGate, page, clock.GetUtcNow(), manners, cancellationToken);
        return answer.Kind switch
        {
            TimeGateAnswerKind.None => new SaveTarget(page, null),
            TimeGateAnswerKind.Found => new SaveTarget(page, $"a memento is held: {answer.Mementos[0]}") { IsSettled = true },
            TimeGateAnswerKind.Withheld => new SaveTarget(page, $"{answer.Why}: a new memento would not be shown either") { IsSettled = true },
            _ => new SaveTarget(page, $"the archive could not be asked: {answer.Why}"),
        };
    }
}

/// <summary>A page that might be saved.</summary>
/// <param name="Page">Its address.</param>
/// <param name="Reason">Why it is not to be saved; null when it is.</param>
public sealed record SaveTarget(Uri Page, string? Reason)
{
    /// <summary>Nothing is left to be done for it.</summary>
    public bool IsSettled { get; init; }
}
