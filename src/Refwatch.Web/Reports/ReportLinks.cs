using System.Text.RegularExpressions;
using Refwatch.Web.Mementos;
using Refwatch.Web.Site;

namespace Refwatch.Web.Reports;

/// <summary>The links of a report: from one part of it to another, and out to the archive.</summary>
public sealed partial class ReportLinks(CheckOverview overview, SiteLinks? site)
{
    private readonly Dictionary<Uri, string> _anchors =
        overview.NeedingAttention.Index().ToDictionary(static page => page.Item.Outcome.Url, static page => $"page-{page.Index + 1}");

    /// <summary>The links of a page of the site that shows one page's changes.</summary>
    public static ReportLinks ForSite(SiteLinks site) => new(CheckOverview.Of(new CheckResult([], [])), site.Relative);

    /// <summary>The id of the page's findings; null when it needs no attention and has none.</summary>
    public string? AnchorOf(PageView page) => _anchors.GetValueOrDefault(page.Outcome.Url);

    /// <summary>The memento (RFC 7089) of a page at a capture's time; null when nobody serves it.</summary>
    public string? Memento(PageOutcome outcome, string? timestamp) =>
        site is null || string.IsNullOrEmpty(timestamp) ? null : site.Absolute(site.Memento(timestamp, TargetUrl.Write(outcome.Url)));

    /// <summary>All captures of a page; null when nobody serves them.</summary>
    public string? History(PageOutcome outcome) => site?.Absolute(site.Page(outcome.Url));

    /// <summary>The list of all that is watched; null when nobody serves it.</summary>
    public string? Home => site?.Absolute(site.Home);

    public string TitleOf(string article) => overview.TitleOf(article);

    /// <summary>The language of the article at that URL.</summary>
    public string? LanguageOf(string article) =>
        Uri.TryCreate(article, UriKind.Absolute, out var url) ? Language(overview.Articles.FirstOrDefault(section => section.Article.Article == url)?.Article.Language) : null;

    /// <summary>A language tag fit for <c>lang</c> (BCP 47, the shape alone); null when it is none.</summary>
    public static string? Language(string? tag) => tag is not null && LanguageTag.IsMatch(tag) ? tag : null;

    [GeneratedRegex(@"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,4}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LanguageTag { get; }
}
