using System.Text.Json;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Tests;
using Refwatch.Tests.Claims;

namespace Refwatch.Benchmarks.Quality;

/// <summary>Claims and their difference on labelled revisions: our own, and public sets of sentence pairs.</summary>
internal static class ClaimsQuality
{
    private static readonly ChangeKind[] MeaningChanging = [ChangeKind.Factual, ChangeKind.Added, ChangeKind.Removed];

    /// <param name="show">How many errors of each set to print.</param>
    public static void Write(int show = 0)
    {
        foreach (var language in LabelledRevisions.Read().GroupBy(static revision => revision.Language))
        {
            var left = show;
            Console.WriteLine($"own revisions, {language.Key}: {LabelledRevisions.Measure(language, error => { if (left-- > 0) Console.WriteLine(error); })}");
        }

        if (DevelopmentData.Folder is not { } data)
        {
            return;
        }

        foreach (var set in (string[])["arxiv-train.json", "arxiv-dev.json"])
        {
            Binary(set, Arxiv(Path.Combine(data, "edits", set)), show);
        }

        foreach (var set in (string[])["rupaws_qqp_train.csv", "rupaws_wiki_train.csv"])
        {
            Binary(set, Paws(Path.Combine(data, "edits", set)), show);
        }

        Spelling(Path.Combine(data, "edits", "ruspellru"), show);
    }

    /// <summary>Mutations of real pages: facts that went unnamed, noise that was reported.</summary>
    public static void WriteMutations(int count, int show)
    {
        var pages = MutationRun.RealPages();
        Tell("facts changed, not named", MutationRun.Facts(pages, count));
        Tell("cosmetic, reported", MutationRun.Cosmetics(pages, count));

        void Tell(string what, List<string> failures)
        {
            foreach (var failure in failures.Take(show))
            {
                Console.WriteLine(failure);
            }

            Console.WriteLine($"mutations of real pages, {what}: {failures.Count} of {count} {string.Join(", ", failures.GroupBy(static failure => failure.Split(':')[0]).Select(static kind => $"{kind.Key} {kind.Count()}"))}");
        }
    }

    private static void Binary(string name, List<Pair> pairs, int show)
    {
        int hits = 0, reported = 0, labelled = 0;
        foreach (var pair in pairs)
        {
            var change = Compare(pair.Before, pair.After);
            var isReported = change.Claims.Any(static claim => MeaningChanging.Contains(claim.Kind));
            labelled += pair.Changes ? 1 : 0;
            reported += isReported ? 1 : 0;
            hits += isReported && pair.Changes ? 1 : 0;
            if (isReported != pair.Changes && show-- > 0)
            {
                Console.WriteLine($"{(isReported ? "FALSE" : "MISSED")} {pair.Before}\n      {pair.After}\n      {string.Join("; ", change.Claims.SelectMany(static claim => claim.Facts))}");
            }
        }

        var precision = (double)hits / reported;
        var recall = (double)hits / labelled;
        Console.WriteLine($"{name}: {pairs.Count} pairs, meaning-changing: precision {precision:F3}, recall {recall:F3}, F1 {2 * precision * recall / (precision + recall):F3}");
    }

    private static void Spelling(string folder, int show)
    {
        var pairs = File.ReadLines(Path.Combine(folder, "sources.txt")).Zip(File.ReadLines(Path.Combine(folder, "corrections.txt"))).ToList();
        int factual = 0, reworded = 0;
        foreach (var (before, after) in pairs)
        {
            var change = Compare(before, after);
            var isFactual = change.Claims.Any(static claim => MeaningChanging.Contains(claim.Kind));
            factual += isFactual ? 1 : 0;
            reworded += !isFactual && !change.IsEmpty ? 1 : 0;
            if ((Environment.GetEnvironmentVariable("R") is null ? isFactual : !isFactual && !change.IsEmpty) && show-- > 0)
            {
                Console.WriteLine($"FALSE {before}\n      {after}\n      {string.Join("; ", change.Claims.SelectMany(static claim => claim.Facts))}");
            }
        }

        Console.WriteLine($"ruspellru: {pairs.Count} corrections: {factual} reported as factual ({(double)factual / pairs.Count:P1}), {reworded} as reworded, {pairs.Count - factual - reworded} quiet");
    }

    private static Change Compare(string before, string after) =>
        ClaimDiff.Between(PageContent.FromPlainText(before), PageContent.FromPlainText(after));

    private static List<Pair> Arxiv(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return
        [
            .. document.RootElement.EnumerateObject().Select(static pair => new Pair(
                pair.Value.GetProperty("sentence-1").GetString()!,
                pair.Value.GetProperty("sentence-2").GetString()!,
                pair.Value.GetProperty("edits-combination-0").EnumerateObject().Any(static edit => edit.Value.GetProperty("intention").GetString() == "Content"))),
        ];
    }

    private static List<Pair> Paws(string file)
    {
        var rows = File.ReadLines(file).Skip(1).Select(Cells).Where(static cells => cells.Count >= 3).ToList();
        return [.. rows.Select(static cells => new Pair(cells[^3], cells[^2], cells[^1].Trim() == "0"))];
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string> { "" };
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ';' && !quoted)
            {
                cells.Add("");
            }
            else
            {
                cells[^1] += c;
            }
        }

        return cells;
    }

    private sealed record Pair(string Before, string After, bool Changes);
}
