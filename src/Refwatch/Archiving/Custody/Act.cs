namespace Refwatch.Archiving.Custody;

/// <summary>Something that a person did to the archive, or had done: an entry of the journal. It is not to be rebuilt from anything.</summary>
public sealed record Act
{
    public int SchemaVersion { get; init; } = 1;

    public required ActKind Kind { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Who decided it.</summary>
    public required string Actor { get; init; }

    public required string Reason { get; init; }

    /// <summary>The capture that it is about; null when it is about a URL.</summary>
    public string? Blob { get; init; }

    /// <summary>The URL that it is about, with all its captures; null when it is about one capture.</summary>
    public string? Url { get; init; }

    /// <summary>Of an import: SHA-256 of the file, "sha256:…".</summary>
    public string? FileDigest { get; init; }

    /// <summary>Of a takedown: what the tombstone says, so that a killed takedown can be ended.</summary>
    public Tombstone? Tombstone { get; init; }
}

public enum ActKind
{
    /// <summary>Captures came from elsewhere.</summary>
    Imported,

    /// <summary>Captures are coming from elsewhere: without an end behind it, not all of the file was read.</summary>
    ImportBegun,

    /// <summary>Nothing of it may be taken down or dropped.</summary>
    Held,

    /// <summary>All holds on it are ended.</summary>
    Released,

    /// <summary>A takedown was decided; the capture may still be there.</summary>
    TakedownBegun,

    /// <summary>The capture stayed as it was.</summary>
    TakedownRefused,

    /// <summary>The capture is gone and its tombstone stands.</summary>
    TakenDown,
}
