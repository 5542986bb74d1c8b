using System.Text;
using System.Text.Json;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Tests;
using Refwatch.Tests.Claims;

namespace Refwatch.Benchmarks.Quality;

/// <summary>Claims and their difference on labelled revisions: our own, public sets of sentence pairs, mutations of real pages.</summary>
internal static class ClaimsQuality
{
    private const int Mutations = 10_000;

    private const string Head = """
        ## Claims

        Our revisions (`tests/Refwatch.Tests/Claims/fixtures`) were labelled before the difference first ran on them: the labels' commit precedes
        that of `ClaimDiff`'s first version. Recall: labelled factual edits that lie in a reported `Factual` claim. Precision: reported `Factual`
        claims that hold a labelled factual edit.

        Of the public pairs those count as meaning-changing that are reported `Factual`, `Added` or `Removed`: in the arXiv revisions the
        `Content` edits should be, in RuPAWS the pairs that are no paraphrases, in RuSpellRU none. RuPAWS holds rewritings of whole sentences,
        which no revision resembles; its "paraphrases" often differ in names and numbers. The factual ones of RuSpellRU are slips in names,
        dates and negations, colloquial spellings of them («седня» for «сегодня» is a fifth of all), a slip in the word that opens a sentence
        and may be a name, and words that no longer resemble themselves.

        What counts as factual where no typed fact changed: two words that carry meaning came, went or were replaced; one was put for another
        that has neither letters nor meaning in common with it; a word of what happened (arrested, released) came or went; a word in a
        quotation. Asking for two words everywhere gave an F1 of 0.814 and 0.862 on the arXiv sets, but overlooked "grain" becoming "weapons".

        """ + "\n\n";

    private static readonly ChangeKind[] MeaningChanging = [ChangeKind.Factual, ChangeKind.Added, ChangeKind.Removed];

    /// <summary>The figures; the first errors of each set go to standard output.</summary>
    public static string Markdown(int worst, bool peers)
    {
        _ = peers;
        var text = new StringBuilder(Head);
        Own(text, worst);
        if (DevelopmentData.Folder is { } data)
        {
            Public(text, Path.Combine(data, "edits"), worst);
            Mutated(text, worst);
        }

        return text.ToString();
    }

    private static void Own(StringBuilder text, int worst)
    {
        text.AppendLine("| our labelled revisions | pairs | `Factual` precision | `Factual` recall | false alarms | missed | fact named by type | added, removed, moved | cosmetic pairs quiet |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        var revisions = LabelledRevisions.Read();
        foreach (var language in revisions.GroupBy(static revision => revision.Language))
        {
            Row(language.Key, [.. language]);
        }

        Row("all, several edits each", [.. revisions.Where(static revision => revision.Edits.Count > 1)]);

        text.AppendLine();

        void Row(string name, IReadOnlyList<LabelledRevisions.Revision> some)
        {
            var score = LabelledRevisions.Measure(some, Teller(worst));
            text.AppendLine($"| {name} | {some.Count} | {score.Precision:F3} | {score.Recall:F3} | {1 - score.Precision:P1} | {1 - score.Recall:P1} | {score.Named} of {score.Found} | {score.StructuralFound} of {score.Structural} | {score.Quiet} of {score.Cosmetic} |");
        }
    }

    private static void Public(StringBuilder text, string folder, int worst)
    {
        text.AppendLine("| public pairs | language | pairs | precision | recall | F1 of meaning-changing | false alarms | missed |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var set in (string[])["arxiv-train.json", "arxiv-dev.json"])
        {
            Binary(text, set, Arxiv(Path.Combine(folder, set)), worst);
        }

        foreach (var set in (string[])["rupaws_qqp_train.csv", "rupaws_wiki_train.csv"])
        {
            Binary(text, set, Paws(Path.Combine(folder, set)), worst);
        }

        Spelling(text, Path.Combine(folder, "ruspellru"), worst);
    }

    private static void Binary(StringBuilder text, string name, List<Pair> pairs, int worst)
    {
        var tell = Teller(worst);
        int hits = 0, falseAlarms = 0, missed = 0;
        foreach (var pair in pairs)
        {
            var change = Compare(pair.Before, pair.After);
            var isReported = change.Claims.Any(static claim => MeaningChanging.Contains(claim.Kind));
            hits += isReported && pair.Changes ? 1 : 0;
            falseAlarms += isReported && !pair.Changes ? 1 : 0;
            missed += !isReported && pair.Changes ? 1 : 0;
            if (isReported != pair.Changes)
            {
                tell($"{(isReported ? "FALSE" : "MISSED")} {pair.Before}\n      {pair.After}\n      {string.Join("; ", change.Claims.SelectMany(static claim => claim.Facts))}");
            }
        }

        var unchanged = pairs.Count(static pair => !pair.Changes);
        text.AppendLine($"| {name} | {(name.StartsWith("ru", StringComparison.Ordinal) ? "ru" : "en")} | {pairs.Count} | {(double)hits / (hits + falseAlarms):F3} | {(double)hits / (hits + missed):F3} | {2.0 * hits / (2 * hits + falseAlarms + missed):F3} | {(double)falseAlarms / unchanged:P1} | {(double)missed / (hits + missed):P1} |");
    }

    // Every correction is cosmetic; where the slip is in a name, a date or a negation it is told from a changed fact by nothing.
    private static void Spelling(StringBuilder text, string folder, int worst)
    {
        var tell = Teller(worst);
        var pairs = File.ReadLines(Path.Combine(folder, "sources.txt")).Zip(File.ReadLines(Path.Combine(folder, "corrections.txt"))).ToList();
        int factual = 0, reworded = 0;
        foreach (var (before, after) in pairs)
        {
            var change = Compare(before, after);
            var isFactual = change.Claims.Any(static claim => MeaningChanging.Contains(claim.Kind));
            factual += isFactual ? 1 : 0;
            reworded += !isFactual && !change.IsEmpty ? 1 : 0;
            if (isFactual)
            {
                tell($"FALSE {before}\n      {after}\n      {string.Join("; ", change.Claims.SelectMany(static claim => claim.Facts))}");
            }
        }

        text.AppendLine($"| ruspellru | ru | {pairs.Count} | | | | {(double)factual / pairs.Count:P1} | |");
        text.AppendLine();
        text.AppendLine($"Of the corrections of ruspellru {pairs.Count - factual - reworded} give no change, {reworded} are called reworded, {factual} factual.");
        text.AppendLine();
    }

    private static void Mutated(StringBuilder text, int worst)
    {
        var pages = MutationRun.RealPages();
        var lost = MutationRun.Facts(pages, Mutations);
        var noise = MutationRun.Cosmetics(pages, Mutations);
        var tell = Teller(worst);
        lost.Concat(noise).ToList().ForEach(failure => tell(failure));
        text.AppendLine($"Mutations of the main texts of {pages.Count} real pages (`articles` above, by language there): of {Mutations:N0} changed facts {lost.Count} were not reported by name, of {Mutations:N0} cosmetic changes {noise.Count} were reported.");
    }

    private static Action<string> Teller(int worst) => error =>
    {
        if (worst-- > 0)
        {
            Console.WriteLine(error);
        }
    };

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
