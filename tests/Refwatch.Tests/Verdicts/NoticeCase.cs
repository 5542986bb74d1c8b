using System.Text;
using Refwatch.Fetching;
using Refwatch.Verdicts;

namespace Refwatch.Tests.Verdicts;

/// <summary>A line of <c>notices.tsv</c>: a notice as one system words it, on a page like any other of its site.</summary>
internal sealed record NoticeCase(VerdictKind Label, string Title, string Headline, string Text)
{
    public static IEnumerable<NoticeCase> All =>
        File.ReadLines(Path.Combine(Scenario.Folder, "notices.tsv")).Where(static line => !line.StartsWith('#'))
            .Select(static line => line.Split('\t')).Select(static cells => new NoticeCase(Enum.Parse<VerdictKind>(cells[0]), cells[1], cells[2], cells[3]));

    public Verdict Judge()
    {
        var html = $"""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>{Title}</title></head><body>
            <header><a href="/">Home</a> <a href="/news">News</a> <a href="/about">About us</a></header>
            <main>{(Headline.Length > 0 ? $"<h1>{Headline}</h1>" : "")}<p>{Text}</p></main><footer><a href="/imprint">Imprint</a></footer></body></html>
            """;
        var exchange = new Exchange
        {
            Url = new Uri("https://www.ferrysongs.example/collection/1911/song-of-the-maren"),
            Time = DateTimeOffset.UnixEpoch,
            RequestHeaders = [],
            Status = 200,
            ResponseHeaders = [new HeaderField("Content-Type", "text/html; charset=utf-8")],
            Body = Encoding.UTF8.GetBytes(html),
        };
        var capture = new Capture { Url = exchange.Url, Time = exchange.Time, Exchanges = [exchange] };
        return Refwatch.Verdicts.Judge.Decide(capture, WebDocument.Open(capture), content: null, lastGood: null);
    }
}
