using System.Text;
using Refwatch.Fetching;
using Refwatch.Repairing;

namespace Refwatch.Mementos;

/// <summary>What a page needs of another host. That host's own visit carries it out; the answer comes to the page's inbox.</summary>
public sealed record Errand
{
    /// <summary>Digest of what is asked: the same errand twice is one.</summary>
    public required string Id { get; init; }

    public required ErrandKind Kind { get; init; }

    /// <summary>The page that it is for.</summary>
    public required Uri Page { get; init; }

    /// <summary>What stands before the page's address, e.g. "https://web.archive.org/web/".</summary>
    public required Uri TimeGate { get; init; }

    /// <summary>The days on which editors read the page (ISO 8601).</summary>
    public required IReadOnlyList<string> Days { get; init; }

    /// <summary>Mementos on the same host that articles link already: tried first.</summary>
    public IReadOnlyList<Uri> Linked { get; init; } = [];

    /// <summary>Our last readable capture, by blob name: what a repair should still say.</summary>
    public string? LastGood { get; init; }

    /// <summary>The page is watched at an interval: its next visit need not wait for a person.</summary>
    public bool IsScheduled { get; init; }

    /// <summary>How often it was tried and failed.</summary>
    public int Tries { get; init; }

    /// <summary>Not to be tried before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The span of the visit that asked for it (W3C Trace Context's traceparent); null when nobody traced it.</summary>
    public string? TraceParent { get; init; }

    public static string IdOf(ErrandKind kind, Uri page, Uri timeGate, IEnumerable<string> days, IEnumerable<Uri> linked)
    {
        string[] parts = [kind.ToString(), page.AbsoluteUri, timeGate.AbsoluteUri, .. days, "", .. linked.Select(static url => url.AbsoluteUri)];
        return Digest.Sha256(Encoding.UTF8.GetBytes(string.Join('\n', parts)))["sha256:".Length..][..32];
    }
}

public enum ErrandKind
{
    /// <summary>The memento nearest each day, for the comparison with what the page says now.</summary>
    Baseline,

    /// <summary>A memento that can be pasted in place of a page that rotted.</summary>
    Repair,

    /// <summary>What the mementos that articles link already turn out to be.</summary>
    Linked,
}

/// <summary>What became of an errand.</summary>
public sealed record ErrandAnswer
{
    public required string Errand { get; init; }

    public required ErrandKind Kind { get; init; }

    /// <summary>The day's memento, or why there is none: of a <see cref="ErrandKind.Baseline"/>.</summary>
    public IReadOnlyList<AccessBaseline> Baselines { get; init; } = [];

    /// <summary>The mementos that were tried, the best first: of a <see cref="ErrandKind.Repair"/>; those that articles link: of <see cref="ErrandKind.Linked"/>.</summary>
    public IReadOnlyList<MementoCandidate> Candidates { get; init; } = [];

    /// <summary>Mementos on other hosts that the service leads to: to be asked for there.</summary>
    public IReadOnlyList<Uri> Elsewhere { get; init; } = [];

    /// <summary>Why there is no memento; null when there is one.</summary>
    public string? Why { get; init; }
}
