using System.Text;
using Refwatch.Claims;
using Refwatch.Fetching;
using Refwatch.Repairing;

namespace Refwatch.Mementos;

/// <summary>A page's mementos between two checks: part of its row of the ledger.</summary>
public sealed class MementoState
{
    private const int MaxAsked = 24;
    private const int MaxTold = 200;

    /// <summary>What it said on the days that editors read it; one a day, in order.</summary>
    public List<AccessBaseline> Baselines { get; init; } = [];

    /// <summary>The mementos that articles link, under the addresses that they link; those that are no good say why.</summary>
    public List<MementoCandidate> Linked { get; init; } = [];

    /// <summary>What was asked of other hosts, the newest last.</summary>
    public List<AskedErrand> Asked { get; init; } = [];

    /// <summary>Digests of what maintainers were told that the page says now: no change is told twice.</summary>
    public List<string> Told { get; init; } = [];

    /// <summary>When all this was last looked through.</summary>
    public DateTimeOffset? Settled { get; set; }

    /// <summary>An answer or another citation came in: look through it again.</summary>
    public bool HasNews { get; set; }

    /// <summary>Takes in what another host's visit found out. Repeating it is harmless.</summary>
    public void Take(ErrandAnswer answer)
    {
        HasNews = true;
        var asked = Asked.FindIndex(asked => asked.Id == answer.Errand);
        if (asked >= 0)
        {
            Asked[asked] = Asked[asked] with { IsAnswered = true, Why = answer.Why, Elsewhere = answer.Elsewhere };
        }

        if (answer.Kind is ErrandKind.Linked)
        {
            Linked.RemoveAll(known => answer.Candidates.Any(candidate => candidate.Memento == known.Memento));
            Linked.AddRange(answer.Candidates);
        }

        foreach (var baseline in answer.Baselines)
        {
            var known = Baselines.FindIndex(known => known.Day == baseline.Day);
            if (known >= 0 && Baselines[known].Capture is null)
            {
                Baselines[known] = baseline with { Refusal = baseline.Capture is null ? Joined(Baselines[known].Refusal, baseline.Refusal) : null };
            }
        }
    }

    public void Remember(AskedErrand errand)
    {
        Asked.RemoveAll(asked => asked.Id == errand.Id);
        Asked.Add(errand);
        Asked.RemoveRange(0, Math.Max(0, Asked.Count - MaxAsked));
    }

    public void RememberTold(IEnumerable<ClaimChange> claims)
    {
        foreach (var key in claims.Select(KeyOf).Except(Told).ToList())
        {
            Told.Add(key);
        }

        Told.RemoveRange(0, Math.Max(0, Told.Count - MaxTold));
    }

    public bool WasTold(ClaimChange claim) => Told.Contains(KeyOf(claim));

    /// <summary>What the page says now, or no longer: whichever capture it was compared with.</summary>
    private static string KeyOf(ClaimChange claim) =>
        Digest.Sha256(Encoding.UTF8.GetBytes(claim.After is null ? $"-{Folded(claim.Before)}" : $"+{Folded(claim.After)}"))["sha256:".Length..][..16];

    private static string Folded(string? claim) => string.Concat((claim ?? "").Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string? Joined(string? one, string? other) => one is null || one == other ? other : $"{one}; {other}";
}

/// <summary>An errand that was left for another host.</summary>
/// <param name="Id">The errand's.</param>
/// <param name="Time">When it was left.</param>
public sealed record AskedErrand(string Id, DateTimeOffset Time)
{
    /// <summary>What was asked; null in rows of earlier versions.</summary>
    public ErrandKind? Kind { get; init; }

    public bool IsAnswered { get; init; }

    /// <summary>Mementos on other hosts that it led to.</summary>
    public IReadOnlyList<Uri> Elsewhere { get; init; } = [];

    /// <summary>Why there is no memento.</summary>
    public string? Why { get; init; }
}
