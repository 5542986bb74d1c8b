using System.Text.Json;
using System.Text.Json.Nodes;
using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Cli.Rendering;
using Refwatch.Extracting;
using Refwatch.Verdicts;
using Xunit;

namespace Refwatch.EndToEnd.Reports;

public sealed class JsonLinesTests
{
    [Fact]
    public void A_page_is_one_line_by_the_contract()
    {
        var line = JsonLines.Check(SampleCheck.Everything()).Single(static line => line.Contains("\"url\":\"" + SampleCheck.Vanished, StringComparison.Ordinal));
        AssertJson($$"""
            {
              "url": "{{SampleCheck.Vanished}}", "finalUrl": "{{SampleCheck.Vanished}}",
              "article": "{{SampleCheck.Strike}}", "references": [2],
              "status": 404, "verdict": "Gone", "evidence": ["HTTP 404 Not Found"], "compared": "not readable: Gone",
              "capture": { "timestamp": "20260310081500", "digest": "{{SampleCheck.Digest}}", "outcome": "new" },
              "changes": [], "alerts": [],
              "citations": [{ "article": "{{SampleCheck.Strike}}", "references": [2] }],
              "isSilentEdit": false, "restoredTo": null, "notFound": [], "sinceRead": [], "candidates": [],
              "confidence": 1, "standing": null, "history": [],"linkedCopies":[]
            }
            """, line);
    }

    [Fact]
    public void A_change_names_its_facts_and_the_sentences_that_rest_on_it() => AssertJson($$"""
        [{
          "kind": "Factual", "before": "{{SampleCheck.TrialDate.Before}}", "after": "{{SampleCheck.TrialDate.After}}",
          "facts": [{ "type": "Date", "before": "10 March 2019", "after": "2 May 2019" }],
          "citedBy": [
            { "article": "{{SampleCheck.Strike}}", "reference": 1, "sentence": "Their trial opened on 10 March.", "support": "direct", "effect": "support changed", "revision": null },
            { "article": "{{SampleCheck.Strike}}", "reference": 1, "sentence": "Four organisers were charged with incitement.", "support": "inherited", "effect": null, "revision": null }
          ],
          "isHeadline": false, "restoredTo": null,
          "significance": {
            "reasons": [
              { "reason": "a cited sentence rests on it directly", "points": 6 },
              { "reason": "a fact changed", "points": 3 },
              { "reason": "a name or a date", "points": 2 }
            ],
            "score": 11
          }
        }]
        """, JsonLines.Changes(Significance.Order(new Change([SampleCheck.TrialDate]))));

    [Fact]
    public void What_is_restored_silent_or_not_found_is_said()
    {
        var pages = JsonLines.Check(SampleCheck.Everything()).Select(static line => JsonNode.Parse(line)!).ToList();
        Assert.True((bool)pages.Single(static page => (string?)page["url"] == SampleCheck.Trial)["isSilentEdit"]!);
        var output = pages.Single(static page => (string?)page["url"] == SampleCheck.Output);
        Assert.Equal(("20260101000000", "20260101000000"), ((string?)output["restoredTo"], (string?)output["changes"]![0]!["restoredTo"]));
        var missing = Assert.Single(pages.SelectMany(static page => page["notFound"]!.AsArray()))!; // what the article has no more is left out
        AssertJson($$"""{ "article": "{{SampleCheck.Strike}}", "reference": 4, "sentence": "The strike began on 3 February.", "revision": "1187452093" }""", missing.ToJsonString());
    }

    [Fact]
    public void Pages_that_nobody_cites_and_articles_have_no_article()
    {
        var pages = JsonLines.Check(SampleCheck.Everything()).Select(static line => JsonNode.Parse(line)!).ToList();
        foreach (var url in (string[])["https://gazette.example/notices", SampleCheck.Strike])
        {
            var page = pages.Single(page => (string?)page["url"] == url);
            Assert.True(page.AsObject().ContainsKey("article"));
            Assert.Null(page["article"]);
            Assert.Equal("[]", page["references"]!.ToJsonString());
        }
    }

    [Fact]
    public void A_page_cited_twice_names_all_its_references()
    {
        var once = SampleCheck.Article(SampleCheck.Strike, "A", "en", [SampleCheck.Ref(3, "x", SampleCheck.Trial + "#part"), SampleCheck.Ref(9, "y", SampleCheck.Trial)]);
        var twice = SampleCheck.Article("https://en.example.org/wiki/B", "B", "en", [SampleCheck.Ref(1, "x", SampleCheck.Trial)]);
        var line = JsonLines.Check(new CheckResult([once, twice], [SampleCheck.Page(SampleCheck.Trial, VerdictKind.Live)])).Single();
        var page = JsonNode.Parse(line)!;
        Assert.Equal(SampleCheck.Strike, (string?)page["article"]);
        Assert.Equal("[3,9]", page["references"]!.ToJsonString());
        Assert.Equal("true", page["compared"]!.ToJsonString());
        AssertJson($$"""[{ "article": "{{SampleCheck.Strike}}", "references": [3, 9] }, { "article": "https://en.example.org/wiki/B", "references": [1] }]""", page["citations"]!.ToJsonString());
    }

    [Fact]
    public void What_is_missing_is_null_and_never_left_out()
    {
        var page = SampleCheck.Page("https://example.org/a", VerdictKind.Unreachable) with { Status = null, Capture = new StoredCapture("", "", "", CaptureOutcome.None) };
        AssertJson("""
            {
              "url": "https://example.org/a", "finalUrl": "https://example.org/a", "article": null, "references": [], "status": null,
              "verdict": "Unreachable", "evidence": [], "compared": true, "capture": { "timestamp": null, "digest": null, "outcome": "none" },
              "changes": [], "alerts": [], "citations": [], "isSilentEdit": false, "restoredTo": null, "notFound": [], "sinceRead": [], "candidates": [],
              "confidence": 1, "standing": null, "history": [],"linkedCopies":[]
            }
            """, JsonLines.Check(new CheckResult([], [page])).Single());
    }

    [Fact]
    public void Lines_stay_lines_and_Cyrillic_stays_readable()
    {
        var page = SampleCheck.Page("https://example.org/a", VerdictKind.Unknown, "две\nстроки\u2028\u001b[2J");
        var line = JsonLines.Check(new CheckResult([], [page])).Single();
        Assert.Contains("две", line);
        Assert.DoesNotContain(line, static sign => char.IsControl(sign) || sign == '\u2028');
        Assert.Equal("две\nстроки\u2028\u001b[2J", (string?)JsonNode.Parse(line)!["evidence"]![0]);
    }

    [Fact]
    public void A_pair_keeps_its_id_whatever_it_is()
    {
        AssertJson("""{ "id": 7, "changes": [] }""", JsonLines.PairChanges(JsonDocument.Parse("7").RootElement, Change.None));
        AssertJson("""{ "id": "a-1", "changes": [] }""", JsonLines.PairChanges(JsonDocument.Parse("\"a-1\"").RootElement, Change.None));
    }

    [Fact]
    public void A_page_extracted_is_one_line_by_the_contract()
    {
        var content = new PageContent { Title = "Отчёт", Language = "ru", Published = "2019-03-10", Blocks = [new Block(BlockKind.Paragraph, "Добыча упала на 2,5 %.")] };
        var claim = new Claim("Добыча упала на 2,5 %.", BlockKind.Paragraph, [new Fact(FactType.Percentage, "2,5 %", "2.5%", 16)]);
        AssertJson("""
            {
              "file": "a.html.gz", "url": "https://example.org/a", "title": "Отчёт", "byline": null, "published": "2019-03-10", "modified": null,
              "language": "ru", "text": "Добыча упала на 2,5 %.",
              "claims": [{ "text": "Добыча упала на 2,5 %.", "facts": [{ "type": "Percentage", "text": "2,5 %", "value": "2.5%" }] }]
            }
            """, JsonLines.Extracted("a.html.gz", new Uri("https://example.org/a"), content, [claim]));
    }

    [Fact]
    public void A_reference_is_one_line_by_the_contract()
    {
        var reference = SampleCheck.Ref(4, "Report", "https://example.org/r", new PassageSentence("First.", Support.Inherited), new PassageSentence("Second.", Support.Direct)) with
        {
            Name = "report", Label = "4", ArchiveUrl = new Uri("https://web.archive.org/web/2019/https://example.org/r"), AccessDate = "2019-04-01",
        };
        AssertJson("""
            {
              "file": "-", "number": 4, "name": "report", "label": "4", "title": "Report", "publisher": null, "urls": ["https://example.org/r"],
              "archiveUrl": "https://web.archive.org/web/2019/https://example.org/r", "archiveDate": null, "accessDate": "2019-04-01", "urlStatus": null,
              "passage": [{ "text": "First.", "support": "inherited" }, { "text": "Second.", "support": "direct" }]
            }
            """, JsonLines.Reference("-", reference));
    }

    /// <summary>Names, their order and values: the order is no part of JSON, but people read it.</summary>
    private static void AssertJson(string expected, string line)
    {
        Assert.DoesNotContain('\n', line);
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(line)!.ToJsonString());
    }
}
