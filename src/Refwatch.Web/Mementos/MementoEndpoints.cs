using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Refwatch.Archiving;
using Refwatch.Web.Site;

namespace Refwatch.Web.Mementos;

/// <summary>TimeGate and TimeMaps (RFC 7089). The mementos themselves are served by <see cref="Replay.ReplayEndpoints"/>.</summary>
public sealed class MementoEndpoints(Archive archive, SiteSettings settings, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/timegate/{**url}", SiteSettings.Reading, TimeGateAsync);
        app.MapMethods("/timemap/{format}/{**url}", SiteSettings.Reading, TimeMapAsync);
    }

    /// <summary>Section 4.1.2, pattern 2.1: 302 to the memento nearest to Accept-Datetime, the last one without it.</summary>
    private async Task TimeGateAsync(HttpContext context)
    {
        // Section 2.1.2: it says so in every answer, whatever it is.
        context.Response.Headers.Vary = "accept-datetime";
        if (TargetUrl.Parse(TargetUrl.RestOf(context.Request, settings.Prefix + "/timegate/")) is not { } url)
        {
            await Answers.TextAsync(context, StatusCodes.Status400BadRequest, NoUrl("timegate"));
            return;
        }

        var wanted = context.Request.Headers["Accept-Datetime"];
        var time = wanted.Count == 0 ? clock.GetUtcNow() : MementoLinks.ParseDate(wanted.ToString());
        if (time is null)
        {
            await Answers.TextAsync(context, StatusCodes.Status400BadRequest, $"Accept-Datetime is no date of RFC 1123 in GMT (RFC 7089, section 2.1.1.1). Write e.g. {MementoLinks.Date(clock.GetUtcNow())}");
            return;
        }

        var site = settings.LinksFor(context.Request);
        var mementos = await archive.MementosOfAsync(url, context.RequestAborted);
        if (await mementos.SelectAsync(time.Value, context.RequestAborted) is not { } selection)
        {
            await NoneAsync(context, site, url);
            return;
        }

        context.Response.Headers.Link = MementoLinks.Header(site, url, selection);
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = site.Absolute(site.Memento(selection.Selected));
    }

    /// <summary>Section 5, in pages: "/timemap/link/{timestamp}/{url}" is the page that begins there.</summary>
    private async Task TimeMapAsync(HttpContext context)
    {
        var format = (string)context.Request.RouteValues["format"]!;
        var rest = TargetUrl.RestOf(context.Request, $"{settings.Prefix}/timemap/{format}/");
        var (from, text) = rest?.Split('/', 2) is [{ Length: 14 } digits, var behind] && digits.All(char.IsAsciiDigit) ? (digits, behind) : (null, rest);
        if (format is not ("link" or "json") || TargetUrl.Parse(text) is not { } url)
        {
            await Answers.TextAsync(context, StatusCodes.Status400BadRequest, NoUrl("timemap/link") + " There are timemap/link and timemap/json.");
            return;
        }

        var site = settings.LinksFor(context.Request);
        if (await TimeMap.ReadAsync(await archive.MementosOfAsync(url, context.RequestAborted), from, context.RequestAborted) is not { } map)
        {
            await NoneAsync(context, site, url);
            return;
        }

        var headers = context.Response.GetTypedHeaders();
        headers.ContentType = new MediaTypeHeaderValue(format == "link" ? "application/link-format" : "application/json");
        await Answers.BytesAsync(context, format == "link" ? System.Text.Encoding.ASCII.GetBytes(map.ToLinkFormat(site)) : map.ToJson(site));
    }

    /// <summary>Section 4.5.2: 404 when there is no memento.</summary>
    private static Task NoneAsync(HttpContext context, SiteLinks site, string url)
    {
        context.Response.Headers.Link = MementoLinks.Link(url, "original");
        return Answers.TextAsync(context, StatusCodes.Status404NotFound, $"The archive holds no memento of {url}. What it knows of the page: {site.Absolute(site.Page(url))}");
    }

    private static string NoUrl(string path) => $"Write the page's URL behind the path, as it is, e.g. /{path}/https://example.org/page?id=1";
}
