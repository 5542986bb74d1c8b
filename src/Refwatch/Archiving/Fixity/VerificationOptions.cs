namespace Refwatch.Archiving.Fixity;

/// <summary>What a verifier knows that the archive does not say of itself.</summary>
public sealed record VerificationOptions
{
    /// <summary>Whom it trusts; nobody: seals are not looked at.</summary>
    public Seals Seals { get; init; } = new();

    /// <summary>The digest of a manifest that was noted elsewhere: it must be in the chain. Null: not asked.</summary>
    public string? ExpectedHead { get; init; }

    /// <summary>The newest manifest must be of this day or a later one. Null: not asked.</summary>
    public DateOnly? Since { get; init; }
}
