using System.Runtime.CompilerServices;
using Refwatch.Archiving.Fixity;
using Refwatch.Storage;

namespace Refwatch.Archiving.Custody;

/// <summary>Takes captures out of the archive so that their content is gone and the gap explains itself.</summary>
/// <remarks>
/// In this order: the act is begun in the journal, with all that the tombstone will say; the blob is deleted; the tombstone
/// is written; the indexes follow; the act is ended. A store that refuses the deletion leaves everything as it was but for
/// two entries of the journal. After a kill, the same takedown again goes on where it was.
/// </remarks>
public sealed class Takedown(IBlobStore captures, IBlobStore state, TimeProvider clock)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    private readonly Journal _journal = new(captures);
    private readonly CaptureIndexes _indexes = new(captures, state);

    /// <inheritdoc cref="RunAsync(IReadOnlyList{string}, string, string, bool, CancellationToken)"/>
    public async Task<TakedownResult> RunAsync(string blob, string reason, string actor, bool withRevisits, CancellationToken cancellationToken) =>
        await RunAsync([blob], reason, actor, withRevisits, cancellationToken).SingleAsync(cancellationToken);

    /// <summary>
    /// Takes captures down, one after the other. However many there are, journal and index are read through once, to find out
    /// what was begun before and who else holds or needs their payloads.
    /// </summary>
    /// <param name="blobs">Their blobs; what refers to another's payload before it.</param>
    /// <param name="reason">Why; it stands in the tombstone for ever.</param>
    /// <param name="actor">Who decided it.</param>
    /// <param name="withRevisits">Also takes down the captures that refer to their payloads: the same content under another date or URL.</param>
    /// <param name="cancellationToken">Stops before the next capture; one that was begun is ended by the same call again.</param>
    /// <returns>A result for each, as it comes.</returns>
    public async IAsyncEnumerable<TakedownResult> RunAsync(
        IReadOnlyList<string> blobs, string reason, string actor, bool withRevisits, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = await BegunAsync(cancellationToken);
        var looked = clock.GetUtcNow();
        var uses = await PayloadUses.FindAsync(_indexes, await PayloadsOfAsync(blobs, begun, cancellationToken), cancellationToken);
        foreach (var blob in blobs)
        {
            yield return begun.Remove(blob, out var act)
                ? await EndAsync(act, uses, cancellationToken)
                : await TakeDownAsync(blob, uses, looked, (reason, actor, withRevisits), cancellationToken);
        }
    }

    private async Task<TakedownResult> TakeDownAsync(
        string blob, PayloadUses uses, DateTimeOffset looked, (string Reason, string Actor, bool WithRevisits) order, CancellationToken cancellationToken)
    {
        if (CaptureContainer.KindOf(blob) is not BlobKind.Capture || await BlobReading.ReadAsync(captures, blob, cancellationToken) is not { } capture)
        {
            return CaptureContainer.KindOf(blob) is BlobKind.Capture && await captures.HasAsync(CaptureContainer.TombstoneOf(blob), cancellationToken)
                ? new TakedownResult(TakedownOutcome.TakenDown, [blob], "it was taken down before")
                : new TakedownResult(TakedownOutcome.NotFound, [blob], "there is no such capture");
        }

        await LookAgainAsync(capture, uses, looked, cancellationToken);
        var revisits = uses.RevisitsThatNeed(blob, capture.Payloads.Select(static payload => payload.Digest));
        if (revisits.Count > 0 && !order.WithRevisits)
        {
            return new TakedownResult(TakedownOutcome.HasRevisits, revisits, "these captures refer to its payload, and would be unreadable without it");
        }

        // The revisits first: none is ever left without its original.
        var targets = new List<BlobReading>();
        foreach (var name in revisits)
        {
            if (await BlobReading.ReadAsync(captures, name, cancellationToken) is { } revisit)
            {
                targets.Add(revisit);
            }
        }

        targets.Add(capture);
        if (await HeldAsync(targets, cancellationToken) is { } held)
        {
            return held;
        }

        foreach (var target in targets)
        {
            var act = new Act
            {
                Kind = ActKind.TakedownBegun, Time = clock.GetUtcNow(), Actor = order.Actor, Reason = order.Reason, Blob = target.Name,
                Tombstone = TombstoneFor(target, order.Reason, order.Actor),
            };
            await _journal.AddAsync(act, cancellationToken);
            if (await EndAsync(act, uses, cancellationToken) is { Outcome: not TakedownOutcome.TakenDown } refused)
            {
                return refused;
            }
        }

        return new TakedownResult(TakedownOutcome.TakenDown, [.. targets.Select(static target => target.Name)], order.Reason);
    }

    /// <summary>A page may have gone back to the same text since the index was read: many captures take a while.</summary>
    private async Task LookAgainAsync(BlobReading capture, PayloadUses uses, DateTimeOffset looked, CancellationToken cancellationToken)
    {
        foreach (var key in capture.Lines.Select(static line => line.UrlKey).Distinct(StringComparer.Ordinal))
        {
            var history = await _indexes.OpenAsync(key, cancellationToken);
            await foreach (var line in history.FromAsync(CdxjLine.TimestampOf(looked - ClockSkew), cancellationToken))
            {
                uses.Add(line);
            }
        }
    }

    private async Task<TakedownResult> EndAsync(Act begun, PayloadUses uses, CancellationToken cancellationToken)
    {
        var (blob, tombstone) = (begun.Blob!, begun.Tombstone!);

        // A hold that came between the first look and the journal's entry counts.
        if ((await LegalHolds.ReadAsync(_journal, cancellationToken)).On(blob, tombstone.Records.Select(static record => record.Url)) is { } hold
            && await captures.HasAsync(blob, cancellationToken))
        {
            return await RefuseAsync(begun, TakedownOutcome.Held, Because(hold), cancellationToken);
        }

        try
        {
            await captures.DeleteAsync(blob, etag: null, cancellationToken);
        }
        catch (BlobLockedException locked)
        {
            return await RefuseAsync(begun, TakedownOutcome.Locked, locked.Message, cancellationToken);
        }

        var name = CaptureContainer.TombstoneOf(blob);
        await captures.WriteAsync(name, tombstone.ToWarc(), WriteCondition.Absent, cancellationToken);
        uses.Forget(blob);
        await _indexes.ForgetAsync(tombstone, uses, cancellationToken);
        await _indexes.AddAsync((await BlobReading.ReadAsync(captures, name, cancellationToken))?.Lines ?? [], cancellationToken);
        await _journal.AddAsync(begun with { Kind = ActKind.TakenDown, Tombstone = null, Time = clock.GetUtcNow() }, cancellationToken);
        return new TakedownResult(TakedownOutcome.TakenDown, [blob], begun.Reason);
    }

    private async Task<TakedownResult> RefuseAsync(Act begun, TakedownOutcome outcome, string because, CancellationToken cancellationToken)
    {
        await _journal.AddAsync(
            begun with { Kind = ActKind.TakedownRefused, Tombstone = null, Time = clock.GetUtcNow(), Reason = $"{begun.Reason} (refused: {because})" }, cancellationToken);
        return new TakedownResult(outcome, [begun.Blob!], because);
    }

    /// <summary>The takedowns that a kill left unfinished, by their captures.</summary>
    private async Task<Dictionary<string, Act>> BegunAsync(CancellationToken cancellationToken)
    {
        var begun = new Dictionary<string, Act>(StringComparer.Ordinal);
        await foreach (var act in _journal.ActsAsync(cancellationToken, ActKind.TakedownBegun, ActKind.TakedownRefused, ActKind.TakenDown))
        {
            if (act is { Kind: ActKind.TakedownBegun, Blob: { } blob, Tombstone: not null })
            {
                begun[blob] = act;
            }
            else if (act.Blob is { } ended)
            {
                begun.Remove(ended);
            }
        }

        return begun;
    }

    private async Task<HashSet<string>> PayloadsOfAsync(IReadOnlyList<string> blobs, Dictionary<string, Act> begun, CancellationToken cancellationToken)
    {
        var digests = new HashSet<string>(StringComparer.Ordinal);
        foreach (var blob in blobs)
        {
            digests.UnionWith(begun.TryGetValue(blob, out var act)
                ? act.Tombstone!.Records.Select(static record => record.Digest)
                : CaptureContainer.KindOf(blob) is BlobKind.Capture && await BlobReading.ReadAsync(captures, blob, cancellationToken) is { } capture
                    ? capture.Payloads.Select(static payload => payload.Digest)
                    : []);
        }

        return digests;
    }

    private async Task<TakedownResult?> HeldAsync(List<BlobReading> targets, CancellationToken cancellationToken)
    {
        var holds = await LegalHolds.ReadAsync(_journal, cancellationToken);
        foreach (var target in targets)
        {
            if (holds.On(target.Name, target.Urls) is { } hold)
            {
                return new TakedownResult(TakedownOutcome.Held, [target.Name], Because(hold));
            }
        }

        return null;
    }

    private static string Because(Act hold) => $"held since {hold.Time:yyyy-MM-dd} by {hold.Actor}: {hold.Reason}";

    private Tombstone TombstoneFor(BlobReading capture, string reason, string actor) => new()
    {
        TakenDown = capture.Name, Digest = capture.Digest, Size = capture.Size, Reason = reason, Actor = actor, Time = clock.GetUtcNow(), Records = capture.Listed,
    };
}
