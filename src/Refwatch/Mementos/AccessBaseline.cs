using System.Text.Json.Serialization;
using Refwatch.Archiving;
using Refwatch.Claims;
using Refwatch.Repairing;

namespace Refwatch.Mementos;

/// <summary>What a page said on the day that an editor read it, and what it says otherwise now.</summary>
/// <param name="Day">ISO 8601: the access date of the references, or the date of their archived copy; a month where that is all they say.</param>
public sealed record AccessBaseline(string Day)
{
    /// <summary>Most changed claims that are kept; those that passages rest on come first.</summary>
    private const int MaxClaims = 20;

    /// <summary>When it was captured.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Its bytes in our archive; null when there is none.</summary>
    public StoredCapture? Capture { get; init; }

    /// <summary>The public memento; null when the capture is our own.</summary>
    public MementoCandidate? Memento { get; init; }

    /// <summary>Why there is none, and who says so.</summary>
    public string? Refusal { get; init; }

    /// <summary>The claims that changed since, with the passages of the references of that day.</summary>
    public Change Drift { get; init; } = Change.None;

    /// <summary>Changed claims that are not kept in <see cref="Drift"/>.</summary>
    public int OtherClaims { get; init; }

    /// <summary>What it was compared with: once for each text and each set of passages.</summary>
    public string? ComparedWith { get; init; }

    /// <summary>A cited passage lost its support, or has another one.</summary>
    [JsonIgnore]
    public bool TouchesSupport => !Supporting.IsEmpty;

    /// <summary>The part of <see cref="Drift"/> that changes what a cited passage rests on.</summary>
    [JsonIgnore]
    public Change Supporting => Drift with { Claims = [.. Drift.Claims.Where(static claim => claim.CitedBy.Any(static cited => cited.Effect is not null))] };

    /// <summary>Timestamp (14 digits) of our capture that <see cref="Drift"/> leads to.</summary>
    public string? Now { get; init; }

    /// <summary>With what a comparison found.</summary>
    /// <param name="change">The whole change.</param>
    /// <param name="now">The timestamp of the capture it leads to.</param>
    /// <param name="with">What makes this comparison valid.</param>
    public AccessBaseline Compared(Change change, string now, string with)
    {
        var kept = change.Claims
            .OrderBy(static claim => claim.CitedBy.Any(static cited => cited.Effect is not null) ? 0 : claim.CitedBy.Count > 0 ? 1 : claim.Kind is ChangeKind.Factual ? 2 : 3)
            .Take(MaxClaims).ToList();
        return this with { Now = now, Drift = change with { Claims = kept }, OtherClaims = change.Claims.Count - kept.Count, ComparedWith = with };
    }
}
