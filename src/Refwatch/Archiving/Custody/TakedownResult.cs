namespace Refwatch.Archiving.Custody;

/// <summary>What became of a takedown.</summary>
/// <param name="Outcome">The word.</param>
/// <param name="Blobs">The captures that it is about: those taken down, or those that forbid it.</param>
/// <param name="Detail">Why, in a line.</param>
public sealed record TakedownResult(TakedownOutcome Outcome, IReadOnlyList<string> Blobs, string Detail);

public enum TakedownOutcome
{
    /// <summary>The captures are gone and their tombstones stand.</summary>
    TakenDown,

    /// <summary>There is no such capture.</summary>
    NotFound,

    /// <summary>A legal hold covers it.</summary>
    Held,

    /// <summary>A policy of the store forbids to delete it.</summary>
    Locked,

    /// <summary>Later captures refer to its payload: they would be unreadable.</summary>
    HasRevisits,
}
