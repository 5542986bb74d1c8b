using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Refwatch.Archiving;
using Refwatch.Mementos;

namespace Refwatch.Cli.Demo;

/// <summary>
/// A web archive for the demo's web, as a Memento TimeGate (RFC 7089): it holds every page as it was a day before the editors read it. One
/// of them said another number then.
/// </summary>
internal static partial class DemoArchive
{
    public const string Host = "web.archive.example";

    private static readonly DateTimeOffset[] Captured = [new(2022, 2, 11, 7, 15, 0, TimeSpan.Zero), new(2024, 7, 22, 9, 30, 0, TimeSpan.Zero)];

    /// <summary>What the statement said before it was rewritten; the articles still say it.</summary>
    private static readonly (string Now, string Before) Rewritten = ("350,000 tenge", "250,000 tenge");

    private static readonly Dictionary<string, DemoPage> Pages = DemoPages.All.Where(static page => page.First.File is not null).ToDictionary(static page => page.Url.AbsoluteUri);

    /// <summary>What stands before a page's address.</summary>
    public static Uri TimeGate { get; } = new($"http://{Host}/web/");

    /// <summary>Answers for a path and query.</summary>
    public static Task AnswerAsync(HttpContext http, string target)
    {
        if (RawMemento().Match(target) is { Success: true } raw && Pages.GetValueOrDefault(raw.Groups["url"].Value) is { } memento)
        {
            http.Response.Headers["Memento-Datetime"] = CdxjLine.ParseTimestamp(raw.Groups["time"].Value)?.ToString("R", CultureInfo.InvariantCulture);
            http.Response.ContentType = DemoTemplate.MediaTypeOf(memento.First);
            return http.Response.Body.WriteAsync(BodyOf(memento)).AsTask();
        }

        if (Gate().Match(target) is { Success: true } gate && Pages.ContainsKey(gate.Groups["url"].Value))
        {
            http.Response.StatusCode = 302;
            http.Response.Headers.Vary = "accept-datetime";
            http.Response.Headers.Location = $"{TimeGate}{CdxjLine.TimestampOf(Nearest(http.Request.Headers["Accept-Datetime"]))}/{gate.Groups["url"].Value}";
            return Task.CompletedTask;
        }

        http.Response.StatusCode = target.StartsWith("/cdx/", StringComparison.Ordinal) ? 200 : 404;
        return Task.CompletedTask;
    }

    private static byte[] BodyOf(DemoPage page)
    {
        var body = DemoTemplate.Render(page.First, day: 1);
        return page.First.Charset == "utf-8" && DemoTemplate.MediaTypeOf(page.First).StartsWith("text/html", StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(Rewritten.Now, Rewritten.Before, StringComparison.Ordinal))
            : body;
    }

    private static DateTimeOffset Nearest(string? acceptDatetime) =>
        DateTimeOffset.TryParseExact(acceptDatetime, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var wanted)
            ? Captured.MinBy(time => (time - wanted).Duration())
            : Captured[^1];

    [GeneratedRegex("^/web/(?<time>[0-9]{14})id_/(?<url>http.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex RawMemento();

    [GeneratedRegex("^/web/(?<url>http.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex Gate();
}
