using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Refwatch.Tests.Mementos;

/// <summary>
/// A web archive that speaks as the Wayback Machine does: a TimeGate at /web/{url}, raw mementos at /web/{time}id_/{url}, its index at
/// /cdx/search/cdx, Save Page Now at /save. It knows what a test put into it, and no network.
/// </summary>
public sealed class WaybackEmulation(string origin)
{
    private readonly List<HeldMemento> _mementos = [];
    private readonly HashSet<string> _excluded = [];
    private readonly Dictionary<string, (string Url, int Polls)> _jobs = [];

    /// <summary>Every request, in order: "GET /web/…".</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Answers every request in place of the archive, until it is null again: an outage, a limit.</summary>
    public Func<ServiceAnswer>? Outage { get; set; }

    /// <summary>Changes what is answered: broken header fields, hostile bodies.</summary>
    public Func<string, ServiceAnswer, ServiceAnswer> Spoil { get; set; } = static (_, answer) => answer;

    /// <summary>What Save Page Now says of a URL, instead of saving it ("error:…").</summary>
    public Dictionary<string, string> SaveErrors { get; } = [];

    /// <summary>The "access:secret" that Save Page Now takes.</summary>
    public string Keys { get; init; } = "access:secret";

    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public string TimeGate => $"{origin}/web/";

    public void Hold(string url, string timestamp, string html, int status = 200, string? location = null, string type = "text/html; charset=utf-8") =>
        _mementos.Add(new HeldMemento(url, timestamp, Encoding.UTF8.GetBytes(html), status, location, type));

    public void Exclude(string url) => _excluded.Add(url);

    public string AddressOf(string timestamp, string url) => $"{origin}/web/{timestamp}/{url}";

    /// <summary>Answers a request.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="target">Path and query.</param>
    /// <param name="fields">Request header fields by name, in lower case.</param>
    /// <param name="body">A form.</param>
    public ServiceAnswer Answer(string method, string target, IReadOnlyDictionary<string, string> fields, string body)
    {
        Requests.Add($"{method} {target}");
        if (target == "/robots.txt")
        {
            return Text(404, "");
        }

        var answer = Outage?.Invoke() ?? (target switch
        {
            _ when target.StartsWith("/cdx/search/cdx?", StringComparison.Ordinal) => Index(target),
            _ when target.StartsWith("/save", StringComparison.Ordinal) => Save(method, target, fields, body),
            _ when Regex.Match(target, "^/web/([0-9]{14})(id_)?/(http.+)$") is { Success: true } memento => Memento(memento.Groups[1].Value, memento.Groups[2].Value, memento.Groups[3].Value),
            _ when Regex.Match(target, "^/web/(http.+)$") is { Success: true } gate => Gate(gate.Groups[1].Value, fields.GetValueOrDefault("accept-datetime")),
            _ => Text(404, "<title>Not found</title>"),
        });
        return Spoil(target, answer);
    }

    private ServiceAnswer Gate(string url, string? acceptDatetime)
    {
        if (_excluded.Contains(url))
        {
            return Excluded();
        }

        var wanted = acceptDatetime is null ? Now : DateTimeOffset.ParseExact(acceptDatetime, "R", CultureInfo.InvariantCulture);
        if (Nearest(url, wanted) is not { } memento)
        {
            return Text(404, "<h1>Hrm.</h1><p>The Wayback Machine has not archived that URL.</p>");
        }

        return new ServiceAnswer(302, [
            ("Location", AddressOf(memento.Timestamp, memento.Url)),
            ("Vary", "accept-datetime"),
            ("Link", $"<{url}>; rel=\"original\", <{origin}/web/timemap/link/{url}>; rel=\"timemap\"; type=\"application/link-format\""),
        ], []);
    }

    private ServiceAnswer Memento(string timestamp, string raw, string url)
    {
        if (_excluded.Contains(url))
        {
            return Excluded();
        }

        var exact = _mementos.Find(memento => memento.Url == url && memento.Timestamp == timestamp);
        if (exact is null)
        {
            return Nearest(url, TimeOf(timestamp)) is { } near
                ? new ServiceAnswer(302, [("Location", $"{origin}/web/{near.Timestamp}{raw}/{near.Url}")], [])
                : Text(404, "<p>The Wayback Machine has not archived that URL.</p>");
        }

        var fields = new List<(string, string)>
        {
            ("Memento-Datetime", TimeOf(timestamp).ToString("R", CultureInfo.InvariantCulture)),
            ("Content-Type", exact.Type),
            ("X-Archive-Orig-Server", "nginx"),
            ("X-Archive-Orig-Content-Type", exact.Type),
            ("Link", $"<{url}>; rel=\"original\", <{AddressOf(timestamp, url)}>; rel=\"first last memento\"; datetime=\"{TimeOf(timestamp):R}\""),
        };
        if (exact.Location is { } location)
        {
            fields.Add(("Location", $"{origin}/web/{timestamp}{raw}/{location}"));
        }

        return new ServiceAnswer(exact.Status, fields, exact.Body);
    }

    private ServiceAnswer Index(string target)
    {
        var query = target[(target.IndexOf('?') + 1)..].Split('&').Select(static pair => pair.Split('=', 2)).ToDictionary(static pair => pair[0], static pair => Uri.UnescapeDataString(pair[1]));
        if (_excluded.Contains(query["url"]))
        {
            return Excluded();
        }

        var wanted = TimeOf(query["closest"]);
        var rows = _mementos.Where(memento => memento.Url == query["url"] && memento.Status == 200)
            .OrderBy(memento => (TimeOf(memento.Timestamp) - wanted).Duration())
            .Take(int.Parse(query["limit"], CultureInfo.InvariantCulture))
            .Select(static memento => new[] { memento.Timestamp, memento.Url }).ToList();
        return Json(rows.Count == 0 ? Array.Empty<string[]>() : [["timestamp", "original"], .. rows]);
    }

    private ServiceAnswer Save(string method, string target, IReadOnlyDictionary<string, string> fields, string body)
    {
        if (fields.GetValueOrDefault("authorization") != $"LOW {Keys}")
        {
            return Text(401, """{"message":"You need to be logged in to use Save Page Now."}""");
        }

        if (method == "POST")
        {
            var url = Uri.UnescapeDataString(Regex.Match(body, "(?:^|&)url=([^&]+)").Groups[1].Value);
            var job = $"job-{_jobs.Count + 1}";
            _jobs[job] = (url, 0);
            return SaveErrors.GetValueOrDefault(url) == "error:user-session-limit"
                ? Json(new { status = "error", status_ext = SaveErrors.Remove(url) ? "error:user-session-limit" : "", message = "You have reached the limit of active sessions." })
                : Json(new { url, job_id = job });
        }

        var id = target[(target.LastIndexOf('/') + 1)..].Split('?')[0];
        if (!_jobs.TryGetValue(id, out var asked))
        {
            return Json(new { status = "error", message = "no such job" });
        }

        _jobs[id] = asked with { Polls = asked.Polls + 1 };
        return asked.Polls == 0 ? Json(new { status = "pending", job_id = id })
            : SaveErrors.TryGetValue(asked.Url, out var error) ? Json(new { status = "error", status_ext = error, message = "The capture failed." })
            : Json(new { status = "success", job_id = id, original_url = asked.Url, timestamp = Now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) });
    }

    private HeldMemento? Nearest(string url, DateTimeOffset wanted) =>
        _mementos.Where(memento => memento.Url == url).MinBy(memento => (TimeOf(memento.Timestamp) - wanted).Duration());

    private static ServiceAnswer Excluded() => new(403, [
        ("X-Archive-Wayback-Runtime-Error", "AdministrativeAccessControlException: Blocked Site Error"), ("Content-Type", "text/html")],
        Encoding.UTF8.GetBytes("<h1>Sorry.</h1><p>This URL has been excluded from the Wayback Machine.</p>"));

    private static ServiceAnswer Text(int status, string html) => new(status, [("Content-Type", "text/html; charset=utf-8")], Encoding.UTF8.GetBytes(html));

    private static ServiceAnswer Json<T>(T value) => new(200, [("Content-Type", "application/json")], JsonSerializer.SerializeToUtf8Bytes(value));

    private static DateTimeOffset TimeOf(string timestamp) =>
        DateTimeOffset.ParseExact(timestamp, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private sealed record HeldMemento(string Url, string Timestamp, byte[] Body, int Status, string? Location, string Type);
}

/// <summary>What a service answers.</summary>
public sealed record ServiceAnswer(int Status, IReadOnlyList<(string Name, string Value)> Fields, byte[] Body);
