using Refwatch.Verdicts;
using Refwatch.Web.Reports;
using Spectre.Console;

namespace Refwatch.Cli.Rendering;

/// <summary>A page's reference numbers, name and address above what is said of it.</summary>
internal static class PageHeading
{
    public static Paragraph Of(PageView page, Verdict? verdict = null)
    {
        var heading = new Paragraph();
        if (page.CitedIn is [var only])
        {
            heading.Append(only.Mark + " ", Ink.Strong);
        }

        if (verdict is not null)
        {
            heading.Append(VerdictWords.Name(verdict.Kind), Ink.Of(VerdictWords.Tone(verdict))).Append("  ");
        }

        heading.Append(page.Name, Ink.Strong).Append($"\n{page.Address}", Ink.Faint);
        return page.CitedIn.Count < 2
            ? heading
            : heading.Append($"\n{string.Join("; ", page.CitedIn.Select(static cited => $"{cited.Title} {cited.Mark}"))}", Ink.Faint);
    }
}
