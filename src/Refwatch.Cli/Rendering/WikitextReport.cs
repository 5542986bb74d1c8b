using System.Text;
using Refwatch.Alerting;
using Refwatch.Repairing;
using Refwatch.Web.Reports;

namespace Refwatch.Cli.Rendering;

/// <summary>`report --format wikitext`: a section for a talk page or a work list. What was scraped can neither call a template nor link.</summary>
internal static class WikitextReport
{
    public static string Of(ArticleReport report)
    {
        var text = new StringBuilder();
        var revision = report.Article.Revision is { } id ? $", revision {Plain(id)}" : "";
        text.AppendLine("== References checked by Refwatch ==");
        text.AppendLine($"{ReferenceWords.Summary(report)}. {(report.LastCheck is { } time ? $"Last checked {ReferenceWords.Day(time)}{revision}." : "")}");
        foreach (var reference in report.Work)
        {
            text.AppendLine();
            Append(text, reference);
        }

        var unclear = report.References.Where(static reference => reference.State is ReferenceState.Unclear).ToList();
        if (unclear.Count > 0)
        {
            text.AppendLine().AppendLine("=== Could not be judged ===").AppendLine("These are not dead: they refused an automatic visit, or their server had trouble.");
            unclear.ForEach(reference => text.AppendLine($"* [{reference.Reference.Number}] {Plain(ReferenceWords.Title(reference))}: {Plain(string.Join("; ", ReferenceWords.Evidence(reference)))}"));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ReferenceReport reference)
    {
        text.AppendLine($"=== [{reference.Reference.Number}] {Plain(ReferenceWords.Title(reference))}: {ReferenceWords.Name(reference.State)} ===");
        text.AppendLine($"* Page: {Plain(reference.Page!.AbsoluteUri)}");
        foreach (var line in ReferenceWords.Evidence(reference).Concat(ReferenceWords.History(reference).Select(static span => $"checks: {span}")))
        {
            text.AppendLine($"* {Plain(line)}");
        }

        foreach (var sentence in ReferenceWords.RestsOnIt(reference))
        {
            text.AppendLine($"* Rests on it: “{Plain(sentence)}”");
        }

        if (reference.Copy is { } copy)
        {
            text.AppendLine($"* {Plain(ReferenceWords.Copy(copy))}: {ParameterText.OfUrl(copy.Memento)}");
        }

        if (reference.Patch is { Refusal: null, Edits.Count: > 0 } patch)
        {
            text.AppendLine("Replace").AppendLine(Code(patch.Before)).AppendLine("by").AppendLine(Code(patch.After));
        }
        else if (reference.NoRepair is { } why)
        {
            text.AppendLine($"* Nothing to paste: {Plain(why)}");
        }
        else if (reference.Patch is null && reference.Paste is { } paste)
        {
            text.AppendLine($"{ReferenceWords.Into(reference)}{(paste is { InTemplate: not null, BehindLink.Length: > 0 } ? ", or behind it" : "")}:").AppendLine(Code(string.Join('\n', new[] { paste.InTemplate, paste.BehindLink }.Where(static line => !string.IsNullOrEmpty(line)))));
        }
    }

    private static string Plain(string text) => $"<nowiki>{Escaped(DisplayText.Clean(text, 1000))}</nowiki>";

    // <pre> is read as <nowiki>, entities apart: nothing in it is wikitext, on saving neither.
    private static string Code(string text) => $"<pre>{Escaped(text)}</pre>";

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
