using Refwatch.Alerting;
using Refwatch.Claims;
using Refwatch.Web.Reports;
using Spectre.Console;

namespace Refwatch.Cli.Rendering;

/// <summary>Changed claims with the words that changed marked, and the cited passages that rest on them.</summary>
internal static class ChangeView
{
    private const int MostShown = 20;

    /// <summary>Every changed page of a run.</summary>
    public static void WriteAll(IAnsiConsole console, CheckOverview overview)
    {
        if (overview.Changed.Count == 0)
        {
            return;
        }

        console.Write(new Text("What changed\n\n", Ink.Strong));
        foreach (var page in overview.Changed)
        {
            WriteHeading(console, page);
            Write(console, page.Outcome.Change, overview.TitleOf);
        }
    }

    /// <summary>The changes of one page.</summary>
    /// <param name="console">Where they are written.</param>
    /// <param name="change">The changes.</param>
    /// <param name="titleOf">What an article, given by its URL, is called.</param>
    public static void Write(IAnsiConsole console, Change change, Func<string, string> titleOf)
    {
        foreach (var claim in change.Claims.Take(MostShown))
        {
            Indented(console, 2, new Paragraph(claim.Kind.ToString(), Ink.Strong));
            Indented(console, 4, Marked(WordDiff.Between(claim.Before, claim.After), console.Profile.Capabilities.ColorSystem is ColorSystem.NoColors));
            foreach (var fact in claim.Facts)
            {
                Indented(console, 4, new Paragraph($"{fact.Type.ToString().ToLowerInvariant()}: {Side(fact.Before)} → {Side(fact.After)}", Ink.Faint));
            }

            if (claim.RestoredTo is { } earlier)
            {
                Indented(console, 4, new Paragraph($"as in the capture of {DisplayText.Time(earlier)} again", Ink.Faint));
            }

            if (claim.Significance.Reasons.Count > 0)
            {
                Indented(console, 4, new Paragraph($"weight {AlertText.WeightOf(claim.Significance)}", Ink.Faint));
            }

            foreach (var cited in claim.CitedBy)
            {
                WriteCitedBy(console, cited, titleOf(cited.Article));
            }

            console.WriteLine();
        }

        if (change.Claims.Count > MostShown)
        {
            Indented(console, 2, new Paragraph($"{change.Claims.Count - MostShown} more changed claims, of less weight: --json has them all\n", Ink.Faint));
        }
    }

    private static void WriteHeading(IAnsiConsole console, PageView page)
    {
        var heading = PageHeading.Of(page);
        if (page.Outcome.Change.RestoredTo is { } earlier)
        {
            heading.Append($"\nRestored to the text of {DisplayText.Time(earlier)}.", Ink.Of(Tone.Notice));
        }

        if (page.Outcome.Change.IsSilentEdit)
        {
            heading.Append("\nSilent edit: no correction notice, and the page's date of change did not move on.", Ink.Of(Tone.Notice));
        }

        console.Write(heading.Append("\n"));
    }

    private static void WriteCitedBy(IAnsiConsole console, CitedBy cited, string title)
    {
        var effect = SupportWords.Effect(cited.Effect);
        var line = new Paragraph($"cited in {title} [{cited.Reference}], {SupportWords.Name(cited.Support)}", Ink.Faint);
        if (effect is not null)
        {
            line.Append(", ", Ink.Faint).Append(effect, Ink.Of(cited.Effect is SupportEffect.SupportLost ? Tone.Bad : Tone.Notice));
        }

        Indented(console, 4, line.Append($"\n“{DisplayText.Clean(cited.Sentence)}”"));
    }

    private static Paragraph Marked(WordDiff diff, bool withSigns)
    {
        var paragraph = new Paragraph();
        foreach (var (kind, text) in diff.Segments)
        {
            _ = kind switch
            {
                WordSegmentKind.Removed => paragraph.Append(withSigns ? $"[-{text}-]" : text, Ink.Removed),
                WordSegmentKind.Added => paragraph.Append(withSigns ? $"{{+{text}+}}" : text, Ink.Added),
                _ => paragraph.Append(text),
            };
        }

        return paragraph;
    }

    private static void Indented(IAnsiConsole console, int columns, Paragraph paragraph) =>
        console.Write(new Padder(paragraph, new Padding(columns, 0, 0, 0)));

    private static string Side(string? fact) => fact is null ? "none" : DisplayText.Clean(fact, 200);
}
