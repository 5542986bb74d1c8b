using System.Net;
using System.Text.Json;
using Refwatch.Citing;
using Refwatch.Cli.Rendering;
using Refwatch.Mementos;
using Refwatch.Repairing;
using Refwatch.Verdicts;
using Refwatch.Watching;
using Refwatch.Web.Reports;
using Xunit;

namespace Refwatch.EndToEnd.Reports;

/// <summary>Scraped words in each format of a report: shown, and never more than shown.</summary>
public sealed class ReportFormatsTests
{
    private const string Hostile = "=HYPERLINK(\"http://evil.example\")</nowiki>{{delete}}<script>alert(1)</script> ~~~~";

    [Fact]
    public void A_spreadsheet_calculates_no_cell()
    {
        var csv = CsvReport.Of(Report());
        Assert.Contains("\"'=HYPERLINK(\"\"http://evil.example\"\")", csv, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
        Assert.StartsWith("number,name,title,url,state,verdict,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void A_talk_page_calls_no_template_that_was_scraped()
    {
        var wikitext = WikitextReport.Of(Report());
        var outside = System.Text.RegularExpressions.Regex.Replace(wikitext, "<nowiki>.*?</nowiki>|<pre>.*?</pre>", "", System.Text.RegularExpressions.RegexOptions.Singleline);
        Assert.DoesNotContain("{{", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("~~~~", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", outside, StringComparison.Ordinal);
        Assert.Contains("<pre>{{dead link|date=May 2026|fix-attempted=yes}}</pre>", wikitext, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_runs_no_script_and_shows_what_to_paste()
    {
        var html = await CheckReport.RenderAsync(Report());
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("{{dead link|date=May 2026|fix-attempted=yes}}", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_every_name()
    {
        var json = JsonDocument.Parse(JsonReport.Of(Report())).RootElement;
        Assert.Equal(1, json.GetProperty("schemaVersion").GetInt32());
        var reference = json.GetProperty("references")[0];
        Assert.Equal(("Rotted", "dead"), (reference.GetProperty("state").GetString(), reference.GetProperty("repair").GetProperty("urlStatus").GetString()));
        Assert.Equal(JsonValueKind.Null, reference.GetProperty("patch").ValueKind);
        Assert.True(reference.GetProperty("trouble").GetProperty("isConfirmed").GetBoolean());
    }

    [Fact]
    public void Text_names_the_reference_its_evidence_and_what_to_paste()
    {
        var text = Unwrapped(TextReport.Of(Report()));
        Assert.Contains("[1] ROTTED =HYPERLINK", text, StringComparison.Ordinal);
        Assert.Contains("Gone (confidence 90 %), seen in 3 visits since 2026-05-01: HTTP 404 Not Found", text, StringComparison.Ordinal);
        Assert.Contains("paste behind it: {{dead link|date=May 2026|fix-attempted=yes}}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("wikitext")]
    [InlineData("html")]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Every_format_tells_of_a_bad_copy_of_a_live_page_and_of_what_no_archive_held(string format)
    {
        var report = Report();
        Assert.Equal([1, 2], report.Work.Select(static reference => reference.Reference.Number));
        var written = Unwrapped(format switch
        {
            "text" => TextReport.Of(report),
            "wikitext" => WikitextReport.Of(report),
            "html" => WebUtility.HtmlDecode(await CheckReport.RenderAsync(report)),
            "csv" => CsvReport.Of(report),
            _ => JsonReport.Of(report),
        });
        Assert.Contains("the memento is a wall", written, StringComparison.Ordinal);
        Assert.Contains("withheld by the publisher", written, StringComparison.Ordinal);
        Assert.Contains(format is "json" ? "\"checks\":1" : "2019-03-12: Live, HTTP 200, 1 check", written, StringComparison.Ordinal);
        Assert.Contains(format is "json" ? "\"confidence\":0.8" : format is "csv" ? ",0.8," : format is "html" ? "confidence 90 %" : "Live (confidence 80 %)", written, StringComparison.Ordinal);
        Assert.True(format is "json" || written.Contains("the archived copy that the article links is not good", StringComparison.Ordinal), written);
    }

    [Fact]
    public void An_archive_that_has_not_answered_is_told_before_a_tag_is_pasted()
    {
        var report = Report();
        report.References[0].Row!.Mementos!.Asked.Clear();
        report.References[0].Row!.Mementos!.Remember(new AskedErrand("2", report.LastCheck!.Value) { Kind = ErrandKind.Repair });
        Assert.Contains("asked for a copy, no answer yet: check the article again", Unwrapped(TextReport.Of(report)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_has_the_patch_beside_the_evidence_in_a_block_that_one_click_selects()
    {
        var html = await CheckReport.RenderAsync(Report());
        var card = html[html.IndexOf("<article class=\"findings", StringComparison.Ordinal)..html.IndexOf("</article>", StringComparison.Ordinal)];
        Assert.Contains("HTTP 404 Not Found", card, StringComparison.Ordinal);
        Assert.Contains("<pre class=\"paste\" tabindex=\"0\">{{dead link|date=May 2026|fix-attempted=yes}}</pre>", card, StringComparison.Ordinal);
        Assert.Contains("user-select: all", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contract_names_every_member_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(Tests.DevelopmentData.Repository, "docs", "json.md"));
        var section = page[page.IndexOf("## `refwatch report", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 4, StringComparison.Ordinal)];
        var report = JsonDocument.Parse(JsonReport.Of(Report())).RootElement;

        var rows = section.Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Select(static line => line.Split('|')[1]);
        Assert.Equal(Names(report.GetProperty("references")[0]), rows.SelectMany(Code).Order(StringComparer.Ordinal));
        var head = section[..section.IndexOf("| field", StringComparison.Ordinal)];
        Assert.All(Names(report), name => Assert.Contains($"`{name}`", head, StringComparison.Ordinal));
        foreach (var member in (string[])["candidates", "asked", "history", "trouble", "repair", "paste", "sinceRead"])
        {
            var value = report.GetProperty("references").EnumerateArray().Select(reference => reference.GetProperty(member)).Select(static value => value.ValueKind is JsonValueKind.Array ? value.EnumerateArray().FirstOrDefault() : value)
                .FirstOrDefault(static value => value.ValueKind is JsonValueKind.Object);
            Assert.True(value.ValueKind is JsonValueKind.Object, member);
            var row = (member == "history" ? page : section).Split('\n').First(line => line.StartsWith($"| `{member}` |", StringComparison.Ordinal));
            Assert.All(Names(value), name => Assert.True(row.Contains($"`{name}`", StringComparison.Ordinal), $"{member}: {name}"));
        }
    }

    private static IEnumerable<string> Names(JsonElement value) => value.EnumerateObject().Select(static member => member.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Code(string cell) => cell.Split('`').Where(static (_, index) => index % 2 == 1);

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static ArticleReport Report()
    {
        var page = new Uri("http://herald.example/lakes");
        var reference = new Reference { Number = 1, Label = "1", Title = Hostile, Urls = [page], Passage = [new PassageSentence(Hostile, Support.Direct)] };
        var first = new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
        var repair = new Repair(page, UrlStatus.Dead, new DateOnly(2026, 5, 4)) { CopyWasSought = true };
        var state = new MementoState();
        state.Remember(new AskedErrand("1", first.AddDays(1)) { Kind = ErrandKind.Repair, IsAnswered = true, Why = "web.archive.org: withheld by the publisher (HTTP 451)" });
        return new ArticleReport(
            new ArticleReferences { Article = new Uri("https://en.wiki.example/wiki/Lakes"), Title = "Lakes", Revision = "812", Language = "en", References = [reference, Live().Reference] },
            [
                new ReferenceReport(reference, page, ReferenceState.Rotted)
                {
                    Row = new PageState
                    {
                        Url = page, Verdict = new Verdict(VerdictKind.Gone, ["HTTP 404 Not Found"], 0.9), LastCheck = first.AddDays(3), Trouble = new Trouble(VerdictKind.Gone, first, first.AddDays(3), 3),
                        Mementos = state,
                    },
                    Repair = repair,
                    Paste = PasteText.Of(reference, repair, "en"),
                },
                Live(),
            ]);
    }

    /// <summary>A live page whose linked copy is a wall, and that another copy could stand for.</summary>
    private static ReferenceReport Live()
    {
        var page = new Uri("http://herald.example/seas");
        var time = new DateTimeOffset(2019, 3, 12, 8, 15, 0, TimeSpan.Zero);
        var linked = new MementoCandidate(new Uri("https://web.archive.org/web/20190312081500/http://herald.example/seas"), time, "web.archive.org", new Verdict(VerdictKind.Blocked, ["consent form"]))
        {
            Refusal = "the memento is a wall (bot check, consent or sign-in)",
        };
        var row = new PageState { Url = page, Verdict = new Verdict(VerdictKind.Live, ["HTTP 200 OK"], 0.8), LastCheck = time.AddYears(7) };
        row.Candidates.Add(linked with { Refusal = null, Verdict = new Verdict(VerdictKind.Live, []), HeldFacts = ["2019"] });
        row.History.Add(new VerdictSpan(VerdictKind.Live, 200, time, time, 1, null));
        return new ReferenceReport(new Reference { Number = 2, Label = "2", Title = "Seas", Urls = [page], ArchiveUrl = linked.Memento }, page, ReferenceState.Live)
        {
            Row = row,
            LinkedCopy = linked,
            SinceRead = new AccessBaseline("2019-03-12"),
            NoRepair = "the copy that it links is no good, and no other was verified",
        };
    }
}
