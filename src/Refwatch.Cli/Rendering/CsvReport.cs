using System.Globalization;
using System.Text;
using Refwatch.Alerting;
using Refwatch.Repairing;
using Refwatch.Web.Reports;

namespace Refwatch.Cli.Rendering;

/// <summary>
/// `report --format csv`: RFC 4180, a line a reference and page. A cell that a spreadsheet would calculate begins with an apostrophe (OWASP,
/// "CSV Injection").
/// </summary>
internal static class CsvReport
{
    private static readonly string[] Header =
    [
        "number", "name", "title", "url", "state", "verdict", "confidence", "evidence", "history", "last_check", "archive_url", "url_status", "copy", "copy_date", "paste_in_template", "paste_behind",
        "before", "after", "nothing_to_paste",
    ];

    public static string Of(ArticleReport report)
    {
        var csv = new StringBuilder();
        Line(csv, Header);
        foreach (var row in report.References)
        {
            Line(csv,
            [
                $"{row.Reference.Number}", row.Reference.Name, DisplayText.Clean(row.Reference.Title), row.Page?.AbsoluteUri, ReferenceWords.Name(row.State),
                row.Row?.Verdict?.Kind.ToString(), row.Row?.Verdict?.Confidence.ToString("0.##", CultureInfo.InvariantCulture), string.Join("; ", ReferenceWords.Evidence(row)),
                string.Join("; ", ReferenceWords.History(row)), row.Row?.LastCheck is { } time ? ReferenceWords.Day(time) : "",
                row.Reference.ArchiveUrl?.AbsoluteUri, row.Reference.UrlStatus, row.Copy?.Memento.AbsoluteUri, row.Copy is { } copy ? ReferenceWords.Day(copy.Time) : "",
                row.Paste?.InTemplate, row.Paste?.BehindLink, row.Patch?.Before, row.Patch?.After, row.NoRepair,
            ]);
        }

        return csv.ToString();
    }

    private static void Line(StringBuilder csv, IEnumerable<string?> cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r' or '\n', ..] ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
