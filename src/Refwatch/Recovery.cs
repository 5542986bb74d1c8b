using Refwatch.Archiving;
using Refwatch.Fetching;
using Refwatch.Watching;

namespace Refwatch;

/// <summary>
/// What a visit minds when an earlier one may have died: captures that it stored and did not live to judge, and the page
/// that it may have died of.
/// </summary>
public sealed class Recovery(OpenLedger open, Archive archive, TimeProvider clock)
{
    /// <summary>More than a visit stores between two commits.</summary>
    private const int MaxOrphans = 1_000;

    /// <summary>A page that was in hand so often when a visit died is skipped, so that it can't starve its host.</summary>
    private const int MaxTimesInHand = 2;

    private readonly Dictionary<Uri, string> _orphans = [];

    /// <summary>Looks for captures that are newer than the ledger, and takes away what no ledger names.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await open.SweepAsync(clock.GetUtcNow(), cancellationToken);
        var newer = archive.CapturesAfterAsync(open.Ledger.Manners.Host, open.Ledger.LastCapture, cancellationToken);
        await foreach (var blob in newer.Take(MaxOrphans))
        {
            if (await IsOfAVisitAsync(blob, cancellationToken) && await ReadAsync(blob, cancellationToken) is { } capture)
            {
                _orphans[capture.Url] = blob;
            }
        }
    }

    /// <summary>The capture of a page that a killed visit stored after its last commit; null when there is none.</summary>
    public async Task<Capture?> OrphanOfAsync(PageState page, CancellationToken cancellationToken) =>
        _orphans.GetValueOrDefault(page.Url) is { } blob ? await ReadAsync(blob, cancellationToken) : null;

    /// <summary>Commits that the page is in hand; false, with the page put off for a day, when visits died of it.</summary>
    public async Task<bool> TakeInHandAsync(PageState page)
    {
        page.TimesInHand++;
        if (page.TimesInHand > MaxTimesInHand)
        {
            page.TimesInHand = 0;
            page.NextCheck = clock.GetUtcNow().AddDays(1);
            return false;
        }

        await open.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Not imported, and no image or style of a page.</summary>
    private async Task<bool> IsOfAVisitAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadNotesAsync(blob, cancellationToken) is { Provenance: null, RequisiteOf: null };
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Null for a damaged one: the page is fetched anew, and the blob is left to be looked into.</summary>
    private async Task<Capture?> ReadAsync(string blob, CancellationToken cancellationToken)
    {
        try
        {
            return await archive.ReadAsync(blob, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
