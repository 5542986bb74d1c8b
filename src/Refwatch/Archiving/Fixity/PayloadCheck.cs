using Refwatch.Storage;

namespace Refwatch.Archiving.Fixity;

/// <summary>The payloads that the captures hold, with the entries of the payload index and the revisits that refer to them.</summary>
/// <remarks>The captures are read before the payload index; what was stored meanwhile is looked at where the two don't agree.</remarks>
internal sealed class PayloadCheck(IBlobStore captures, CaptureIndexes indexes, FixityReport report, Action<FixityProblem> found) : IDisposable
{
    private const char Held = 'h';
    private const char Listed = 'l';
    private const char Revisited = 'r';

    private readonly Facts _facts = new();
    private int _unlisted;

    public void Add(BlobReading blob)
    {
        foreach (var (digest, origin) in blob.Payloads)
        {
            _facts.Add(digest, Held, PlaceOf(origin));
        }

        foreach (var (offset, digest) in blob.Revisits)
        {
            _facts.Add(digest, Revisited, $"{offset} {blob.Name}");
        }
    }

    /// <summary>Reads the payload index, and names what does not agree.</summary>
    /// <param name="isDamaged">Whether a blob was damaged: what the index says of it was right once.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task FinishAsync(Func<string, bool> isDamaged, CancellationToken cancellationToken)
    {
        await foreach (var (name, digest, origin) in indexes.PayloadsAsync(cancellationToken))
        {
            report.Payloads++;
            if (origin is null || name != PayloadIndex.NameOf(digest))
            {
                found(new FixityProblem(FixityKind.WrongPayloadEntry, name, Offset: null, origin is null ? "it can't be read" : "it stands where nobody looks for it"));
            }
            else
            {
                _facts.Add(digest, Listed, PlaceOf(origin));
            }
        }

        // A payload may have a million revisits: its facts are not taken together.
        var subject = new Payload("");
        foreach (var fact in _facts.Read())
        {
            if (fact.Subject != subject.Digest)
            {
                Finish(subject);
                subject = new Payload(fact.Subject);
            }

            await CheckAsync(subject, fact, isDamaged, cancellationToken);
        }

        Finish(subject);
        if (_unlisted > 0)
        {
            found(new FixityProblem(FixityKind.MissingPayloadEntry, "digests/", Offset: null, $"{_unlisted} payloads are held and not listed"));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _facts.Dispose();

    private async Task CheckAsync(Payload payload, Fact fact, Func<string, bool> isDamaged, CancellationToken cancellationToken)
    {
        var (first, second) = fact.Text.Split(' ', 2) is [var left, var right] ? (left, right) : default;
        switch (fact.Witness)
        {
            case Held:
                payload.Places.Add(fact.Text);
                break;

            case Listed:
                payload.IsListed = true;
                if (!payload.Places.Contains(fact.Text) && await IsHeldNowAsync(payload.Digest, first, fact.Text, cancellationToken))
                {
                    payload.Places.Add(fact.Text);
                }
                else if (!payload.Places.Contains(fact.Text) && !isDamaged(first))
                {
                    found(new FixityProblem(FixityKind.WrongPayloadEntry, PayloadIndex.NameOf(payload.Digest), Offset: null, $"no record of {first} holds this payload as it says"));
                }

                break;

            case Revisited when payload.Places.Count == 0:
                found(new FixityProblem(FixityKind.LostOriginal, second, long.Parse(first), $"it refers to the payload {payload.Digest}, which is held nowhere"));
                break;
        }
    }

    private void Finish(Payload payload) => _unlisted += payload is { Places.Count: > 0, IsListed: false } ? 1 : 0;

    private async Task<bool> IsHeldNowAsync(string digest, string blob, string place, CancellationToken cancellationToken) =>
        await captures.HasNamedAsync(blob, cancellationToken)
        && (await BlobReading.ReadAsync(captures, blob, cancellationToken))?.Payloads.Any(payload => payload.Digest == digest && PlaceOf(payload.Origin) == place) == true;

    private static string PlaceOf(PayloadOrigin origin) => $"{origin.Blob} {origin.RecordId}";

    private sealed record Payload(string Digest)
    {
        public HashSet<string> Places { get; } = new(StringComparer.Ordinal);

        public bool IsListed { get; set; }
    }
}
