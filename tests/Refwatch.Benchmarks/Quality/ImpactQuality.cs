using System.Text;
using Refwatch.Tests.Citing;

namespace Refwatch.Benchmarks.Quality;

/// <summary>Which sentences of articles rest on what changed, and of which sentences a page says nothing: on our labelled pairs.</summary>
internal static class ImpactQuality
{
    private const string ImpactHead = """
        ## Impact

        Invented pages before and after an edit, and the passages of articles that cite them (`tests/Refwatch.Tests/Citing/fixtures/impact`);
        every pair of a changed claim and a sentence is labelled. The thresholds were set on these pairs, for precision before recall: on
        other pages expect less. A test asks for a precision of at least 0.9, and that no number which is equal by chance is reported.

        """ + "\n";

    private const string SupportHead = """
        ## Not found in the source

        Invented pages, and sentences of articles that the page states (also in part, rounded, in other words) or does not speak of
        (`fixtures/support`). The labels were committed before the judge was written, and none of its thresholds was changed after it first ran,
        when it listed 1 stated and 57 absent sentences; two rules were added then: names may differ by a Kazakh ending, and a sentence all of
        whose names are found is not listed. Listed sentences that the page states are the false ones: a test allows two in a hundred.

        """ + "\n";

    /// <summary>The figures; the first errors go to standard output.</summary>
    public static string Markdown(int worst, bool peers)
    {
        _ = peers;
        var text = new StringBuilder();
        Impact(text, worst);
        Support(text, worst);
        return text.ToString();
    }

    private static void Impact(StringBuilder text, int worst)
    {
        var pairs = LabelledImpact.Read();
        text.Append(ImpactHead);
        text.AppendLine("| pairs of a changed claim and a sentence | pairs | rest on it | reported | precision | recall |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        Row("all", pairs);
        Row("in one language (paraphrases)", pairs.Where(static pair => pair.IsOneLanguage));
        Row("in another language", pairs.Where(static pair => !pair.IsOneLanguage));
        foreach (var languages in pairs.GroupBy(static pair => pair.Languages).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            Row($"{languages.Key[..2]} page, {languages.Key[3..]} article", languages);
        }

        Row("unrelated, with a number that is equal by chance", pairs.Where(static pair => pair.IsChance));
        text.AppendLine().AppendLine($"Of the {pairs.Count(static pair => pair is { IsTouched: true, IsReported: true })} that were rightly reported, what becomes of the support is right for {pairs.Count(static pair => pair.IsEffectRight)}.").AppendLine();
        foreach (var pair in pairs.Where(static pair => pair.IsTouched != pair.IsReported).Take(worst))
        {
            Console.WriteLine($"{pair.Story} {(pair.IsTouched ? "MISSED" : "FALSE")} {pair.Before}\n      {pair.Sentence}");
        }

        void Row(string name, IEnumerable<LabelledImpact.Pair> some)
        {
            var score = LabelledImpact.Measure(some);
            var rates = score.Touched == 0 ? "| |" : $"| {score.Precision:F3} | {score.Recall:F3} |";
            text.AppendLine($"| {name} | {score.Pairs} | {score.Touched} | {score.Reported} {rates}");
        }
    }

    private static void Support(StringBuilder text, int worst)
    {
        var stories = LabelledSupport.Read();
        text.Append(SupportHead);
        text.AppendLine("| sentences | stated | of them listed | absent | of them listed | precision | recall |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Row("all", stories, error =>
        {
            if (worst-- > 0)
            {
                Console.WriteLine(error);
            }
        });
        foreach (var languages in stories.GroupBy(static story => (story.PageLanguage, story.Language)).OrderBy(static group => group.Key))
        {
            Row($"{languages.Key.PageLanguage} page, {languages.Key.Language} article", languages, tell: null);
        }

        text.AppendLine();

        void Row(string name, IEnumerable<LabelledSupport.Story> some, Action<string>? tell)
        {
            var score = LabelledSupport.Measure(some, tell);
            text.AppendLine($"| {name} | {score.Stated} | {score.Wrong} | {score.Absent} | {score.Right} | {score.Precision:F3} | {score.Recall:F3} |");
        }
    }
}
