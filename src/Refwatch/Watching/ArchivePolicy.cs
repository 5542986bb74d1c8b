using System.Text.Json.Serialization;

namespace Refwatch.Watching;

/// <summary>
/// Which checks leave a capture; the others leave a note in the page's row of the ledger (<see cref="UnchangedChecks"/>). In the
/// order of fullness: of several subscriptions the fullest wins. A change of verdict is always captured, and so is, once a
/// year, a page that stays as it is.
/// </summary>
public enum ArchivePolicy
{
    /// <summary>Claims came, went, or changed. A new wording of the same facts is one; what the difference calls cosmetic is not.</summary>
    [JsonStringEnumMemberName("on-claim-change")]
    OnClaimChange = -1,

    /// <summary>The main text changed, or, where there is none to compare, the bytes.</summary>
    [JsonStringEnumMemberName("on-change")]
    OnChange = 0,

    /// <summary>Every check: a 304 as a revisit record, a failed fetch with its reason.</summary>
    [JsonStringEnumMemberName("always")]
    Always = 1,
}

/// <summary>
/// The note in the ledger: checks in a row that found what the last capture holds. When the next capture is stored, the note
/// goes into its metadata record, so that the archive itself says how often the page was looked at in between.
/// </summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Checks">How many.</param>
public sealed record UnchangedChecks(DateTimeOffset First, DateTimeOffset Last, int Checks)
{
    public static UnchangedChecks After(UnchangedChecks? before, DateTimeOffset time) =>
        before is null ? new(time, time, 1) : before with { Last = time, Checks = before.Checks + 1 };
}
