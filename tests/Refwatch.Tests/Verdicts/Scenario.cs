using System.Text;
using Refwatch.Extracting;
using Refwatch.Fetching;
using Refwatch.Verdicts;

namespace Refwatch.Tests.Verdicts;

/// <summary>
/// A case folder: <c>exchange.http</c> holds the fetch as it went over the wire, a block for each request (a GET line, the
/// status line, header fields, an empty line, the body), or at its end a line <c>FAILURE kind detail</c>; lines that begin
/// with # before the first request say what the case is about. <c>before.html</c>, where there is one, is what the page
/// said when it was last good. The folder above names the expected verdict.
/// </summary>
internal sealed record Scenario(Capture Capture, PageContent? LastGood)
{
    private static readonly DateTimeOffset Time = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static string Folder { get; } = Path.Combine(DevelopmentData.Repository, "tests/Refwatch.Tests/Verdicts/fixtures");

    /// <summary>"Soft404/ru-news-missing" and so on, in order.</summary>
    public static IEnumerable<string> Names => NamesIn(Folder);

    /// <summary>The cases of a batch of their own: a folder beside <see cref="Folder"/>.</summary>
    public static IEnumerable<string> NamesIn(string folder) =>
        Directory.EnumerateFiles(folder, "exchange.http", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static Scenario Read(string name) => Read(Folder, name);

    public static Scenario Read(string root, string name)
    {
        var folder = Path.Combine(root, name);
        var before = Path.Combine(folder, "before.html");
        return new Scenario(
            ReadCapture(File.ReadAllText(Path.Combine(folder, "exchange.http"))),
            File.Exists(before) ? ReadContent(before) : null);
    }

    /// <summary>Asks <paramref name="host"/> for a sibling address where the judge asks for it, as a check does.</summary>
    public Verdict Judge(SiblingHost host = SiblingHost.NotAsked)
    {
        var document = WebDocument.Open(Capture);
        var content = document?.Html is null ? null : ContentExtractor.Extract(document);
        var verdict = Refwatch.Verdicts.Judge.Decide(Capture, document, content, LastGood);
        return verdict.IsSuspect && host is not SiblingHost.NotAsked && SiblingAddress.Of(Capture.Url, DateOnly.FromDateTime(Time.Date)) is { } address
            ? Refwatch.Verdicts.Judge.Decide(Capture, document, content, LastGood, ProbeOf(address, host), FrontPage(host))
            : verdict;
    }

    private Capture FrontPage(SiblingHost host)
    {
        var url = new Uri(Capture.Url, "/");
        var body = host is SiblingHost.GivesTheSameEverywhere ? Capture.Answer!.Body : "<!DOCTYPE html><title>Front page</title><h1>What is new</h1><p>Three stories of today.</p>"u8.ToArray();
        return new Capture { Url = url, Time = Time, Exchanges = [Capture.Answer! with { Url = url, Body = body }] };
    }

    private Capture ProbeOf(Uri address, SiblingHost host)
    {
        var answer = host switch
        {
            SiblingHost.GivesTheSame or SiblingHost.GivesTheSameEverywhere => Capture.Answer! with { Url = address },
            SiblingHost.GivesANotice => Capture.Answer! with { Url = address, Body = Notice },
            _ => Capture.Answer! with { Url = address, Status = 404, Body = Notice },
        };
        return new Capture { Url = address, Time = Time, Exchanges = [answer] };
    }

    private static byte[] Notice => "<!DOCTYPE html><title>Not found</title><h1>Not found</h1><p>There is no such page.</p>"u8.ToArray();

    private static PageContent ReadContent(string file) =>
        ContentExtractor.Extract(WebDocument.FromBytes(new Uri("https://before.example/"), File.ReadAllBytes(file)));

    private static Capture ReadCapture(string text)
    {
        var exchanges = new List<Exchange>();
        FetchFailure? failure = null;
        Uri? first = null;
        var lines = new Queue<string>(text.ReplaceLineEndings("\n").Split('\n').SkipWhile(static line => line.StartsWith('#') || line.Length == 0));
        while (lines.TryDequeue(out var line))
        {
            if (line.StartsWith("FAILURE ", StringComparison.Ordinal))
            {
                var parts = line.Split(' ', 3);
                failure = new FetchFailure(Enum.Parse<FetchFailureKind>(parts[1]), parts[2]);
            }
            else if (line.StartsWith("GET ", StringComparison.Ordinal))
            {
                var url = new Uri(line[4..].Trim());
                first ??= url;
                if (lines.TryPeek(out var next) && next.StartsWith("HTTP/", StringComparison.Ordinal))
                {
                    exchanges.Add(ReadExchange(url, lines));
                }
            }
        }

        return new Capture { Url = first!, Time = Time, Exchanges = exchanges, Failure = failure };
    }

    private static Exchange ReadExchange(Uri url, Queue<string> lines)
    {
        var status = lines.Dequeue().Split(' ', 3);
        var headers = new List<HeaderField>();
        while (lines.TryDequeue(out var line) && line.Length > 0)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new HeaderField(line[..colon], line[(colon + 1)..].Trim()));
        }

        var body = new StringBuilder();
        while (lines.TryPeek(out var line) && !line.StartsWith("GET http", StringComparison.Ordinal) && !line.StartsWith("FAILURE ", StringComparison.Ordinal))
        {
            body.Append(lines.Dequeue()).Append('\n');
        }

        return new Exchange
        {
            Url = url,
            Time = Time,
            RequestHeaders = [],
            Status = int.Parse(status[1]),
            ReasonPhrase = status.Length > 2 ? status[2] : "",
            ResponseHeaders = headers,
            Body = Encoding.UTF8.GetBytes(body.ToString().Trim('\n')),
        };
    }
}

/// <summary>What the host of a case says to an address that cannot exist.</summary>
internal enum SiblingHost
{
    NotAsked,

    /// <summary>What it said to the page's, and something else on its front page: so do hosts of soft 404s.</summary>
    GivesTheSame,

    /// <summary>What it said to the page's, on its front page too: so do walls and hosts in trouble.</summary>
    GivesTheSameEverywhere,

    /// <summary>Another page, with status 200.</summary>
    GivesANotice,

    /// <summary>404.</summary>
    Refuses,
}
