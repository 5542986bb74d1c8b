using System.Text.Json;
using Refwatch.Citing;
using Refwatch.Cli.Rendering;
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
        var text = TextReport.Of(Report());
        Assert.Contains("[1] ROTTED  =HYPERLINK", text, StringComparison.Ordinal);
        Assert.Contains("Gone, seen in 3 visits since 2026-05-01: HTTP 404 Not Found", text, StringComparison.Ordinal);
        Assert.Contains("paste behind it: {{dead link|date=May 2026|fix-attempted=yes}}", text, StringComparison.Ordinal);
    }

    private static ArticleReport Report()
    {
        var page = new Uri("http://herald.example/lakes");
        var reference = new Reference { Number = 1, Label = "1", Title = Hostile, Urls = [page], Passage = [new PassageSentence(Hostile, Support.Direct)] };
        var article = new ArticleReferences { Article = new Uri("https://en.wiki.example/wiki/Lakes"), Title = "Lakes", Revision = "812", Language = "en", References = [reference] };
        var first = new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
        var repair = new Repair(page, UrlStatus.Dead, new DateOnly(2026, 5, 4)) { CopyWasSought = true };
        return new ArticleReport(article,
        [
            new ReferenceReport(reference, page, ReferenceState.Rotted)
            {
                Row = new PageState { Url = page, Verdict = new Verdict(VerdictKind.Gone, ["HTTP 404 Not Found"]), LastCheck = first.AddDays(3), Trouble = new Trouble(VerdictKind.Gone, first, first.AddDays(3), 3) },
                Repair = repair,
                Paste = PasteText.Of(reference, repair, "en"),
            },
        ]);
    }
}
