namespace Refwatch.Archiving.Fixity;

/// <summary>Something in the archive that is not as it was written.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Blob">Where: a blob's name.</param>
/// <param name="Offset">The byte of the blob where the record or line begins; null when it is the blob as a whole.</param>
/// <param name="Detail">What was found, in a line.</param>
public sealed record FixityProblem(FixityKind Kind, string Blob, long? Offset, string Detail)
{
    /// <summary>What can be done about it.</summary>
    public Remedy Remedy => Kind switch
    {
        FixityKind.NotIndexed or FixityKind.WrongIndexLine or FixityKind.WrongPayloadEntry or FixityKind.MissingPayloadEntry => Remedy.Reindex,
        FixityKind.DamagedRecord or FixityKind.WrongDigest or FixityKind.MissingBlob or FixityKind.DanglingIndexLine or FixityKind.LostOriginal or FixityKind.DamagedManifest => Remedy.OtherCopy,
        FixityKind.Unsealed => Remedy.Seal,
        FixityKind.UnfinishedTakedown => Remedy.TakeDownAgain,
        _ => Remedy.Judge,
    };
}

/// <summary>What is wrong.</summary>
public enum FixityKind
{
    /// <summary>A record's bytes are not what its digests say, or it can't be read: bit rot, truncation.</summary>
    DamagedRecord,

    /// <summary>The blob is not the one that its manifest names, though its records may agree with themselves.</summary>
    WrongDigest,

    /// <summary>A manifest names the blob, and neither it nor a tombstone is there.</summary>
    MissingBlob,

    /// <summary>A blob that is no capture, manifest or act: somebody else put it there.</summary>
    UnknownBlob,

    /// <summary>A revisit's payload is held nowhere.</summary>
    LostOriginal,

    /// <summary>A record that no index line finds.</summary>
    NotIndexed,

    /// <summary>An index line that says something else than the record it leads to, or nothing at all.</summary>
    WrongIndexLine,

    /// <summary>An index line that leads to no blob.</summary>
    DanglingIndexLine,

    /// <summary>An entry of the payload index that leads nowhere.</summary>
    WrongPayloadEntry,

    /// <summary>A payload that the payload index lacks: it would be stored a second time.</summary>
    MissingPayloadEntry,

    /// <summary>A manifest that can't be read in whole.</summary>
    DamagedManifest,

    /// <summary>A manifest that does not continue the one before it, or one that is missing between two.</summary>
    BrokenChain,

    /// <summary>A manifest without the seal that was asked for.</summary>
    Unsealed,

    /// <summary>A seal that is not of this manifest by a trusted key or authority, or of another time.</summary>
    WrongSeal,

    /// <summary>The chain ends before the manifest or the day that was expected.</summary>
    MissingHead,

    /// <summary>A takedown that was begun and neither ended nor refused.</summary>
    UnfinishedTakedown,

    /// <summary>A tombstone that no act explains, or that stands beside what it replaces.</summary>
    WrongTombstone,

    /// <summary>An entry of the journal that can't be read.</summary>
    DamagedJournal,
}

/// <summary>What can be done about a problem.</summary>
public enum Remedy
{
    /// <summary>`refwatch reindex` builds it again from the captures.</summary>
    Reindex,

    /// <summary>Not to be rebuilt: put back the blob from another copy of the archive; `refwatch reindex` forgets one that is lost for good.</summary>
    OtherCopy,

    /// <summary>`refwatch manifest` seals it, if it is not older than a week.</summary>
    Seal,

    /// <summary>`refwatch takedown` with the same name ends it.</summary>
    TakeDownAgain,

    /// <summary>A person must find out what happened.</summary>
    Judge,
}
