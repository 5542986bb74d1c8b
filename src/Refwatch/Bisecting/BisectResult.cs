using System.Text.Json.Serialization;

namespace Refwatch.Bisecting;

/// <summary>Between which captures a page began or ceased to say something.</summary>
public sealed record BisectResult
{
    public required Uri Url { get; init; }

    public required string Statement { get; init; }

    public BisectAnswer Answer { get; init; }

    /// <summary>The last capture before the change, or the first of all; null when none could be read.</summary>
    public BisectedCapture? Before { get; init; }

    /// <summary>The first capture after the change, or the last of all; null when none could be read.</summary>
    public BisectedCapture? After { get; init; }

    /// <summary>Captures between the two that hold no text which could be read.</summary>
    public int Unread { get; init; }

    /// <summary>Captures of the page that answered.</summary>
    public int Captures { get; init; }

    /// <summary>Captures that were read from the archive.</summary>
    public int Reads { get; init; }
}

/// <param name="Timestamp">14 digits, UTC.</param>
/// <param name="Sentence">What it says there; null when nothing.</param>
public sealed record BisectedCapture(string Timestamp, string? Sentence);

public enum BisectAnswer
{
    /// <summary>No capture that was asked says it.</summary>
    [JsonStringEnumMemberName("never")]
    Never,

    /// <summary>Every capture that was asked says it.</summary>
    [JsonStringEnumMemberName("always")]
    Always,

    [JsonStringEnumMemberName("appeared")]
    Appeared,

    [JsonStringEnumMemberName("disappeared")]
    Disappeared,

    /// <summary>No capture holds a text that can be read.</summary>
    [JsonStringEnumMemberName("unreadable")]
    Unreadable,
}
