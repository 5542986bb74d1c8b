namespace Refwatch.Claims;

/// <summary>What stands between two common atoms on each side.</summary>
/// <param name="removed">The atoms of the earlier side.</param>
/// <param name="added">The atoms of the later side.</param>
/// <param name="start">Where the removed atoms begin in the earlier claim.</param>
/// <param name="around">The common atoms near it, in order.</param>
internal sealed class Edit(List<ClaimAtom> removed, List<ClaimAtom> added, int start, IReadOnlyList<ClaimAtom> around)
{
    public List<ClaimAtom> Removed { get; } = removed;

    public List<ClaimAtom> Added { get; } = added;

    public int Start { get; } = start;

    public int End { get; } = start + removed.Count;

    public IReadOnlyList<ClaimAtom> Around { get; } = around;

    /// <summary>An atom of it is found elsewhere in the other side.</summary>
    public bool HasMoved { get; set; }

    public bool IsEmpty => Removed.Count + Added.Count == 0;
}
