using System.Text.Json;
using System.Text.Json.Serialization;
using Refwatch.Archiving;
using Refwatch.Archiving.Custody;
using Refwatch.Archiving.Fixity;
using Refwatch.Bisecting;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Extracting;
using Refwatch.Mementos;
using Refwatch.Repairing;
using Refwatch.Storage;
using Refwatch.Watching;
using Refwatch.Web.Reports;

namespace Refwatch.Cli.Rendering;

/// <summary>
/// The JSON that other programs read, documented in docs/json.md: a name once given is kept, and is present even when it
/// has nothing to say.
/// </summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Options = new(Json.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <summary>`check --json`: a line a page, in the order of <see cref="CheckOverview.Pages"/>.</summary>
    public static IEnumerable<string> Check(CheckResult result) => CheckOverview.Of(result).Pages.Select(Page);

    /// <summary>`diff --json`: one array.</summary>
    public static string Changes(Change change) => Write(change.Claims.Select(Fields));

    /// <summary>`diff --pairs --json`: a line a pair; the id as it was given.</summary>
    public static string PairChanges(JsonElement id, Change change) => Write(new { Id = id, Changes = change.Claims.Select(Fields) });

    /// <summary>`bisect --json`: one object.</summary>
    public static string Bisected(BisectResult result) => Write(new
    {
        Url = result.Url.AbsoluteUri,
        result.Statement,
        result.Answer,
        result.Before,
        result.After,
        result.Unread,
        result.Captures,
        result.Reads,
    });

    /// <summary>`extract --json`: a line a page.</summary>
    public static string Extracted(string file, Uri? url, PageContent content, IReadOnlyList<Claim> claims) => Write(new
    {
        File = file,
        Url = url?.AbsoluteUri,
        content.Title,
        content.Byline,
        content.Published,
        content.Modified,
        content.Language,
        content.Text,
        Claims = claims.Select(static claim => new
        {
            claim.Text,
            Facts = claim.Facts.Select(static fact => new { fact.Type, fact.Text, fact.Value }),
        }),
    });

    /// <summary>`references --json`: a line a reference.</summary>
    public static string Reference(string file, Reference reference) => Write(new
    {
        File = file,
        reference.Number,
        reference.Name,
        reference.Label,
        reference.Title,
        reference.Publisher,
        Urls = reference.Urls.Select(static url => url.AbsoluteUri),
        ArchiveUrl = reference.ArchiveUrl?.AbsoluteUri,
        reference.ArchiveDate,
        reference.AccessDate,
        reference.UrlStatus,
        Passage = reference.Passage.Select(static sentence => new { sentence.Text, Support = SupportWords.Name(sentence.Support) }),
    });

    /// <summary>`verify --json`: a line a problem.</summary>
    public static string Problem(FixityProblem problem) => Write(problem);

    /// <summary>`verify --json`: the last line.</summary>
    public static string Summary(FixityReport report) => Write(new { Summary = report });

    /// <summary>`manifest --json`.</summary>
    public static string Manifest(WrittenManifest written) => Write(written);

    /// <summary>`custody --json`.</summary>
    public static string Custody(CustodySheet sheet) => Write(sheet);

    private static string Page(PageView page)
    {
        var outcome = page.Outcome;
        var citations = page.CitedIn.Select(static cited => new { Article = cited.Article.Article.AbsoluteUri, References = cited.Numbers }).ToList();
        var first = outcome.IsArticle ? null : citations.FirstOrDefault();
        return Write(new
        {
            Url = outcome.Url.AbsoluteUri,
            FinalUrl = outcome.FinalUrl.AbsoluteUri,
            Article = first?.Article,
            References = first?.References ?? [],
            outcome.Status,
            Verdict = outcome.Verdict.Kind,
            outcome.Verdict.Evidence,
            Compared = outcome.NotCompared ?? (object)true,
            Capture = Fields(outcome.Capture),
            Changes = outcome.Change.Claims.Select(Fields),
            Alerts = outcome.Alerts.Select(static alert => new { alert.Id, alert.Kind, alert.Title }),
            Citations = citations,
            outcome.Change.IsSilentEdit,
            outcome.Change.RestoredTo,
            NotFound = page.NotFound.Select(static missing => new { missing.Article, missing.Reference, missing.Sentence, missing.Revision }),
            SinceRead = outcome.SinceRead.Select(Fields),
            Candidates = outcome.Candidates.Select(Fields),
            outcome.Verdict.Confidence,
            Standing = outcome.Standing is { } standing
                ? new { standing.Visits, standing.Since, standing.IsConfirmed, ConfirmVisits = standing.Rules.Visits, ConfirmDays = standing.Rules.Span.TotalDays }
                : null,
            History = outcome.History.Select(Fields),
            LinkedCopies = outcome.LinkedCopies.Select(Fields),
        });
    }

    public static object Fields(VerdictSpan span) => new { span.Verdict, span.Status, span.First, span.Last, span.Checks, span.Capture };

    private static object Fields(StoredCapture capture) => new
    {
        Timestamp = capture.Timestamp.Length > 0 ? capture.Timestamp : null,
        Digest = capture.Digest.Length > 0 ? capture.Digest : null,
        Outcome = capture.Outcome.ToString().ToLowerInvariant(),
    };

    private static object Fields(AccessBaseline baseline) => new
    {
        baseline.Day,
        baseline.Time,
        Memento = baseline.Memento?.Memento.AbsoluteUri,
        Capture = baseline.Capture?.Timestamp,
        baseline.Refusal,
        Changes = baseline.Drift.Claims.Select(Fields),
        baseline.OtherClaims,
    };

    public static object Fields(MementoCandidate candidate) => new
    {
        Memento = candidate.Memento.AbsoluteUri,
        candidate.Time,
        candidate.Service,
        Verdict = candidate.Verdict.Kind,
        candidate.Verdict.Evidence,
        candidate.HeldFacts,
        candidate.MissingFacts,
        candidate.Refusal,
        candidate.MustBeSeen,
    };

    /// <summary>A change as every verb writes it.</summary>
    public static object Fields(ClaimChange claim) => new
    {
        claim.Kind,
        claim.Before,
        claim.After,
        Facts = claim.Facts.Select(static fact => new { fact.Type, fact.Before, fact.After }),
        CitedBy = claim.CitedBy.Select(static cited => new
        {
            cited.Article,
            cited.Reference,
            cited.Sentence,
            Support = SupportWords.Name(cited.Support),
            Effect = SupportWords.Effect(cited.Effect),
            cited.Revision,
        }),
        claim.IsHeadline,
        claim.RestoredTo,
        claim.Significance,
    };

    /// <summary>One line.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
