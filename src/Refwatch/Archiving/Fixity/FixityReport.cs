using Refwatch.Archiving.Custody;

namespace Refwatch.Archiving.Fixity;

/// <summary>What a verification read and found.</summary>
public sealed class FixityReport
{
    public int Captures { get; set; }

    public int Tombstones { get; set; }

    public int Records { get; set; }

    public long Bytes { get; set; }

    public int IndexLines { get; set; }

    public int Payloads { get; set; }

    /// <summary>Acts in the journal.</summary>
    public int Acts { get; set; }

    public int Manifests { get; set; }

    /// <summary>Manifests with a signature by a trusted key; null when no key was given.</summary>
    public int? Signed { get; set; }

    /// <summary>Manifests with a time-stamp by a trusted authority; null when none was given.</summary>
    public int? Stamped { get; set; }

    /// <summary>The newest manifest; null when there is none.</summary>
    public Manifest? Head { get; set; }

    public string? HeadDigest { get; set; }

    /// <summary>Blobs that no manifest names yet: the next one will.</summary>
    public int Unnamed { get; set; }

    /// <summary>Captures that were named more than two days after they were made: imports, or a chain that was begun anew.</summary>
    public int NamedLate { get; set; }

    /// <summary>Imports that were begun and not ended: what they stored is sound, and not all that their files hold.</summary>
    public List<Act> UnfinishedImports { get; } = [];

    /// <summary>Problems by kind.</summary>
    public SortedDictionary<FixityKind, int> Problems { get; } = [];

    public bool IsSound => Problems.Count == 0;
}
