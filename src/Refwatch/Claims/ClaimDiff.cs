using System.Globalization;
using Refwatch.Extracting;

namespace Refwatch.Claims;

/// <summary>Compares what a page said with what it says.</summary>
public static class ClaimDiff
{
    /// <summary>
    /// The change from one capture's content to the next; <see cref="Change.None"/> when there is nothing to compare. The time grows with the
    /// pages' length and the number of changed sentences, never with the square of either.
    /// </summary>
    public static Change Between(PageContent? before, PageContent? after)
    {
        if (before is null || after is null || before.NotComparable is not null || after.NotComparable is not null)
        {
            return Change.None;
        }

        using var span = Telemetry.Start("compare");

        var revision = ClaimAlignment.Of(before, after);
        if (revision.IsEmpty)
        {
            return Change.None;
        }

        var comparison = new ClaimComparison(revision.Vocabulary);
        var changes = new List<(double Place, ClaimChange Change)>();
        foreach (var pair in revision.Pairs)
        {
            var change = comparison.Compare(pair.Before, pair.After) ?? (pair.IsMoved ? Moved(pair) : null);
            if (change is not null)
            {
                var isHeadline = pair.Before.Any(claim => IsHeadline(claim.Claim, before)) || pair.After.Any(claim => IsHeadline(claim.Claim, after));
                changes.Add((pair.Place, change with { IsHeadline = isHeadline }));
            }
        }

        changes.AddRange(revision.Removed.Select(claim => (claim.Place, Removed(claim.Claim, before))));
        changes.AddRange(revision.Added.Select(claim => (claim.Place, Added(claim.Claim, after))));
        return changes.Count == 0
            ? Change.None
            : new Change([.. changes.OrderBy(static change => change.Place).Select(static change => change.Change)]) { IsSilentEdit = IsSilent(before, after, changes) };
    }

    private static ClaimChange Moved(ClaimPair pair) => new()
    {
        Kind = ChangeKind.Moved,
        Before = string.Join(' ', pair.Before.Select(static claim => claim.Claim.Text)),
        After = string.Join(' ', pair.After.Select(static claim => claim.Claim.Text)),
    };

    private static ClaimChange Removed(Claim claim, PageContent page) => new()
    {
        Kind = ChangeKind.Removed,
        Before = claim.Text,
        Facts = [.. claim.Facts.Select(static fact => new FactChange(fact.Type, fact.Text, null))],
        IsHeadline = IsHeadline(claim, page),
    };

    private static ClaimChange Added(Claim claim, PageContent page) => new()
    {
        Kind = ChangeKind.Added,
        After = claim.Text,
        Facts = [.. claim.Facts.Select(static fact => new FactChange(fact.Type, null, fact.Text))],
        IsHeadline = IsHeadline(claim, page),
    };

    private static bool IsSilent(PageContent before, PageContent after, List<(double Place, ClaimChange Change)> changes) =>
        changes.Exists(static change => change.Change.Kind == ChangeKind.Factual)
        && !HasMovedOn(before.Modified, after.Modified)
        && !CorrectionNotices.HasNew(before, after);

    // A date that moves back, as when an earlier text is put back from a copy, announces nothing, nor does one that is taken away.
    private static bool HasMovedOn(string? before, string? after) =>
        DateTimeOffset.TryParse(before, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var old)
        && DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? now > old
            : after is not null && before != after;

    private static bool IsHeadline(Claim claim, PageContent page) =>
        claim.Block == BlockKind.Heading && page.Title.Contains(claim.Text, StringComparison.Ordinal);
}
