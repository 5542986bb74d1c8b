using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Repairing;
using Refwatch.Watching;
using Refwatch.Web.Mementos;
using Refwatch.Web.Replay;
using Refwatch.Web.Reports;

namespace Refwatch.Web.Site;

/// <summary>The site: what is watched, each article's report, each page's captures and changes, and the archive's services. It is read, never written.</summary>
public sealed class SiteEndpoints(Pipeline pipeline, SiteSettings settings)
{
    private const int MaxArticles = 500;
    private const int HostsOnAPage = 500;

    /// <summary>Maps everything under the settings' prefix.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        var site = app.MapGroup(settings.Prefix);
        new MementoEndpoints(pipeline.Archive, settings, pipeline.Clock).Map(site);
        new CdxEndpoint(pipeline.Archive).Map(site);
        new ReplayEndpoints(pipeline.Archive, settings).Map(site);
        site.MapMethods("/", SiteSettings.Reading, HomeAsync);
        site.MapMethods("/find", SiteSettings.Reading, FindAsync);
        site.MapMethods("/hosts", SiteSettings.Reading, HostsAsync);
        site.MapMethods("/hosts/{host}", SiteSettings.Reading, HostAsync);
        site.MapMethods("/article/{**url}", SiteSettings.Reading, ArticleAsync);
        site.MapMethods("/page/{**url}", SiteSettings.Reading, PageAsync);
        site.MapMethods("/changes/{**rest}", SiteSettings.Reading, ChangesAsync);
    }

    private async Task HomeAsync(HttpContext context)
    {
        var articles = await pipeline.Citing.ArticlesAsync(context.RequestAborted).Take(MaxArticles + 1).ToListAsync(context.RequestAborted);
        await SitePages.WriteAsync<HomePage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(HomePage.Site)] = Links(context),
            [nameof(HomePage.Articles)] = articles.Take(MaxArticles).OrderBy(DisplayText.Title, StringComparer.OrdinalIgnoreCase).ToList(),
            [nameof(HomePage.IsMore)] = articles.Count > MaxArticles,
            [nameof(HomePage.Lists)] = await WatchLists.InForceAsync(pipeline.State, context.RequestAborted),
        });
    }

    private Task FindAsync(HttpContext context)
    {
        if (TargetUrl.Parse(context.Request.Query["url"].ToString().Trim()) is not { } url)
        {
            return NoUrlAsync(context);
        }

        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = Links(context).Page(url);
        return Task.CompletedTask;
    }

    private async Task HostsAsync(HttpContext context)
    {
        var after = context.Request.Query["after"].ToString() is { Length: > 0 } given ? given : null;
        var hosts = await OpenLedger.HostsAsync(pipeline.State, after, context.RequestAborted).Take(HostsOnAPage + 1).ToListAsync(context.RequestAborted);
        await SitePages.WriteAsync<HostsPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(HostsPage.Site)] = Links(context),
            [nameof(HostsPage.Hosts)] = hosts.Take(HostsOnAPage).ToList(),
            [nameof(HostsPage.Next)] = hosts.Count > HostsOnAPage ? hosts[HostsOnAPage - 1] : null,
        });
    }

    private async Task HostAsync(HttpContext context)
    {
        var host = (string)context.Request.RouteValues["host"]!;
        var site = Links(context);
        if (await OpenLedger.PeekAsync(pipeline.State, host, context.RequestAborted) is not { } ledger)
        {
            await SitePages.ErrorAsync(context, site, StatusCodes.Status404NotFound, "No such host", $"No page of {host} is watched.");
            return;
        }

        await SitePages.WriteAsync<HostPage>(context, StatusCodes.Status200OK, new() { [nameof(HostPage.Site)] = site, [nameof(HostPage.Ledger)] = ledger });
    }

    private async Task ArticleAsync(HttpContext context)
    {
        if (Url(context, "/article/") is not { } url)
        {
            await NoUrlAsync(context);
            return;
        }

        var site = Links(context);
        if (await pipeline.Reports.ReadAsync(url, new ReportOptions(), context.RequestAborted) is not { } report)
        {
            await SitePages.ErrorAsync(context, site, StatusCodes.Status404NotFound, "Not read", $"{url} was not read as an article yet.", site.Page(url));
            return;
        }

        await SitePages.WriteAsync(context, StatusCodes.Status200OK, await CheckReport.RenderAsync(report, site.Relative));
    }

    private async Task PageAsync(HttpContext context)
    {
        var rest = TargetUrl.RestOf(context.Request, settings.Prefix + "/page/");
        var (until, text) = rest?.Split('/', 2) is [{ Length: 14 } digits, var behind] && digits.All(char.IsAsciiDigit) ? (digits, behind) : ("".PadRight(14, '9'), rest);
        if (TargetUrl.Parse(text) is not { } url)
        {
            await NoUrlAsync(context);
            return;
        }

        var history = await PageHistory.ReadAsync(pipeline, new Uri(url), until, context.RequestAborted);
        var isKnown = history.Captures.Count > 0 || history.Row is not null || history.CitedBy.Count > 0;
        await SitePages.WriteAsync<HistoryPage>(context, isKnown ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, new()
        {
            [nameof(HistoryPage.Site)] = Links(context),
            [nameof(HistoryPage.History)] = history,
        });
    }

    private async Task ChangesAsync(HttpContext context)
    {
        var parts = TargetUrl.RestOf(context.Request, settings.Prefix + "/changes/")?.Split('/', 3);
        if (parts is not [var left, var right, var text] || CdxjLine.ParseTimestamp(left) is not { } before || CdxjLine.ParseTimestamp(right) is not { } after
            || TargetUrl.Parse(text) is not { } url)
        {
            await NoUrlAsync(context);
            return;
        }

        var site = Links(context);
        try
        {
            if (await CaptureChanges.ReadAsync(pipeline, new Uri(url), before, after, context.RequestAborted) is { } changes)
            {
                await SitePages.WriteAsync<ChangesPage>(context, StatusCodes.Status200OK, new() { [nameof(ChangesPage.Site)] = site, [nameof(ChangesPage.Changes)] = changes });
                return;
            }

            await SitePages.ErrorAsync(context, site, StatusCodes.Status404NotFound, "No captures", $"The archive holds no memento of {url}.", site.Page(url));
        }
        catch (InvalidDataException damage)
        {
            await SitePages.ErrorAsync(context, site, StatusCodes.Status500InternalServerError, "A capture is damaged", damage.Message, site.Page(url));
        }
    }

    private Uri? Url(HttpContext context, string path) =>
        TargetUrl.Parse(TargetUrl.RestOf(context.Request, settings.Prefix + path)) is { } url ? new Uri(url) : null;

    private Task NoUrlAsync(HttpContext context) =>
        SitePages.ErrorAsync(context, Links(context), StatusCodes.Status400BadRequest, "No page's address", "Write the whole address, with https:// or http:// before it.");

    private SiteLinks Links(HttpContext context) => settings.LinksFor(context.Request);
}
