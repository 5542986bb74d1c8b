using Refwatch.Fetching;
using Xunit;

namespace Refwatch.Tests.Fetching;

public class RobotsRulesTests
{
    /// <summary>RFC 9309, sections 2.2.2 and 2.2.3: rule, path, whether the rule matches.</summary>
    [Theory]
    [InlineData("/foo/bar?baz=quz", "/foo/bar?baz=quz", true)]
    [InlineData("/foo/bar?baz=http://foo.bar", "/foo/bar?baz=http%3A%2F%2Ffoo.bar", false)] // encoded reserved characters differ
    [InlineData("/foo/bar/ツ", "/foo/bar/%E3%83%84", true)]
    [InlineData("/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", true)]
    [InlineData("/foo/bar/%62%61%7A", "/foo/bar/baz", true)]
    [InlineData("/fish", "/fishheads/yummy.html", true)]
    [InlineData("/fish", "/Fish.asp", false)]
    [InlineData("/fish*", "/fish/salmon.html", true)]
    [InlineData("/fish/", "/fish.html", false)]
    [InlineData("/*.php", "/folder/filename.php?parameters", true)]
    [InlineData("/*.php", "/windows.PHP", false)]
    [InlineData("/*.php$", "/filename.php", true)]
    [InlineData("/*.php$", "/filename.php?x", false)]
    [InlineData("/fish*.php", "/fishheads/catfish.php?x", true)]
    [InlineData("/this/path/exactly$", "/this/path/exactly", true)]
    [InlineData("/this/path/exactly$", "/this/path/exactly/x", false)]
    [InlineData("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true)]
    [InlineData("/path/file-with-a-%2A.html", "/path/file-with-a-x.html", false)]
    [InlineData("/path/foo-%24", "/path/foo-$", true)]
    [InlineData("/path/foo-%24", "/path/foo-%24", true)]
    [InlineData("/a$b", "/a$b", true)] // special at the end alone
    [InlineData("/price$", "/price$", false)]
    [InlineData("/p%zz", "/p%zz", true)]
    [InlineData("/a*b*a$", "/aba", true)]
    [InlineData("/a*ba$", "/aba", true)]
    [InlineData("/ab*ba$", "/aba", false)] // the two parts may not share the b
    [InlineData("/*", "/", true)]
    [InlineData("*/x", "/a/x", true)]
    public void RuleMatches(string rule, string path, bool matches)
    {
        Assert.Equal(!matches, RobotsRules.Parse($"User-agent: *\nDisallow: {rule}").Allows(path, "Refwatch"));
    }

    /// <summary>The example of RFC 9309, section 5.1.</summary>
    [Theory]
    [InlineData("ExampleBot", "/anything", true)]
    [InlineData("foobot", "/example/page.html", true)]
    [InlineData("foobot", "/example/other", false)]
    [InlineData("barbot", "/example/allowed.gif", true)]
    [InlineData("barbot", "/elsewhere", false)]
    [InlineData("bazbot", "/elsewhere", false)]
    [InlineData("quxbot", "/elsewhere", true)]
    [InlineData("quuxbot", "/a.gif", false)]
    [InlineData("quuxbot", "/a.html", true)]
    [InlineData("quuxbot", "/publications/a.gif", true)]
    public void SimpleExample(string agent, string path, bool allowed)
    {
        const string Robots = """
            User-Agent: *
            Disallow: *.gif$
            Disallow: /example/
            Allow: /publications/

            User-Agent: foobot
            Disallow:/
            Allow:/example/page.html
            Allow:/example/allowed.gif

            User-Agent: barbot
            User-Agent: bazbot
            Disallow: /
            Allow: /example/page.html
            Allow: /example/allowed.gif

            User-Agent: quxbot

            EOF
            """;
        Assert.Equal(agent == "ExampleBot" || allowed, RobotsRules.Parse(Robots).Allows(path, agent));
    }

    [Theory]
    [InlineData("User-agent: refwatch/1.0\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/a", false)]
    [InlineData("User-agent: refwatch\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/b", true)]
    [InlineData("User-agent: Refwatch\nDisallow: /a\n\nUser-agent: other\nDisallow: /c\n\nUser-agent: REFWATCH\nDisallow: /b", "/b", false)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /", "/x", true)]
    [InlineData("User-agent: *\nDisallow: /example/\nAllow: /example/page", "/example/page.html", true)]
    [InlineData("User-agent: *\nDisallow:", "/x", true)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("Disallow: /", "/x", true)]
    [InlineData("\uFEFFUser-agent: * # all\r\nDisallow : /x # not this\r\n", "/x", false)]
    [InlineData("User-agent: *\rDisallow: /x\rAllow: /x/y\r", "/x", false)] // line ends of CR alone
    [InlineData("User-agent: *\rDisallow: /x\rAllow: /x/y\r", "/x/y", true)]
    [InlineData("User-agent: *\nDisallow: /a*c\nAllow: /abc", "/abc", true)] // equally long: allowed
    [InlineData("User-agent: *\nAllow: /a\nDisallow: /a*", "/abc", false)]
    [InlineData("User-agent: *\nDisallow: /%D0%B0\n", "/\u0430", false)]
    [InlineData("User-agent: a\nUser-agent: Refwatch\nDisallow: /x\nUser-agent: *\nAllow: /", "/x", false)]
    [InlineData("<html><body>Not found: robots</body></html>", "/x", true)]
    [InlineData("User-agent: *\nSitemap: https://a.example/s.xml\nDisallow: /x", "/x", false)]
    [InlineData("User-agent: *\nSitemap: https://a.example/s.xml\nUser-agent: other\nDisallow: /x", "/x", false)]
    [InlineData("", "/x", true)]
    public void GroupsAndLines(string robots, string path, bool allowed)
    {
        Assert.Equal(allowed, RobotsRules.Parse(robots).Allows(path, "Refwatch"));
    }

    [Fact]
    public void CrawlDelayIsOfTheGroupThatCounts()
    {
        var rules = RobotsRules.Parse("User-agent: *\nCrawl-delay: 10\n\nUser-agent: Refwatch\nCrawl-delay: 2.5");

        Assert.Equal(TimeSpan.FromSeconds(2.5), rules.CrawlDelay("Refwatch"));
        Assert.Equal(TimeSpan.FromSeconds(10), rules.CrawlDelay("Other"));
        Assert.Null(RobotsRules.Parse("User-agent: *\nCrawl-delay: soon").CrawlDelay("Refwatch"));
    }

    /// <summary>Section 2.5: what stands in the first 500 KiB counts, and half a line does not.</summary>
    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    public void LongFileIsCutAfterALine(string end)
    {
        var filler = string.Concat(Enumerable.Repeat($"# {new string('x', 97)}{end}", RobotsRules.MaxBytes / 100));
        var rules = RobotsRules.Parse($"User-agent: *{end}Disallow: /first{end}{filler}Disallow: /beyond{end}");

        Assert.False(rules.Allows("/first", "Refwatch"));
        Assert.True(rules.Allows("/beyond", "Refwatch"));
    }

    [Fact]
    public void HostileFileIsReadInBoundedTime()
    {
        var pattern = "/" + string.Concat(Enumerable.Repeat("*a", 200)) + "$";
        var rules = RobotsRules.Parse("User-agent: *\n" + string.Concat(Enumerable.Repeat($"Disallow: {pattern}\n", 5_000)));

        Assert.True(rules.Allows("/" + new string('a', 2_000) + "b", "Refwatch"));
    }
}
