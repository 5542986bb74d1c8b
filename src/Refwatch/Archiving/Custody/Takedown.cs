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
    private readonly Journal _journal = new(captures);
    private readonly CaptureIndexes _indexes = new(captures, state);

    /// <summary>Takes a capture down.</summary>
    /// <param name="blob">Its blob.</param>
    /// <param name="reason">Why; it stands in the tombstone for ever.</param>
    /// <param name="actor">Who decided it.</param>
    /// <param name="withRevisits">Also takes down the captures that refer to its payload: the same content under another date or URL.</param>
    /// <param name="cancellationToken">Stops before the next capture; one that was begun is ended by the same call again.</param>
    public async Task<TakedownResult> RunAsync(string blob, string reason, string actor, bool withRevisits, CancellationToken cancellationToken)
    {
        if (await BegunAsync(blob, cancellationToken) is { } begun)
        {
            return await EndAsync(begun, cancellationToken);
        }

        if (CaptureContainer.KindOf(blob) is not BlobKind.Capture || await BlobReading.ReadAsync(captures, blob, cancellationToken) is not { } capture)
        {
            return CaptureContainer.KindOf(blob) is BlobKind.Capture && await captures.HasAsync(CaptureContainer.TombstoneOf(blob), cancellationToken)
                ? new TakedownResult(TakedownOutcome.TakenDown, [blob], "it was taken down before")
                : new TakedownResult(TakedownOutcome.NotFound, [blob], "there is no such capture");
        }

        var revisits = await RevisitsOfAsync(capture, cancellationToken);
        if (revisits.Count > 0 && !withRevisits)
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
                Kind = ActKind.TakedownBegun, Time = clock.GetUtcNow(), Actor = actor, Reason = reason, Blob = target.Name,
                Tombstone = TombstoneFor(target, reason, actor),
            };
            await _journal.AddAsync(act, cancellationToken);
            if (await EndAsync(act, cancellationToken) is { Outcome: not TakedownOutcome.TakenDown } refused)
            {
                return refused;
            }
        }

        return new TakedownResult(TakedownOutcome.TakenDown, [.. targets.Select(static target => target.Name)], reason);
    }

    private async Task<TakedownResult> EndAsync(Act begun, CancellationToken cancellationToken)
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
        await _indexes.ForgetAsync(blob, tombstone.Records.Select(static record => record.Digest), cancellationToken);
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

    /// <summary>The takedown of this capture that a kill left unfinished; null when there is none.</summary>
    private async Task<Act?> BegunAsync(string blob, CancellationToken cancellationToken)
    {
        Act? open = null;
        await foreach (var act in _journal.ActsAsync(cancellationToken))
        {
            if (act.Blob == blob && act.Kind is ActKind.TakedownBegun or ActKind.TakedownRefused or ActKind.TakenDown)
            {
                open = act is { Kind: ActKind.TakedownBegun, Tombstone: not null } ? act : null;
            }
        }

        return open;
    }

    /// <summary>Captures that refer to a payload which only this one holds.</summary>
    private async Task<List<string>> RevisitsOfAsync(BlobReading capture, CancellationToken cancellationToken)
    {
        var payloads = capture.Payloads.Select(static payload => payload.Digest).ToHashSet(StringComparer.Ordinal);
        var revisits = new List<CdxjLine>();
        await foreach (var (_, _, line) in _indexes.LinesAsync(cancellationToken))
        {
            if (line is null || line.Filename == capture.Name || !payloads.Contains(line.Digest))
            {
                continue;
            }

            if (line.IsRevisit)
            {
                revisits.Add(line);
            }
            else if (line.IsAnswer)
            {
                payloads.Remove(line.Digest); // held a second time
            }
        }

        return [.. revisits.Where(line => payloads.Contains(line.Digest)).Select(static line => line.Filename).Distinct(StringComparer.Ordinal)];
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
