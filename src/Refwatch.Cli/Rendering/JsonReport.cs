using Refwatch.Mementos;
using Refwatch.Repairing;
using Refwatch.Web.Reports;

namespace Refwatch.Cli.Rendering;

/// <summary>`report --format json`: one object, documented in docs/json.md.</summary>
internal static class JsonReport
{
    public static string Of(ArticleReport report) => JsonLines.Write(new
    {
        SchemaVersion = 1,
        Article = report.Article.Article.AbsoluteUri,
        report.Article.Title,
        report.Article.Revision,
        report.Article.Language,
        report.LastCheck,
        References = report.References.Select(Fields),
        Patch = report.Diff.Length == 0 ? null : report.Diff,
    });

    private static object Fields(ReferenceReport row) => new
    {
        row.Reference.Number,
        row.Reference.Name,
        row.Reference.Title,
        Url = row.Page?.AbsoluteUri,
        row.State,
        Verdict = row.Row?.Verdict?.Kind,
        Evidence = row.Row?.Verdict?.Evidence ?? [],
        Confidence = row.Row?.Verdict?.Confidence,
        Trouble = row.Row?.Trouble is { } trouble ? new { trouble.First, trouble.Last, trouble.Visits, IsConfirmed = row.State is ReferenceState.Rotted } : null,
        row.Row?.LastCheck,
        Changed = row.Changed,
        Changes = row.Change.Claims.Select(JsonLines.Fields),
        ArchiveUrl = row.Reference.ArchiveUrl?.AbsoluteUri,
        row.Reference.AccessDate,
        row.Reference.UrlStatus,
        Passage = row.Reference.Passage.Select(static sentence => new { sentence.Text, Support = SupportWords.Name(sentence.Support) }),
        SinceRead = row.SinceRead is { } read ? new { read.Day, read.Time, Memento = read.Memento?.Memento.AbsoluteUri } : null,
        LinkedCopy = row.LinkedCopy is { } linked ? JsonLines.Fields(linked) : null,
        History = (row.Row?.History ?? []).Select(JsonLines.Fields),
        Candidates = (row.Row?.Candidates ?? []).Select(JsonLines.Fields),
        Asked = (row.Row?.Mementos?.Asked ?? []).Where(static asked => asked.Kind is ErrandKind.Repair).Select(static asked => new { asked.Time, asked.IsAnswered, asked.Why }),
        Repair = row.Repair is { } repair ? new { UrlStatus = repair.Status.ToString().ToLowerInvariant(), Memento = repair.Memento?.AbsoluteUri } : null,
        Paste = row.Paste is { } paste ? new { paste.InTemplate, BehindLink = paste.BehindLink.Length == 0 ? null : paste.BehindLink } : null,
        Patch = row.Patch is { Refusal: null, Edits.Count: > 0 } patch ? new { patch.Before, patch.After } : null,
        NothingToPaste = row.NoRepair,
    };
}
