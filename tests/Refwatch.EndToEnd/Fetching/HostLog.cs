using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Refwatch.EndToEnd.Fetching;

/// <summary>A small web of many hosts that notes when it was asked for what, as its servers see it.</summary>
internal sealed class HostLog(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, int> _inFlight = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Served> _served = [];
    private int _all;

    /// <summary>Robots.txt by host; none is 404.</summary>
    public Dictionary<string, string> Robots { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers instead of a page, by URL without scheme.</summary>
    public Dictionary<string, Func<HttpResponse, Task>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>What was served, by host, in the order in which it was asked for.</summary>
    public ILookup<string, Served> ByHost => _served.OrderBy(static one => one.Start).ToLookup(static one => one.Host, StringComparer.Ordinal);

    /// <summary>The most requests to one host at a time, and to all hosts.</summary>
    public int MostAtOnce { get; private set; }

    public int MostOverall { get; private set; }

    public async Task AnswerAsync(HttpContext http)
    {
        var url = LoopbackProxy.UrlOf(http.Request);
        var start = clock.GetTimestamp();
        var now = _inFlight.AddOrUpdate(url.Host, 1, static (_, count) => count + 1);
        lock (_served)
        {
            MostAtOnce = Math.Max(MostAtOnce, now);
            MostOverall = Math.Max(MostOverall, ++_all);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var answer = Answers.GetValueOrDefault(url.Host + url.PathAndQuery);
        _served.Enqueue(new Served(url.Host, url.PathAndQuery, start, clock.GetTimestamp()));
        _inFlight.AddOrUpdate(url.Host, 0, static (_, count) => count - 1);
        lock (_served)
        {
            _all--;
        }

        if (answer is not null)
        {
            await answer(http.Response);
        }
        else if (url.AbsolutePath == "/robots.txt")
        {
            http.Response.StatusCode = Robots.ContainsKey(url.Host) ? 200 : 404;
            await http.Response.WriteAsync(Robots.GetValueOrDefault(url.Host, ""));
        }
        else
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync($"<title>{url.PathAndQuery}</title><main><h1>Report {url.PathAndQuery}</h1><p>The river rose by two metres at {url.Host}, and the ferry was moved to the upper pier for a week.</p></main>");
        }
    }
}

/// <summary>One request as a server saw it.</summary>
internal sealed record Served(string Host, string Path, long Start, long End);
