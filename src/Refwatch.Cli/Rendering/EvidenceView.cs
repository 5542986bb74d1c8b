using Refwatch.Alerting;
using Refwatch.Verdicts;
using Refwatch.Web.Reports;
using Spectre.Console;

namespace Refwatch.Cli.Rendering;

/// <summary>Why each page that is not simply live was judged so.</summary>
internal static class EvidenceView
{
    /// <summary>The report shows the whole history.</summary>
    private const int HistoryLines = 4;

    public static void Write(IAnsiConsole console, CheckOverview overview)
    {
        var pages = overview.NeedingAttention.Where(static page => page.Outcome.Verdict.Kind is not VerdictKind.Live || page.Outcome.LinkedCopies.Any(static copy => copy.IsBad)).ToList();
        if (pages.Count == 0)
        {
            return;
        }

        console.Write(new Text("Not simply live\n\n", Ink.Strong));
        foreach (var page in pages)
        {
            Write(console, page);
        }
    }

    private static void Write(IAnsiConsole console, PageView page)
    {
        var verdict = page.Outcome.Verdict;
        console.Write(PageHeading.Of(page, verdict).Append("\n"));
        var lines = verdict.Evidence.Select(static line => DisplayText.Clean(line, 400)).ToList();
        if (VerdictWords.Confidence(verdict) is { } confidence)
        {
            lines.Add(confidence);
        }

        if (page.Outcome.FinalUrl != page.Outcome.Url)
        {
            lines.Add($"answered at {DisplayText.Clean(page.Outcome.FinalUrl.AbsoluteUri, 400)}");
        }

        if (page.Outcome.Standing is { } standing)
        {
            lines.Add(HistoryWords.Of(standing));
        }

        if (page.Outcome.History.Count > 1)
        {
            lines.AddRange(page.Outcome.History.Reverse().Take(HistoryLines).Select(HistoryWords.Of));
        }

        if (page is { ArchiveUrl: { } archive, Outcome.LinkedCopies.Count: 0 })
        {
            lines.Add($"the article links an archive copy: {DisplayText.Clean(archive.AbsoluteUri, 400)}");
        }

        foreach (var copy in page.Outcome.LinkedCopies)
        {
            lines.Add($"{MementoWords.Linked(copy)}:\n{DisplayText.Clean(copy.Memento.AbsoluteUri, 400)}");
        }

        foreach (var candidate in page.Outcome.Candidates)
        {
            lines.Add($"memento of {MementoWords.Day(candidate.Time)}, {MementoWords.Advice(candidate)}:\n{DisplayText.Clean(candidate.Memento.AbsoluteUri, 400)}");
        }

        console.Write(new Padder(new Text(string.Join('\n', lines.DefaultIfEmpty(VerdictWords.Meaning(verdict.Kind)))), new Padding(2, 0, 0, 0)));
        console.WriteLine();
    }
}
