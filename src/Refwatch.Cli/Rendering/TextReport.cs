using System.Text;
using Refwatch.Alerting;
using Refwatch.Repairing;
using Refwatch.Web.Reports;

namespace Refwatch.Cli.Rendering;

/// <summary>`report --format text`: for reading in a terminal; nothing in it is wrapped that is to be pasted.</summary>
internal static class TextReport
{
    private const int Width = 80;

    public static string Of(ArticleReport report)
    {
        var text = new StringBuilder();
        text.AppendLine($"{DisplayText.Title(report.Article)}  {report.Article.Article}");
        text.AppendLine($"{ReferenceWords.Summary(report)}. {Checked(report)}");
        foreach (var reference in report.Work)
        {
            Append(text, reference);
        }

        AppendRest(text, report);
        if (report.Diff.Length > 0)
        {
            text.AppendLine().AppendLine("All of it as one patch of the wikitext:").AppendLine().Append(report.Diff);
        }

        return text.ToString();
    }

    private static string Checked(ArticleReport report)
    {
        var revision = report.Article.Revision is { } id ? $", revision {DisplayText.Clean(id, 40)}" : "";
        return report.LastCheck is { } time ? $"Last checked {ReferenceWords.Day(time)}{revision}." : $"Not checked yet{revision}.";
    }

    private static void Append(StringBuilder text, ReferenceReport reference)
    {
        text.AppendLine().AppendLine($"[{reference.Reference.Number}] {ReferenceWords.Name(reference.State).ToUpperInvariant()}  {ReferenceWords.Title(reference)}");
        AppendSeen(text, reference);
        foreach (var sentence in ReferenceWords.RestsOnIt(reference))
        {
            AppendWrapped(text, $"rests on it: {sentence}");
        }

        if (reference.Copy is { } copy)
        {
            AppendWrapped(text, ReferenceWords.Copy(copy));
            text.AppendLine($"    {copy.Memento.AbsoluteUri}");
        }

        AppendRepair(text, reference);
    }

    private static void AppendSeen(StringBuilder text, ReferenceReport reference)
    {
        text.AppendLine($"    {reference.Page}");
        foreach (var line in ReferenceWords.Evidence(reference).Concat(ReferenceWords.History(reference).Select(static span => $"checks: {span}")))
        {
            AppendWrapped(text, line);
        }
    }

    private static void AppendRepair(StringBuilder text, ReferenceReport reference)
    {
        if (reference.Patch is { Refusal: null, Edits.Count: > 0 } patch)
        {
            text.AppendLine($"    replace:\n{patch.Before}\n    by:\n{patch.After}");
        }
        else if (reference.NoRepair is { } why)
        {
            AppendWrapped(text, $"nothing to paste: {DisplayText.Clean(why, 400)}");
        }
        else if (reference.Paste is { } paste)
        {
            text.Append(paste.InTemplate is { } parameters ? $"    {ReferenceWords.Into(reference)}: {parameters}\n" : "");
            text.Append(paste.BehindLink.Length > 0 ? $"    {(paste.InTemplate is null ? "paste behind it:" : "or behind a bare link:  ")} {paste.BehindLink}\n" : "");
        }
    }

    private static void AppendWrapped(StringBuilder text, string line)
    {
        var (column, indent) = (0, "    ");
        foreach (var word in line.Split(' '))
        {
            if (column > 0 && column + word.Length + 1 > Width)
            {
                text.AppendLine();
                (column, indent) = (0, "      ");
            }

            text.Append(column == 0 ? indent : " ").Append(word);
            column += word.Length + (column == 0 ? indent.Length : 1);
        }

        text.AppendLine();
    }

    private static void AppendRest(StringBuilder text, ArticleReport report)
    {
        var rest = report.References.Where(static reference => !reference.NeedsAttention).ToList();
        text.Append(rest.Count > 0 ? Environment.NewLine : "");
        foreach (var reference in rest)
        {
            text.AppendLine($"[{reference.Reference.Number}] {ReferenceWords.Name(reference.State)}  {ReferenceWords.Title(reference)}");
            if (reference.State is ReferenceState.Unclear)
            {
                AppendSeen(text, reference);
            }
            else if (reference.LinkedCopy is { Refusal: not null } linked)
            {
                AppendWrapped(text, MementoWords.Linked(linked));
            }
        }
    }
}
