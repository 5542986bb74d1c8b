using FsCheck;
using FsCheck.Fluent;
using Refwatch.Alerting;
using Refwatch.Watching;
using Xunit;

namespace Refwatch.Tests.Watching;

public class WatchListReaderTests
{
    private const string Complete = """
        name: human-rights
        contact: editor@example.org
        delay: 2s
        requests-per-day: 500
        interval: 12h
        articles:
          - https://en.wikipedia.org/wiki/Almaty
          - {url: "https://ru.wikipedia.org/wiki/Алма-Ата", label: по-русски, interval: 6h}
        pages:
          - url: https://www.example.org/news/1.html#comments
            label: the statement
        channels:
          - stdout
          - webhook: http://127.0.0.1:9000/hook?key=secret
          - email:
              to: [one@example.org, two@example.org]
              from: refwatch@example.org
              server: smtp.example.org:587
              user: refwatch
              password-env: SMTP_PASSWORD
              tls: required
        """;

    [Fact]
    public void Reads_everything_that_a_list_can_say()
    {
        var list = Valid(Complete);

        Assert.Equal("human-rights", list.Name);
        Assert.Equal("editor@example.org", list.Contact);
        Assert.Equal(TimeSpan.FromSeconds(2), list.Delay);
        Assert.Equal(500, list.RequestsPerDay);
        Assert.Equal(500, new Refwatch.Fetching.FetchOptions().AsListsAsk([list, list with { RequestsPerDay = 900 }, list with { RequestsPerDay = null }]).DailyRequests);
        Assert.Equal(
            [
                new(new Uri("https://en.wikipedia.org/wiki/Almaty"), null, TimeSpan.FromHours(12)),
                new(new Uri("https://ru.wikipedia.org/wiki/Алма-Ата"), "по-русски", TimeSpan.FromHours(6)),
            ],
            list.Articles);
        Assert.Equal([new WatchedTarget(new Uri("https://www.example.org/news/1.html"), "the statement", TimeSpan.FromHours(12))], list.Pages);
        Assert.IsType<StdoutSettings>(list.Channels[0]);
        Assert.Equal("http://127.0.0.1:9000/hook?key=secret", Assert.IsType<WebhookSettings>(list.Channels[1]).Url.AbsoluteUri);
        var mail = Assert.IsType<MailSettings>(list.Channels[2]);
        Assert.Equal(["one@example.org", "two@example.org"], mail.To);
        Assert.Equal(("smtp.example.org", 587, MailTls.Required), (mail.Host, mail.Port, mail.Tls));
        Assert.Equal(("refwatch", "SMTP_PASSWORD"), (mail.User, mail.PasswordVariable));
    }

    [Fact]
    public void What_is_kept_is_said_for_the_list_and_otherwise_for_a_target()
    {
        var list = Valid("""
            archive: always
            requisites: true
            retention: 2y
            pages:
              - https://www.example.org/1
              - {url: https://www.example.org/2, archive: on-claim-change, requisites: false, retention: 90d}
            """);
        Assert.Equal((ArchivePolicy.Always, true, TimeSpan.FromDays(730)), (list.Pages[0].Archive, list.Pages[0].Requisites, list.Pages[0].Retention));
        Assert.Equal((ArchivePolicy.OnClaimChange, false, TimeSpan.FromDays(90)), (list.Pages[1].Archive, list.Pages[1].Requisites, list.Pages[1].Retention));
    }

    [Fact]
    public void The_documented_list_is_valid_and_the_documented_errors_are_told()
    {
        var page = File.ReadAllText(Path.Combine(DevelopmentData.Repository, "docs", "watch-list.md"));
        var list = Valid(page.Split("```yaml")[1].Split("```")[0]);
        Assert.Equal((2, 1, 3), (list.Articles.Count, list.Pages.Count, list.Channels.Count));

        var mistakes = WatchListReader.Read("pages:\n  - https://example.org/1\n  - www.example.org/1\n\n\nchanels: []", "sources.yaml");
        Assert.Equal(page.Split("```\n")[2].Trim(), string.Join('\n', mistakes.Errors));
    }

    [Fact]
    public void A_list_shows_no_secret_when_it_is_logged() => Assert.DoesNotContain("secret", string.Join(' ', Valid(Complete).Channels), StringComparison.Ordinal);

    [Fact]
    public void A_short_list_takes_its_name_from_the_file_and_is_checked_daily()
    {
        var list = Valid("# mine\npages: [https://example.org/1]");
        Assert.Equal("sources", list.Name);
        Assert.Equal(TimeSpan.FromDays(1), Assert.Single(list.Pages).Interval);
        Assert.Empty(list.Channels);
    }

    [Theory]
    [InlineData("pagse: [https://example.org/1]", 1, 1, "no key 'pagse'", "did you mean 'pages'?")]
    [InlineData("pages: [https://example.org/1]\nintervall: 1d", 2, 1, "no key 'intervall'", "did you mean 'interval'?")]
    [InlineData("pages: [https://example.org/1]\nzoology: 1d", 2, 1, "no key 'zoology'", "known here: articles, pages, channels")]
    [InlineData("pages: https://example.org/1", 1, 8, "must be a list", "pages: [https://")]
    [InlineData("pages:", 1, 7, "'pages' is empty", "pages: [https://")]
    [InlineData("pages: []", 1, 8, "'pages' is empty", "remove it, or write")]
    [InlineData("contact: you@example.org", 1, 1, "watches nothing", "pages: [https://")]
    [InlineData("pages:\n  - www.example.org/1", 2, 5, "not a web address", "write https://www.example.org/1")]
    [InlineData("pages:\n  - ftp://example.org/1", 2, 5, "not a web address", "begins with https://")]
    [InlineData("pages:\n  - https://example.org/a b", 2, 5, "not a web address", "%20")]
    [InlineData("pages:\n  - https://me:pw@example.org/", 2, 5, "password", "holds no secrets")]
    [InlineData("pages:\n  - https://example.org/1\n  - https://example.org/1#top", 3, 5, "listed twice", "line 2")]
    [InlineData("articles: [https://example.org/1]\npages:\n- https://example.org/1", 3, 3, "listed twice", "line 1")]
    [InlineData("pages:\n  - {url: https://example.org/1, lable: x}", 2, 34, "no key 'lable'", "did you mean 'label'?")]
    [InlineData("pages:\n  - {label: x}", 2, 5, "without URL", "url: https://")]
    [InlineData("pages:\n  - [https://example.org/1]", 2, 5, "is a list", "https://example.org/1")]
    [InlineData("pages: [https://example.org/1]\ninterval: daily", 2, 11, "'daily' is no span of time", "interval: 1d")]
    [InlineData("pages: [https://example.org/1]\ninterval: 10", 2, 11, "'10' is no span of time", "interval: 1d")]
    [InlineData("pages: [https://example.org/1]\ninterval: 1m", 2, 11, "shorter than allowed", "from 5m to 366d")]
    [InlineData("pages: [https://example.org/1]\ninterval: 999999w", 2, 11, "longer than allowed", "from 5m to 366d")]
    [InlineData("pages: [https://example.org/1]\nrequests-per-day: 0", 2, 19, "is no number of requests", "from 1 to 1000000")]
    [InlineData("pages: [https://example.org/1]\ndelay: 1h", 2, 8, "longer than allowed", "from 0s to 10m")]
    [InlineData("pages: [https://example.org/1]\ncontact: me", 2, 10, "neither a mail address nor a URL", "contact: you@example.org")]
    [InlineData("pages: [https://example.org/1]\npages: [https://example.org/2]", 2, 1, "a second time", "line 1")]
    [InlineData("pages: [https://example.org/1]\nchannels: [stdotu]", 2, 12, "not a channel", "did you mean 'stdout'?")]
    [InlineData("pages: [https://example.org/1]\nchannels: [webhook]", 2, 12, "not a channel", "give it its settings")]
    [InlineData("pages: [https://example.org/1]\nchannels: [stdout, stdout]", 2, 20, "listed twice", "remove one")]
    [InlineData("pages: [https://example.org/1]\nchannels: [{slack: x}]", 2, 13, "no key 'slack'", "known here: webhook, email")]
    [InlineData("pages: [https://example.org/1]\nchannels: [{email: {to: a@b.org, from: c@d.org}}]", 2, 20, "no 'server'", "smtp.example.org:587")]
    [InlineData("pages: [https://example.org/1]\nchannels: [{email: {to: a, from: c@d.org, server: 's:25'}}]", 2, 25, "not a mail address", "you@example.org")]
    [InlineData("pages: [https://example.org/1]\nchannels: [{email: {to: a@b.org, from: c@d.org, server: s}}]", 2, 57, "not a server and its port", "smtp.example.org:587")]
    [InlineData("pages: [https://example.org/1]\nchannels: [{email: {to: a@b.org, from: c@d.org, server: 's:465'}}]", 2, 57, "port 465", "587")]
    [InlineData("pages: [https://example.org/1]\nchannels: [{email: {password: hunter2}}]", 2, 31, "holds no secrets", "password-env: SMTP_PASSWORD")]
    [InlineData("pages: [https://example.org/1]\nchannels: [{email: {to: a@b.org, from: c@d.org, server: 's:25', user: u}}]", 2, 20, "'user' without 'password-env'", "write both")]
    [InlineData("pages: [https://example.org/1]\nchannels: [{email: {to: a@b.org, from: c@d.org, server: 's:25', tls: yes}}]", 2, 70, "'tls' can't be 'yes'", "auto, none, required")]
    [InlineData("pages: [https://example.org/1\nname: x", 1, 8, "not YAML", "indentation")]
    [InlineData("pages:\n\t- https://example.org/1", 2, 1, "not YAML", "indent with spaces")]
    [InlineData("articles: &a [https://example.org/1]\npages: *a", 2, 8, "alias '*a'", "indentation")]
    [InlineData("pages: [https://example.org/1]\n---\npages: [https://example.org/2]", 2, 1, "second YAML document", "one list a file")]
    [InlineData("", 1, 1, "empty", "pages: [https://")]
    [InlineData("just a text", 1, 1, "must be keys and values", "pages: [https://")]
    [InlineData("- https://example.org/1", 1, 1, "is a list", "pages: [https://")]
    public void Names_the_line_the_mistake_and_the_fix(string yaml, int line, int column, string problem, string fix)
    {
        var error = Assert.Single(WatchListReader.Read(yaml, "lists/sources.yaml").Errors);

        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Contains(fix, error.Fix, StringComparison.Ordinal);
        Assert.StartsWith($"lists/sources.yaml:{line}:{column}: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_all_mistakes_at_once()
    {
        var reading = WatchListReader.Read("nme: x\npages:\n  - nowhere\n  - https://example.org/1\ninterval: soon\nchannels: [fax]\n", "sources.yaml");
        Assert.False(reading.IsValid);
        Assert.Equal([1, 3, 5, 6], reading.Errors.Select(error => error.Line));
    }

    [Fact]
    public void A_password_is_never_repeated_in_an_error()
    {
        var reading = WatchListReader.Read("pages: [https://me:hunter2@example.org/]\nchannels: [{email: {password: hunter2}}]", "sources.yaml");
        Assert.DoesNotContain("hunter2", string.Join('\n', reading.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting_ends_in_an_error(char bracket)
    {
        var reading = WatchListReader.Read("pages: " + new string(bracket, 200_000), "sources.yaml");
        Assert.Contains(reading.Errors, error => error.Problem.Contains("nested", StringComparison.Ordinal) || error.Problem.Contains("not YAML", StringComparison.Ordinal));
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        var typing = Gen.Elements('[', ']', '{', '}', ':', '-', ' ', '\n', '\t', '"', '\'', '&', '*', '!', '|', '>', '%', '#', '?', ',', 'a', 'Я', '\0', '\ud800')
            .ArrayOf().Select(static chars => new string(chars));
        Prop.ForAll(
            Gen.Zip(typing, Gen.Choose(0, Complete.Length)).ToArbitrary(),
            static pair =>
            {
                var reading = WatchListReader.Read(Complete.Insert(pair.Item2, pair.Item1), "sources.yaml");
                return reading.IsValid == (reading.Errors.Count == 0);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void A_file_of_mistakes_is_not_repeated_at_full_length()
    {
        var reading = WatchListReader.Read("pages:\n" + string.Concat(Enumerable.Repeat("  - nowhere\n", 10_000)), "sources.yaml");
        Assert.Equal(51, reading.Errors.Count);
        Assert.Contains("9950 more", reading.Errors[^1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_not_an_exception()
    {
        Assert.Contains("could not be read", Assert.Single(WatchListReader.ReadFile("/no/such/folder/list.yaml").Errors).ToString(), StringComparison.Ordinal);

        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, [.. "label: "u8, 0xC0, 0xE0]);
        Assert.Contains("not UTF-8", Assert.Single(WatchListReader.ReadFile(path).Errors).Problem, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static WatchList Valid(string yaml)
    {
        var reading = WatchListReader.Read(yaml, "lists/sources.yaml");
        Assert.Empty(reading.Errors);
        Assert.True(reading.IsValid);
        return reading.List;
    }
}
