using System.Text;
using Refwatch.Fetching;
using Refwatch.Verdicts;

namespace Refwatch.Tests.Verdicts;

/// <summary>A line of <c>notices.tsv</c>: a notice as one system words it, on a page like any other of its site.</summary>
internal sealed record NoticeCase(VerdictKind Label, string Title, string Headline, string Text)
{
    public static IEnumerable<NoticeCase> All => Read(Path.Combine(Scenario.Folder, "notices.tsv"));

    public static IEnumerable<NoticeCase> Read(string file) =>
        File.ReadLines(file).Where(static line => !line.StartsWith('#'))
            .Select(static line => line.Split('\t')).Select(static cells => new NoticeCase(Enum.Parse<VerdictKind>(cells[0]), cells[1], cells[2], cells[3]));

    public Verdict Judge() => OnPage().Judge();

    /// <summary>The notice on a page with a menu and a footer, else in a frame: its <c>{{title}}</c> and <c>{{main}}</c> are replaced.</summary>
    public Scenario OnPage(string frame = Plain)
    {
        var html = frame.Replace("{{title}}", Title).Replace("{{main}}", $"{(Headline.Length > 0 ? $"<h1>{Headline}</h1>" : "")}<p>{Text}</p>");
        var exchange = new Exchange
        {
            Url = new Uri("https://www.ferrysongs.example/collection/1911/song-of-the-maren"),
            Time = DateTimeOffset.UnixEpoch,
            RequestHeaders = [],
            Status = 200,
            ResponseHeaders = [new HeaderField("Content-Type", "text/html; charset=utf-8")],
            Body = Encoding.UTF8.GetBytes(html),
        };
        return new Scenario(new Capture { Url = exchange.Url, Time = exchange.Time, Exchanges = [exchange] }, LastGood: null);
    }

    private const string Plain = """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>{{title}}</title></head><body>
        <header><a href="/">Home</a> <a href="/news">News</a> <a href="/about">About us</a></header>
        <main>{{main}}</main><footer><a href="/imprint">Imprint</a></footer></body></html>
        """;
}
