using Refwatch.Repairing;

namespace Refwatch.Mementos;

/// <summary>
/// What one visit to a service found the mementos to be that articles link: the errands of a page name the same ones (is it any good; what
/// did the page say that day; does it repair the reference), and each is fetched once.
/// </summary>
public sealed class KnownMementos
{
    private readonly Dictionary<(Uri Page, Uri Memento), KnownMemento> _known = [];

    internal KnownMemento? Find(Uri page, Uri memento) => _known.GetValueOrDefault((page, memento));

    /// <summary>Keeps what is linked; others are asked for by one errand alone.</summary>
    internal void Add(Errand errand, Uri memento, KnownMemento outcome)
    {
        if (errand.Linked.Contains(memento))
        {
            _known[(errand.Page, memento)] = outcome;
        }
    }
}

/// <summary>What came of a request for a memento.</summary>
/// <param name="Tried">The memento; null when none was given.</param>
/// <param name="Refused">Why not, where that says something of the memento.</param>
internal sealed record KnownMemento(TriedMemento? Tried, MementoCandidate? Refused);

/// <summary>A memento that was fetched raw.</summary>
/// <param name="Candidate">What it is worth to an editor.</param>
/// <param name="CanBeCompared">Its claims can be compared with what the page says now.</param>
internal sealed record TriedMemento(MementoCandidate Candidate, bool CanBeCompared)
{
    public TriedMemento(MementoCandidate candidate, ReadMemento read)
        : this(candidate, candidate.Verdict.IsReadable && read.Content is { NotComparable: null, Blocks.Count: > 0 } && read.Document is { IsCut: false })
    {
    }
}
