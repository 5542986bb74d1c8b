using System.Text.RegularExpressions;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Cli.Rendering;
using Refwatch.Verdicts;
using Refwatch.Web.Reports;
using Spectre.Console;
using Xunit;

namespace Refwatch.EndToEnd.Reports;

public sealed class TerminalTests
{
    private const string Hostile = "[red]x[/] [[ ]] [link=https://evil.example]y \u001b]0;owned\u0007\u001b[2J\u009b1m \u202Egnp.exe";

    [Fact]
    public void Every_page_has_its_row_with_number_verdict_changes_and_capture()
    {
        var screen = Show(SampleCheck.Everything(), width: 120);
        Assert.Matches(@"(?m)^ *1 +Trial of strike organisers begins +✓ Live +2 +2026-03-10 08:15", screen);
        Assert.Matches(@"(?m)^ *3 +Annual report 2019 +✓ Live +– +2026-03-10 08:15\s*\n +zhanar\S+ +not compared: PDF", screen);
        Assert.Matches(@"(?m)^ *12 +Union statement +▲ Unreachable +– +– ", screen);
        Assert.Matches(@"(?m)^ *2 +Жұмысшылар ереуілге шықты +✓ Live +– +2026-03-10 08:15\s*\n +tilshi\S+ +first check", screen);
        Assert.Matches(@"(?m)^Official gazette +▲ Blocked ", screen);
        Assert.Contains("revision 1187452093, ru.example.org/wiki/Забастовка_на_заводе_«Жанар»", screen);
        Assert.Contains("No page outside of the article's own site: 5", screen);
    }

    [Fact]
    public void Changes_are_marked_without_colour_and_name_what_rests_on_them()
    {
        var screen = Unwrapped(Show(SampleCheck.Everything(), width: 80));
        Assert.Contains("began in Aktau on [-10 March-]{+2 May+} 2019 and was expected", screen);
        Assert.Contains("date: 10 March 2019 → 2 May 2019 weight 13 (a cited sentence rests on it directly 6, a fact changed 3, a name or a date 2, silent 2) cited in Zhanar refinery strike [1], direct, support changed “Their trial opened on 10 March.”", screen);
        Assert.Contains("добыча упала на [-12,5-]{+2,5+} % за квартал.", screen);
        Assert.Contains("Silent edit", screen);
        Assert.Contains("Restored to the text of 2026-01-01 00:00.", screen);
        Assert.Contains("Not found in the source Hardly anything", screen);
        Assert.Contains("“The strike began on 3 February.” Zhanar refinery strike [4], wire.example.com/a/refinery-workers-walk-out", screen);
    }

    [Fact]
    public void Every_page_that_is_not_live_shows_its_evidence()
    {
        var screen = Unwrapped(Show(SampleCheck.Everything(), width: 80));
        var notLive = SampleCheck.Everything().Pages.Where(static page => page.Verdict.Kind is not VerdictKind.Live).ToList();
        Assert.Equal(5, notLive.Count);
        Assert.All(notLive.SelectMany(static page => page.Verdict.Evidence), line => Assert.Contains(line, screen));
        Assert.Contains("the article links an archive copy", screen);
    }

    [Fact]
    public void The_sum_counts_pages_verdicts_changes_and_alerts_and_says_where_to_go()
    {
        var screen = Unwrapped(Show(SampleCheck.Everything(), width: 80));
        Assert.Contains("11 pages: 6 live, 1 moved, 1 blocked, 1 soft 404, 1 gone, 1 unreachable; 2 changed; 2 alerts raised", screen);
        Assert.Contains("Alert Trial of strike organisers begins: a date changed", screen);
        Assert.Contains("Archived in ./archive refwatch serve", screen);
        Assert.Contains("1 page: 1 live; 0 changed; 0 alerts raised", Show(SampleCheck.Quiet(), width: 80));
        Assert.Contains("0 pages: nothing to check", Show(new CheckResult([], []), width: 80));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Nothing_is_wider_than_the_terminal(int width) =>
        Assert.All(Show(SampleCheck.Everything(), width).Split('\n'), line => Assert.True(line.GetCellWidth() <= width, line));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Hostile_words_steer_no_terminal(bool colour)
    {
        var change = new ClaimChange
        {
            Kind = ChangeKind.Factual,
            Before = Hostile,
            After = "calm " + Hostile,
            Facts = [new FactChange(FactType.Name, Hostile, Hostile)],
            CitedBy = [new CitedBy(Hostile, 1, Hostile, Support.Direct, null)],
        };
        var page = SampleCheck.Page("https://example.org/a?[red]", VerdictKind.Gone, Hostile) with { Label = Hostile, NotCompared = Hostile, Change = new Change([change]) };
        var article = SampleCheck.Article("https://en.example.org/wiki/[/]", Hostile, "en", [SampleCheck.Ref(1, Hostile, "https://example.org/a?[red]")]) with { Revision = Hostile };
        var screen = Show(new CheckResult([article], [page]), width: 80, colour);
        var words = Regex.Replace(screen, @"\u001b\[[0-9;]*m", "");
        Assert.DoesNotContain(words, static sign => (char.IsControl(sign) && sign is not ('\n' or '\r')) || sign is '\u202E');
        Assert.Contains("[red]x[/] [[ ]] [link=https://evil.example]y", Unwrapped(words));
    }

    [Fact]
    public void Endless_words_are_cut_in_tables()
    {
        var page = SampleCheck.Page("https://example.org/" + new string('a', 5000), VerdictKind.Live) with { Label = new string('字', 5000) };
        var screen = Show(new CheckResult([], [page]), width: 80);
        Assert.All(screen.Split('\n'), static line => Assert.True(line.GetCellWidth() <= 80, line));
        Assert.True(screen.Split('\n').Length < 12);
    }

    [Fact]
    public void A_diff_is_plain_text_marked_like_wdiff() => Assert.Equal(
        """
          Factual
            По данным завода, добыча упала на [-12,5-]{+2,5+} % за квартал.
            percentage: 12,5 % → 2,5 %
        """, PlainChanges.Of(new Change([SampleCheck.OutputFell with { CitedBy = [] }])).ReplaceLineEndings("\n"));

    [Fact]
    public async Task A_run_that_nobody_watches_draws_no_bar()
    {
        var (console, text) = NewConsole(80, colour: false);
        var result = await CheckProgressBar.RunAsync(console, static progress =>
        {
            progress.Report(new CheckProgress(1, 2, SampleCheck.Quiet().Pages[0]));
            return Task.FromResult(SampleCheck.Quiet());
        });
        Assert.Single(result.Pages);
        Assert.Empty(text.ToString());
    }

    private static string Show(CheckResult result, int width, bool colour = false)
    {
        var (console, text) = NewConsole(width, colour);
        CheckTable.Write(console, result, "./archive", ["refwatch serve"]);
        return text.ToString();
    }

    private static (IAnsiConsole Console, StringWriter Text) NewConsole(int width, bool colour)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.TrueColor : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return (console, text);
    }

    private static string Unwrapped(string screen) => Regex.Replace(screen, @"\s+", " ");
}
