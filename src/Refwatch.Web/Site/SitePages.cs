using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Refwatch.Web.Reports;

namespace Refwatch.Web.Site;

/// <summary>Writes pages of our own under their policy: no script, two style sheets, frames of this site alone.</summary>
internal static class SitePages
{
    private static readonly string Policy =
        $"default-src 'none'; style-src {StyleSheet.Report.Source} {StyleSheet.Site.Source}; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static async Task WriteAsync<TComponent>(HttpContext context, int status, Dictionary<string, object?> parameters)
        where TComponent : IComponent => await WriteAsync(context, status, await RazorPage.RenderAsync<TComponent>(parameters));

    public static Task WriteAsync(HttpContext context, int status, string html)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Answers.HtmlAsync(context, status, html);
    }

    public static Task ErrorAsync(HttpContext context, SiteLinks site, int status, string problem, string message, string? further = null) =>
        WriteAsync<ErrorPage>(context, status, new()
        {
            [nameof(ErrorPage.Site)] = site,
            [nameof(ErrorPage.Problem)] = problem,
            [nameof(ErrorPage.Message)] = message,
            [nameof(ErrorPage.Further)] = further,
        });
}
