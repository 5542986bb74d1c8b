using Refwatch.Alerting;
using Refwatch.Web.Reports;
using Spectre.Console;

namespace Refwatch.Cli.Rendering;

/// <summary>The cited sentences that their page says nothing of.</summary>
internal static class NotFoundView
{
    private const int MostShown = 10;

    public static void Write(IAnsiConsole console, CheckOverview overview)
    {
        var missing = overview.NotFound.SelectMany(static page => page.Sentences.Select(sentence => (page.Page, Sentence: sentence))).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        console.Write(new Text("Not found in the source\n", Ink.Strong));
        console.Write(new Text("Hardly anything of these sentences is on the page that they cite. Absence is not contradiction: read it first.\n\n", Ink.Faint));
        foreach (var (page, sentence) in missing.Take(MostShown))
        {
            var source = $"{overview.TitleOf(sentence.Article)} [{sentence.Reference}], {page.Address}";
            console.Write(new Padder(new Paragraph($"“{DisplayText.Clean(sentence.Sentence)}”\n").Append(source, Ink.Faint), new Padding(2, 0, 0, 0)));
        }

        console.Write(new Text(missing.Count > MostShown ? $"\nand {missing.Count - MostShown} more: --json and --report have them all\n\n" : "\n", Ink.Faint));
    }
}
