using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Fetching;
using Refwatch.Web.Mementos;
using Refwatch.Web.Site;

namespace Refwatch.Web.Replay;

/// <summary>
/// Mementos (RFC 7089): "/memento/{14 digits}/{url}" is the archived page, for a browser in a frame under our banner;
/// "{14 digits}mp_" is what stands in the frame, "{14 digits}id_" the bytes as they were stored. These modifiers are the
/// Wayback Machine's and pywb's; others of theirs (im_, cs_, …) mean the same as mp_.
/// </summary>
public sealed partial class ReplayEndpoints(Archive archive, SiteSettings settings)
{
    public void Map(IEndpointRouteBuilder app) => app.MapMethods("/memento/{**rest}", SiteSettings.Reading, AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var form = Form().Match(TargetUrl.RestOf(context.Request, settings.Prefix + "/memento/") ?? "");
        if (!form.Success || TargetUrl.Parse(form.Groups["url"].Value) is not { } url || CdxjLine.ParseTimestamp(form.Groups["time"].Value) is not { } time)
        {
            await Answers.TextAsync(context, StatusCodes.Status400BadRequest, "Write a time of 4 to 14 digits (yyyyMMddHHmmss, UTC) and the page's URL, e.g. /memento/20260301/https://example.org/page");
            return;
        }

        var modifier = form.Groups["modifier"].Value;
        var site = settings.LinksFor(context.Request);
        var mementos = await archive.MementosOfAsync(url, context.RequestAborted);
        if (await mementos.TakenDownAsync(form.Groups["time"].Value, context.RequestAborted) is { } takenDown)
        {
            await TakenDownAsync(context, site, takenDown);
            return;
        }

        if (await mementos.SelectAsync(time, context.RequestAborted) is not { } selection)
        {
            context.Response.Headers.Link = MementoLinks.Link(url, "original");
            await NoneAsync(context, site, url);
            return;
        }

        var line = selection.Selected;
        context.Response.Headers.Link = MementoLinks.Header(site, url, selection);
        context.Response.Headers.Vary = "Accept, Origin, Sec-Fetch-Dest";
        ReplayPolicy.AllowFont(context);
        if (line.Timestamp != form.Groups["time"].Value)
        {
            Redirect(context, StatusCodes.Status302Found, line.Timestamp, modifier, line.Url);
        }
        else if (modifier is not ("" or "id_") && context.Request.Headers["Sec-Fetch-Dest"] == "document")
        {
            Redirect(context, StatusCodes.Status302Found, line.Timestamp, "", line.Url); // nothing archived stands in a window without the banner
        }
        else
        {
            await ServeAsync(context, site, selection, modifier);
        }
    }

    private async Task ServeAsync(HttpContext context, SiteLinks site, MementoSelection selection, string modifier)
    {
        var line = selection.Selected;
        Exchange? answer;
        try
        {
            answer = await archive.ReadAnswerAsync(line, context.RequestAborted);
        }
        catch (InvalidDataException damage)
        {
            await Answers.TextAsync(context, StatusCodes.Status500InternalServerError, $"The memento can't be shown: {damage.Message} `refwatch verify` tells more.");
            return;
        }

        if (answer is null)
        {
            await Answers.TextAsync(context, StatusCodes.Status410Gone, $"{line.Filename}, which the index names for this memento, is not held any more.");
            return;
        }

        context.Response.Headers["Memento-Datetime"] = MementoLinks.Date(line.Time);
        if (modifier != "id_" && Redirect(answer) is { } target)
        {
            Redirect(context, answer.Status, line.Timestamp, modifier, target); // section 4.5.4
        }
        else if (modifier == "id_")
        {
            await ReplayContent.RawAsync(context, answer);
        }
        else if (modifier.Length == 0 && IsBrowser(context.Request))
        {
            await FrameAsync(context, site, selection, answer);
        }
        else
        {
            await ReplayContent.ShowAsync(context, line, answer, site);
        }
    }

    private async Task TakenDownAsync(HttpContext context, SiteLinks site, CdxjLine line)
    {
        var tombstone = await archive.ReadTombstoneAsync(line, context.RequestAborted);
        var message = $"The capture of {line.Url} at {DisplayText.Time(line.Timestamp)} was taken down{(tombstone is null ? "" : $" on {tombstone.Time:yyyy-MM-dd}: {tombstone.Reason}")}";
        await (IsBrowser(context.Request)
            ? SitePages.ErrorAsync(context, site, StatusCodes.Status410Gone, "Taken down", message, site.Page(line.Url))
            : Answers.TextAsync(context, StatusCodes.Status410Gone, message));
    }

    private async Task FrameAsync(HttpContext context, SiteLinks site, MementoSelection selection, Exchange answer)
    {
        CaptureNotes? notes = null;
        try
        {
            notes = await archive.ReadNotesAsync(selection.Selected.Filename, context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            // The answer can be shown though another record of its capture is damaged; the banner then tells no verdict.
        }

        var mediaType = MediaType.Of(answer.Header("Content-Type"), ContentCoding.Undo(answer.Body, answer.Header("Content-Encoding"), maxBytes: 4096));
        await SitePages.WriteAsync<ReplayFrame>(context, StatusCodes.Status200OK, new()
        {
            [nameof(ReplayFrame.Site)] = site,
            [nameof(ReplayFrame.Mementos)] = selection,
            [nameof(ReplayFrame.Verdict)] = notes?.Verdict,
            [nameof(ReplayFrame.Status)] = answer.Status,
            [nameof(ReplayFrame.MediaType)] = mediaType,
        });
    }

    private void Redirect(HttpContext context, int status, string timestamp, string modifier, string url)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = $"{settings.Prefix}/memento/{timestamp}{modifier}/{url}";
    }

    /// <summary>Where an archived redirect led (RFC 9110, section 15.4); null when the answer is none.</summary>
    private static string? Redirect(Exchange answer) =>
        answer.Status is 301 or 302 or 303 or 307 or 308 && answer.Header("Location") is { } location && MementoAddresses.Resolve(location, answer.Url) is { } target
            ? TargetUrl.Write(target)
            : null;

    /// <summary>A browser asks for text/html by name; programs, Memento clients among them, take what comes and get the memento itself.</summary>
    private static bool IsBrowser(HttpRequest request) =>
        request.Headers["Sec-Fetch-Dest"] == "document" || request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Task NoneAsync(HttpContext context, SiteLinks site, string url) => IsBrowser(context.Request) && context.Request.Headers["Sec-Fetch-Dest"] != "iframe"
        ? SitePages.ErrorAsync(context, site, StatusCodes.Status404NotFound, "No memento", $"The archive holds no memento of {url}.", site.Page(url))
        : Answers.TextAsync(context, StatusCodes.Status404NotFound, $"The archive holds no memento of {url}.");

    [GeneratedRegex("^(?<time>[0-9]{1,14})(?<modifier>[a-z]{2}_)?/(?<url>.+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
