using Refwatch.Alerting;
using System.Globalization;
using Refwatch.Web.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Refwatch.Cli.Rendering;

/// <summary>What `refwatch check` shows: tables by reference, then the changes, the evidence and the sum.</summary>
internal static class CheckTable
{
    private const int VerdictWidth = 14;
    private const int ChangedWidth = 7;
    private const int CapturedWidth = 17;
    private const int Gap = 2;

    /// <param name="console">Where it is written.</param>
    /// <param name="result">What the run found.</param>
    /// <param name="archive">Where the captures lie, as the person named it.</param>
    /// <param name="nextSteps">Commands that lead further.</param>
    public static void Write(IAnsiConsole console, CheckResult result, string archive, IReadOnlyList<string> nextSteps)
    {
        var overview = CheckOverview.Of(result);
        foreach (var article in overview.Articles)
        {
            WriteArticle(console, article);
        }

        if (overview.Uncited.Count > 0)
        {
            console.Write(new Text(overview.Articles.Count == 0 ? "Pages\n" : "Other pages\n", Ink.Strong));
            WriteTable(console, overview.Uncited.Select(static page => ((int?)null, page)));
        }

        ChangeView.WriteAll(console, overview);
        SinceReadView.WriteAll(console, overview);
        EvidenceView.Write(console, overview);
        NotFoundView.Write(console, overview);
        SummaryView.Write(console, overview, archive, nextSteps);
    }

    private static void WriteArticle(IAnsiConsole console, ArticleSection article)
    {
        console.Write(new Text(article.Title + "\n", Ink.Strong));
        var revision = article.Article.Revision is { } id ? $"revision {DisplayText.Clean(id)}, " : "";
        console.Write(new Text($"{revision}{DisplayText.Address(article.Article.Article)}\n", Ink.Faint));
        if (article.Page is { Outcome.NeedsAttention: true } page)
        {
            console.Write(new Paragraph("The article itself: ")
                .Append(VerdictWords.Name(page.Outcome.Verdict.Kind), Ink.Of(VerdictWords.Tone(page.Outcome.Verdict)))
                .Append($", {Count(page.Outcome.Change.Claims.Count, "changed claim")}\n"));
        }

        WriteTable(console, article.Rows.Select(static row => ((int?)row.Reference.Number, row.Page)));
        if (article.WithoutPage.Count > 0)
        {
            var numbers = string.Join(", ", article.WithoutPage.Select(static reference => reference.Number));
            console.Write(new Text($"No page outside of the article's own site: {numbers}\n\n", Ink.Faint));
        }
    }

    private static void WriteTable(IAnsiConsole console, IEnumerable<(int? Number, PageView Page)> rows)
    {
        var listed = rows.ToList();
        if (listed.Count == 0)
        {
            return;
        }

        var numberWidth = listed.Max(static row => row.Number?.ToString(CultureInfo.InvariantCulture).Length ?? 0);
        var hasNumbers = numberWidth > 0;
        var pageWidth = Math.Max(20, console.Profile.Width - VerdictWidth - ChangedWidth - CapturedWidth - (4 * Gap) - (hasNumbers ? numberWidth + Gap : 0));
        var table = new Table().Border(TableBorder.None);
        if (hasNumbers)
        {
            table.AddColumn(Column("#", numberWidth).RightAligned());
        }

        table.AddColumns(Column("Page", pageWidth), Column("Verdict", VerdictWidth), Column("Changed", ChangedWidth).RightAligned(), Column("Captured (UTC)", CapturedWidth));
        foreach (var (number, page) in listed)
        {
            var cells = new List<IRenderable>();
            if (hasNumbers)
            {
                cells.Add(new Text(number?.ToString(CultureInfo.InvariantCulture) ?? ""));
            }

            var claims = page.Outcome.Change.Claims.Count;
            cells.Add(new Paragraph(Ink.Fit(page.Name, pageWidth)).Append($"\n{Ink.Fit(page.Address, pageWidth)}", Ink.Faint));
            cells.Add(Ink.Verdict(console, page.Outcome.Verdict));
            cells.Add(claims == 0 ? new Text("–", Ink.Faint) : new Text(claims.ToString(CultureInfo.InvariantCulture), Ink.Strong));
            cells.Add(new Paragraph(DisplayText.Time(page.Outcome.Capture.Timestamp)).Append($"\n{page.Comparison}", Ink.Faint));
            table.AddRow(cells);
        }

        console.Write(table);
        console.WriteLine();
    }

    private static TableColumn Column(string heading, int width) =>
        new TableColumn(new Text(heading, Ink.Faint)).Width(width).Padding(0, 0, Gap, 0);

    /// <summary>"1 page", "2 pages".</summary>
    public static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
