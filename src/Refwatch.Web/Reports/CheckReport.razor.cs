using Microsoft.AspNetCore.Components;
using Refwatch.Mementos;
using Refwatch.Repairing;
using Refwatch.Web.Site;

namespace Refwatch.Web.Reports;

/// <summary>
/// A check as one self-contained HTML page: no script, nothing loaded from anywhere. Every scraped word is encoded by the
/// renderer, and the page's own policy (CSP Level 3) allows its one style sheet and nothing else.
/// </summary>
public sealed partial class CheckReport
{
    private static readonly string Policy = $"default-src 'none'; style-src {StyleSheet.Report.Source}; base-uri 'none'; form-action 'none'";

    [Parameter, EditorRequired]
    public required CheckOverview Overview { get; set; }

    [Parameter, EditorRequired]
    public required ReportLinks Links { get; set; }

    /// <summary>When the check ended (UTC).</summary>
    [Parameter, EditorRequired]
    public required DateTimeOffset Time { get; set; }

    /// <summary>Archives of others that could not answer.</summary>
    [Parameter]
    public IReadOnlyList<ServiceNote> Services { get; set; } = [];

    /// <summary>What an editor may paste; empty for a check alone.</summary>
    [Parameter]
    public IReadOnlyList<ReferenceReport> Repairs { get; set; } = [];

    private string Heading => Overview.Articles switch
    {
        [var only] => $"References of “{only.Title}”",
        [] => "Watched pages",
        var articles => $"References of {articles.Count} articles",
    };

    /// <summary>Renders the page.</summary>
    /// <param name="result">What the run found.</param>
    /// <param name="time">When it ended.</param>
    /// <param name="site">Where mementos and captures are served; null when they are not linked.</param>
    public static Task<string> RenderAsync(CheckResult result, DateTimeOffset time, SiteLinks? site = null) => RenderAsync(result, time, site, []);

    /// <summary>Renders what the checks so far found of an article, with what an editor may paste.</summary>
    public static Task<string> RenderAsync(ArticleReport report, SiteLinks? site = null) =>
        RenderAsync(report.AsCheck(), report.LastCheck ?? DateTimeOffset.UnixEpoch, site, [.. report.Work]);

    private static async Task<string> RenderAsync(CheckResult result, DateTimeOffset time, SiteLinks? site, IReadOnlyList<ReferenceReport> repairs)
    {
        var overview = CheckOverview.Of(result);
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(Overview)] = overview,
            [nameof(Services)] = result.Services,
            [nameof(Links)] = new ReportLinks(overview, site),
            [nameof(Time)] = time.ToUniversalTime(),
            [nameof(Repairs)] = repairs,
        };

        return await RazorPage.RenderAsync<CheckReport>(parameters);
    }
}
