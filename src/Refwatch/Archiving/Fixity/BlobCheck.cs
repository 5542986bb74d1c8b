using Refwatch.Archiving.Custody;
using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>Each blob of the captures container with the manifest that names it, the tombstone that stands for it, and what people did to it.</summary>
internal sealed class BlobCheck(IBlobStore captures, FixityReport report, Action<FixityProblem> found) : IDisposable
{
    private const char Acted = 'a';
    private const char Held = 'h';
    private const char Named = 'm';
    private const char Replaced = 't';

    private readonly Facts _facts = new();
    private int _acts;

    /// <summary>A manifest names it; of several the first one counts.</summary>
    public void AddNamed(int position, ManifestEntry entry) => _facts.Add(entry.Name, Named, $"{position:d8} {entry.Digest} {entry.Size}");

    /// <summary>It was read, and is sound or not.</summary>
    public void AddHeld(BlobReading blob) => _facts.Add(blob.Name, Held, blob.IsSound ? blob.Digest : "");

    public void AddTombstone(Tombstone tombstone) => _facts.Add(tombstone.TakenDown, Replaced, tombstone.Digest);

    /// <summary>A takedown's acts, in the order of time.</summary>
    public void AddTakedown(string blob, ActKind act) => _facts.Add(blob, Acted, $"{_acts++:d10} {act}");

    /// <summary>Names what does not agree.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var blob in _facts.ReadBySubject())
        {
            var (name, held) = (blob[0].Subject, TextOf(blob, Held));
            var named = TextOf(blob, Named)?.Split(' ');
            var tombstone = TextOf(blob, Replaced);
            if (held is not null)
            {
                CheckHeld(name, held, named?[1]);
            }
            else if (named is not null)
            {
                await CheckGoneAsync(name, named, tombstone, cancellationToken);
            }

            var last = blob.LastOrDefault(static fact => fact.Witness == Acted).Text is { } act ? Enum.Parse<ActKind>(act.Split(' ')[1]) : (ActKind?)null;
            CheckTakedown(name, held is not null, tombstone is not null, last);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _facts.Dispose();

    private static string? TextOf(IReadOnlyList<Fact> facts, char witness) =>
        facts.Where(fact => fact.Witness == witness).Select(static fact => fact.Text).FirstOrDefault();

    private void CheckHeld(string name, string digest, string? named)
    {
        if (named is null)
        {
            report.Unnamed++;
        }
        else if (digest.Length > 0 && digest != named)
        {
            found(new FixityProblem(FixityKind.WrongDigest, name, Offset: null, $"the blob is {digest}: its manifest names another"));
        }
    }

    private async Task CheckGoneAsync(string name, string[] named, string? tombstone, CancellationToken cancellationToken)
    {
        if (tombstone is not null && tombstone != named[1])
        {
            found(new FixityProblem(FixityKind.WrongTombstone, CaptureContainer.TombstoneOf(name), Offset: null, $"it stands for {tombstone}; the manifest names {named[1]}"));
        }
        else if (tombstone is null && !await captures.HasNamedAsync(CaptureContainer.TombstoneOf(name), cancellationToken)) // taken down while this ran
        {
            found(new FixityProblem(FixityKind.MissingBlob, name, Offset: null, $"it is gone; it was {named[1]}, {named[2]} bytes"));
        }
    }

    private void CheckTakedown(string name, bool isHeld, bool hasTombstone, ActKind? last)
    {
        if (last is ActKind.TakedownBegun)
        {
            found(new FixityProblem(FixityKind.UnfinishedTakedown, name, Offset: null, "its takedown was begun and not ended"));
        }

        if (hasTombstone && last is null)
        {
            found(new FixityProblem(FixityKind.WrongTombstone, CaptureContainer.TombstoneOf(name), Offset: null, "no act in the journal explains it"));
        }

        if (hasTombstone && isHeld && last is not ActKind.TakedownBegun)
        {
            found(new FixityProblem(FixityKind.WrongTombstone, CaptureContainer.TombstoneOf(name), Offset: null, "the capture that it stands for is there"));
        }
    }
}
