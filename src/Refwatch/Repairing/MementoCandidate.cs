using System.Text.Json.Serialization;
using Refwatch.Archiving;
using Refwatch.Verdicts;

namespace Refwatch.Repairing;

/// <summary>A public memento of a page that was fetched raw and judged: what an editor may paste, or why not.</summary>
/// <param name="Memento">The address that others can open.</param>
/// <param name="Time">Its Memento-Datetime (RFC 7089, section 2.1.1).</param>
/// <param name="Service">Who holds it, as a person would name it: "web.archive.org".</param>
/// <param name="Verdict">What the raw memento turned out to be: an archive may have kept a cookie wall.</param>
public sealed record MementoCandidate(Uri Memento, DateTimeOffset Time, string Service, Verdict Verdict)
{
    /// <summary>Facts of the cited passages that the memento holds, as an editor would read them: what was verified.</summary>
    public IReadOnlyList<string> HeldFacts { get; init; } = [];

    /// <summary>Facts of the cited passages that the memento does not hold, as an editor would read them.</summary>
    public IReadOnlyList<string> MissingFacts { get; init; } = [];

    /// <summary>Why it is not to be pasted; null when it holds what the article says.</summary>
    public string? Refusal { get; init; }

    /// <summary>What was archived cannot be checked here (a PDF, a page that scripts fill): neither good nor bad, until a person has looked.</summary>
    public bool MustBeSeen { get; init; }

    /// <summary>It shows something else than what the article took from the page.</summary>
    [JsonIgnore]
    public bool IsBad => Refusal is not null && !MustBeSeen;

    /// <summary>The raw memento in our own archive: the evidence.</summary>
    public StoredCapture? Evidence { get; init; }
}
