namespace Refwatch.Claims;

/// <summary>What stands between two common atoms on each side.</summary>
/// <param name="removed">The atoms of the earlier side.</param>
/// <param name="added">The atoms of the later side.</param>
/// <param name="start">Where the removed atoms begin in the earlier claim.</param>
/// <param name="leading">The atoms that stand before it in the earlier claim.</param>
/// <param name="trailing">The atoms that stand behind it in the earlier claim.</param>
internal sealed class Edit(List<ClaimAtom> removed, List<ClaimAtom> added, int start, List<ClaimAtom> leading, List<ClaimAtom> trailing)
{
    public List<ClaimAtom> Removed { get; } = removed;

    public List<ClaimAtom> Added { get; } = added;

    public int Start { get; } = start;

    public int End { get; } = start + removed.Count;

    /// <summary>What stands near it, in order.</summary>
    public IReadOnlyList<ClaimAtom> Around { get; } = [.. leading, .. trailing];

    /// <summary>It says who is the source: "according to the [police]", "[полицияның] айтуынша".</summary>
    public bool IsSource { get; } =
        leading.TakeLast(2).Any(static atom => atom.Type == FactType.Attribution)
        || trailing is [{ Type: FactType.Attribution, Word: [> 'z', ..] word }, ..] && word != "согласно";

    /// <summary>An atom of it is found elsewhere in the other side.</summary>
    public bool HasMoved { get; set; }

    public bool IsEmpty => Removed.Count + Added.Count == 0;
}
