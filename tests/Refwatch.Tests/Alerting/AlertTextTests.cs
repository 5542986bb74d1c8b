using Refwatch.Alerting;
using Refwatch.Citing;
using Refwatch.Claims;
using Xunit;

namespace Refwatch.Tests.Alerting;

public class AlertTextTests
{
    [Fact]
    public void Tells_what_changed_when_and_which_sentence_rests_on_it()
    {
        Assert.Equal("[Refwatch] radio.example: date “10 March 2019” is now “10 May 2019”; a cited sentence rests on it", AlertText.Subject(Alerts.Of("a1")));
        Assert.Equal(
            """
            A cited page now states a fact differently.

            Silent edit: a fact changed without a correction notice, and the page's modified date did not move on.

            Page:     http://radio.example/a/1.html
            Verdict:  Live (HTTP 200 OK)
            Seen:     2026-03-01 12:00:00 UTC
            Captures: 2026-02-28 12:00:00 UTC and 2026-03-01 12:00:00 UTC

            1. Factual: date “10 March 2019” is now “10 May 2019”
               Before: Officers took Daulet Sarin from his flat on 10 [-March-] 2019, his lawyer said.
               Now:    Officers took Daulet Sarin from his flat on 10 {+May+} 2019, his lawyer said.
               Cited:  en.encyclopedia.example/wiki/Daulet_Sarin, reference 4:
                       “In March 2019 Sarin was detained.”
                       → The source now says it differently.

            This reports what the page says; which version is right is for its readers to judge.

            Alert a1

            """.ReplaceLineEndings("\n"),
            AlertText.Body(Alerts.Of("a1")));
    }

    [Fact]
    public void Rot_names_the_sentences_that_lose_their_source()
    {
        var rot = new Alert
        {
            Id = "b2",
            Kind = AlertKind.LinkRot,
            Title = "radio.example/a/1.html: Gone",
            Page = "http://radio.example/a/1.html",
            Time = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero),
            Verdict = "Gone",
            Evidence = ["HTTP 404 Not Found"],
            IsCited = true,
            CitedBy = [Alerts.DateChange.CitedBy[0] with { Support = Support.Inherited, Effect = null }],
        };
        Assert.Equal(
            """
            A cited page no longer leads to what was cited.

            Page:     http://radio.example/a/1.html
            Verdict:  Gone (HTTP 404 Not Found)
            Seen:     2026-03-04 12:00:00 UTC
            Cited:    en.encyclopedia.example/wiki/Daulet_Sarin, reference 4 (it stands before the marker's sentence):
                      “In March 2019 Sarin was detained.”

            Alert b2

            """.ReplaceLineEndings("\n"),
            AlertText.Body(rot));
    }

    [Fact]
    public void The_title_of_a_change_names_the_fact_and_who_rests_on_it() => Assert.Equal(
        "radio.example: date “10 March 2019” is now “10 May 2019”; a cited sentence rests on it",
        AlertText.TitleOf(new Uri("http://radio.example/a/1.html"), new Change([Alerts.DateChange])));

    [Fact]
    public void Scraped_text_cannot_command_a_terminal_or_a_mail()
    {
        var hostile = "a\u001b[2J\r\nBcc: x@example.org\u202e\u0007";
        var alert = Alerts.Of("a1") with { Title = hostile, Evidence = [hostile], Changes = [new() { Kind = ChangeKind.Added, After = hostile }] };
        Assert.Equal("[Refwatch] a\uFFFD[2J Bcc: x@example.org\uFFFD", AlertText.Subject(alert));
        Assert.DoesNotContain(AlertText.Body(alert), c => (char.IsControl(c) && c != '\n') || c == '\u202e');
        Assert.DoesNotContain("\nBcc", AlertText.Body(alert), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rewritten_page_makes_no_endless_mail()
    {
        var change = new ClaimChange { Kind = ChangeKind.Removed, Before = string.Concat(Enumerable.Repeat("😀", 5_000)) };
        var body = AlertText.Body(Alerts.Of("a1") with { Changes = [.. Enumerable.Repeat(change, 1_000)] });
        Assert.Contains("And 980 more changed claims, of less weight.", body, StringComparison.Ordinal);
        Assert.InRange(body.Length, 1_000, 30_000);
    }
}
