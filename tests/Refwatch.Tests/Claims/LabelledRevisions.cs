using System.Text.Json;
using Refwatch.Claims;
using Refwatch.Extracting;

namespace Refwatch.Tests.Claims;

/// <summary>Revisions with labels (fixtures/README.md), and how well <see cref="ClaimDiff"/> finds them.</summary>
internal static class LabelledRevisions
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Revision> Read() =>
        [.. File.ReadLines(Path.Combine(DevelopmentData.Repository, "tests/Refwatch.Tests/Claims/fixtures/pairs.jsonl")).Select(static line => JsonSerializer.Deserialize<Revision>(line, Json)!)];

    /// <summary>
    /// Recall: labelled factual edits that lie in a reported factual (or removed or added) claim and are named there, by their type or by
    /// their words. Precision: reported factual claims that hold a labelled factual edit.
    /// </summary>
    public static Score Measure(IEnumerable<Revision> revisions, Action<string>? tell = null)
    {
        var score = new Score();
        foreach (var revision in revisions)
        {
            var change = ClaimDiff.Between(PageContent.FromPlainText(revision.Before, revision.Language), PageContent.FromPlainText(revision.After, revision.Language));
            var reported = change.Claims.Where(static claim => claim.Kind == ChangeKind.Factual).ToList();
            var errors = new List<string>();
            foreach (var edit in revision.Edits.Where(static edit => edit.Kind == "Factual"))
            {
                score.Labelled++;
                var holding = change.Claims.FirstOrDefault(claim => Holds(claim, edit) && (claim.Kind == ChangeKind.Factual || edit.Type is null && claim.Kind is ChangeKind.Added or ChangeKind.Removed));
                if (holding is null)
                {
                    errors.Add($"missed {edit}");
                    continue;
                }

                score.Found++;
                var isNamed = edit.Type is null || holding.Facts.Any(fact => fact.Type.ToString() == edit.Type && (Overlap(fact.Before, edit.Before) || Overlap(fact.After, edit.After)));
                score.Named += isNamed ? 1 : 0;
                if (!isNamed)
                {
                    errors.Add($"unnamed {edit}");
                }
            }

            score.Reported += reported.Count;
            foreach (var claim in reported)
            {
                var isRight = revision.Edits.Any(edit => edit.Kind == "Factual" && Holds(claim, edit));
                score.Right += isRight ? 1 : 0;
                if (!isRight)
                {
                    errors.Add($"false {claim.Kind}: {claim.Before} -> {claim.After} [{string.Join("; ", claim.Facts)}]");
                }
            }

            foreach (var edit in revision.Edits.Where(static edit => edit.Kind is "Added" or "Removed" or "Moved" && (edit.Kind != "Moved" || edit.After is not null)))
            {
                score.Structural++;
                var isFound = change.Claims.Any(claim => claim.Kind.ToString() == edit.Kind && Holds(claim, edit));
                score.StructuralFound += isFound ? 1 : 0;
                if (!isFound)
                {
                    errors.Add($"structure {edit}");
                }
            }

            if (revision.Edits.All(static edit => edit.Kind == "Cosmetic"))
            {
                score.Cosmetic++;
                score.Quiet += change.IsEmpty ? 1 : 0;
                if (!change.IsEmpty)
                {
                    errors.Add("not quiet");
                }
            }

            if (errors.Count > 0)
            {
                tell?.Invoke($"{revision.Id}: {string.Join("\n   ", errors)}\n   {string.Join("\n   ", change.Claims.Select(static claim => $"{claim.Kind}: {claim.Before} -> {claim.After} [{string.Join("; ", claim.Facts)}]"))}");
            }
        }

        return score;
    }

    private static bool Holds(ClaimChange claim, LabelledEdit edit) => Holds(claim.Before, edit.Before) && Holds(claim.After, edit.After);

    private static bool Holds(string? claim, string? part) =>
        part is null || claim is not null && (claim.Contains(part.Trim(' ', ','), StringComparison.Ordinal) || part.Contains(claim, StringComparison.Ordinal));

    private static bool Overlap(string? fact, string? edit) =>
        fact is not null && edit is not null && (fact.Contains(edit.Trim(), StringComparison.OrdinalIgnoreCase) || edit.Contains(fact, StringComparison.OrdinalIgnoreCase));

    internal sealed record Revision(string Id, string Language, string Before, string After, IReadOnlyList<LabelledEdit> Edits);

    internal sealed record LabelledEdit(string Kind, string? Type, string? Before, string? After);

    internal sealed class Score
    {
        public int Labelled { get; set; }

        public int Found { get; set; }

        public int Named { get; set; }

        public int Reported { get; set; }

        public int Right { get; set; }

        public int Structural { get; set; }

        public int StructuralFound { get; set; }

        public int Cosmetic { get; set; }

        public int Quiet { get; set; }

        public double Recall => (double)Found / Labelled;

        public double Precision => (double)Right / Reported;

        public override string ToString() =>
            $"Factual: precision {Precision:F3} ({Right}/{Reported}), recall {Recall:F3} ({Found}/{Labelled}), type named {Named}/{Found}; added, removed, moved {StructuralFound}/{Structural}; cosmetic pairs quiet {Quiet}/{Cosmetic}";
    }
}
