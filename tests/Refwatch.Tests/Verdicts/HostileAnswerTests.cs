using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Refwatch.Fetching;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.Tests.Verdicts;

/// <summary>Whatever a server sends, there is a verdict with evidence, and rot is never read from noise.</summary>
public sealed class HostileAnswerTests
{
    private static readonly string[] Pieces =
    [
        "<div>", "</div>", "<h1>", "</h1>", "<title>", "<script>", "</script>", "<a href=\"", "\">", "<p hidden>", "<table>", "<svg>", "<template>",
        "{\"@type\":[", "<meta http-equiv=refresh content=", "<!--", "-->", "&#0;", "\u0000", "404", "casino ", "domain ", "бет ", "…", "page not ",
    ];

    [Fact]
    public void Any_markup_has_a_verdict_with_evidence()
    {
        var pages = Gen.Elements(Pieces).ListOf(60).Select(static pieces => string.Concat(pieces));

        Prop.ForAll(Arb.From(pages), static page =>
        {
            var verdict = JudgeAnswer(200, Encoding.UTF8.GetBytes(page));
            return verdict.Evidence.Count > 0 && verdict.Confidence is >= 0 and <= 1;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_status_has_a_verdict()
    {
        for (var status = 100; status < 1000; status++)
        {
            var verdict = JudgeAnswer(status, "<p>Seven herons were counted on the lake on Sunday morning by the club.</p>"u8.ToArray());

            Assert.NotEmpty(verdict.Evidence);
            Assert.Equal(status is 404 or 410, verdict.IsRot);
        }
    }

    [Fact]
    public void Deep_nesting_is_read_without_recursion()
    {
        var page = string.Concat(Enumerable.Repeat("<div>", 20_000)) + "Seven herons were counted on the lake on Sunday morning by the club.";

        Assert.False(JudgeAnswer(200, Encoding.UTF8.GetBytes(page)).IsRot);
    }

    [Theory]
    [InlineData("http://www.example.co.uk/a", "https://example.co.uk/a/?utm_source=x", VerdictKind.Live)]
    [InlineData("http://EXAMPLE.org/a/index.html", "https://www.example.org/a", VerdictKind.Live)]
    [InlineData("https://example.org/a?id=5&lang=en", "https://example.org/en/a?id=5", VerdictKind.Live)]
    [InlineData("https://example.org/herons-2019", "https://example.org/birds/herons-2019", VerdictKind.Moved)]
    [InlineData("https://example.org/herons-2019", "https://example.org/ru/", VerdictKind.Soft404)]
    [InlineData("https://example.org/?p=77", "https://example.org/", VerdictKind.Soft404)]
    [InlineData("https://example.org/en/", "https://example.org/", VerdictKind.Live)]
    [InlineData("https://example.org/herons", "https://example.org/account/login?back=herons", VerdictKind.Blocked)]
    [InlineData("https://example.org/herons", "https://example.org/subscribe", VerdictKind.Paywalled)]
    [InlineData("https://example.org/login/help", "https://example.org/login/help/start-here", VerdictKind.Moved)]
    public void A_permanent_redirect_is_classed_by_its_addresses(string from, string to, VerdictKind expected)
    {
        var page = "<title>Herons</title><p>Seven herons were counted on the lake on Sunday morning by the club.</p>"u8.ToArray();
        var answer = Answer(new Uri(to), 200, page);
        var capture = new Capture { Url = new Uri(from), Time = answer.Time, Exchanges = [Answer(new Uri(from), 301, []), answer] };

        var verdict = Judge.Decide(capture, WebDocument.Open(capture), content: null, lastGood: null);

        Assert.True(expected == verdict.Kind, $"{verdict.Kind}: {string.Join("; ", verdict.Evidence)}");
    }

    private static Verdict JudgeAnswer(int status, byte[] body)
    {
        var answer = Answer(new Uri("https://example.org/birds/herons-2019"), status, body);
        var capture = new Capture { Url = answer.Url, Time = answer.Time, Exchanges = [answer] };
        return Judge.Decide(capture, WebDocument.Open(capture), content: null, lastGood: null);
    }

    private static Exchange Answer(Uri url, int status, byte[] body) => new()
    {
        Url = url,
        Time = DateTimeOffset.UnixEpoch,
        RequestHeaders = [],
        Status = status,
        ResponseHeaders = [new HeaderField("Content-Type", "text/html; charset=utf-8")],
        Body = body,
    };
}
