using System.Text;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Verdicts;

/// <summary>Notices of many systems, told in a title, a headline and a sentence, on a page like any other of its site.</summary>
public sealed class NoticeTests
{
    public static TheoryData<string, string, string, string> Notices
    {
        get
        {
            var notices = new TheoryData<string, string, string, string>();
            foreach (var line in File.ReadLines(Path.Combine(Scenario.Folder, "notices.tsv")).Where(static line => !line.StartsWith('#')))
            {
                var cells = line.Split('\t');
                notices.Add(cells[0], cells[1], cells[2], cells[3]);
            }

            return notices;
        }
    }

    [Theory]
    [MemberData(nameof(Notices))]
    public void Is_told_from_its_words(string expected, string title, string headline, string text)
    {
        var html = $"""
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>
            <header><a href="/">Home</a> <a href="/news">News</a> <a href="/about">About us</a></header>
            <main>{(headline.Length > 0 ? $"<h1>{headline}</h1>" : "")}<p>{text}</p></main><footer><a href="/imprint">Imprint</a></footer></body></html>
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

        var verdict = Judge.Decide(capture, WebDocument.Open(capture), content: null, lastGood: null);

        Assert.True(Enum.Parse<VerdictKind>(expected) == verdict.Kind, $"{title}: {verdict.Kind}, not {expected}\n  {string.Join("\n  ", verdict.Evidence)}");
    }
}
