namespace Refwatch.Cli.Demo;

/// <summary>The pages of the demo's web, and what became of them on the second day.</summary>
internal static class DemoPages
{
    public const string EnglishArticle = "http://en.encyclopedia.example/wiki/Orazbek_Kolsary";
    public const string RussianArticle = "http://ru.encyclopedia.example/wiki/Кольсары,_Оразбек";

    private const string RightsWatch = "http://www.rights-watch.example/news/2019/08/21/silencing-archive";
    private const string RightsWatchNow = "http://www.rights-watch.example/dispatches/silencing-archive";

    /// <summary>Sorted by what happens to them.</summary>
    public static IReadOnlyList<DemoPage> All { get; } =
    [
        // The articles, in both of MediaWiki's renderings.
        Page(EnglishArticle, "encyclopedia.en.html"),
        Page(RussianArticle, "encyclopedia.ru.html"),

        // Nothing happens.
        Page("http://www.rights-bureau.example/court/?id=2901", "rights-bureau.html", charset: "windows-1251"),
        Page("http://docs.court-papers.example/tasbulaq/2019/ruling-174.pdf", "ruling.pdf"),

        // The text changes: the {{first→later}} parts of the files.
        Page("http://www.radio-liberty.example/a/31051495.html", "radio-liberty.html")
            .Changing(DemoExpectation.Alert, "a date in the third line of the report, without a notice"),
        Page("http://www.guardian.example/world/2019/aug/17/archivist-fined-but-freed-after-trial-over-drowned-villages", "guardian.html")
            .Changing(DemoExpectation.Nothing, "straight quotes became curly, \"judgment\" became \"judgement\""),
        Page("http://azattyq.example/a/29968140.html", "azattyq.html")
            .Changing(DemoExpectation.Nothing, "other advertisements, a clock, a view counter"),
        Page("http://steppe-post.example/tag/orazbek-kolsary/", "steppe-post-tag.html")
            .Changing(DemoExpectation.Nothing, "a new entry in a listing of articles"),

        // The page goes.
        Page("http://www.freedom-committee.example/?p=14847", "freedom-committee.html")
            .Then(new DemoAnswer(404, "freedom-committee-404.html"), DemoExpectation.AlertOnceConfirmed, "404 Not Found"),
        Page("http://www.valley-news.example/2019/06/24/vigil-on-the-shore", "valley-news.html")
            .Then(new DemoAnswer(200, "valley-news-not-found.html"), DemoExpectation.AlertOnceConfirmed, "\"Page not found\", with status 200"),
        Page("http://www.capital-daily.example/culture/2021-11-30/archive-wins-library-prize", "capital-daily.html")
            .Then(new DemoAnswer(403, "capital-daily-challenge.html") { IsChallenge = true }, DemoExpectation.Note, "a bot wall"),
        Page(RightsWatch, "rights-watch.html")
            .Then(new DemoAnswer(301) { Location = RightsWatchNow }, DemoExpectation.Note, "moved to /dispatches/…"),
        new DemoPage(new Uri(RightsWatchNow), new DemoAnswer(404)) { Later = new DemoAnswer(200, "rights-watch.html") },

        // Rules for robots; the bureau and the papers have none.
        Page("http://en.encyclopedia.example/robots.txt", "encyclopedia.robots.txt"),
        Page("http://ru.encyclopedia.example/robots.txt", "encyclopedia.robots.txt"),
        Page("http://www.radio-liberty.example/robots.txt", "robots.txt"),
        Page("http://www.guardian.example/robots.txt", "robots.txt"),
        Page("http://azattyq.example/robots.txt", "robots.txt"),
        Page("http://steppe-post.example/robots.txt", "robots.txt"),
        Page("http://www.freedom-committee.example/robots.txt", "robots.txt"),
        Page("http://www.valley-news.example/robots.txt", "robots.txt"),
        Page("http://www.capital-daily.example/robots.txt", "robots.txt"),
        Page("http://www.rights-watch.example/robots.txt", "robots.txt"),
    ];

    private static DemoPage Page(string url, string file, string charset = "utf-8") => new(new Uri(url), new DemoAnswer(200, file) { Charset = charset });
}

/// <summary>A page: its answer on the first day and from the second day on.</summary>
internal sealed record DemoPage(Uri Url, DemoAnswer First)
{
    public DemoAnswer Later { get; init; } = First;

    /// <summary>What is different from the second day on; null when nothing is.</summary>
    public DemoChange? Change { get; private init; }

    public DemoPage Changing(DemoExpectation expectation, string what) => this with { Change = new DemoChange(Url, what, expectation) };

    public DemoPage Then(DemoAnswer later, DemoExpectation expectation, string what) => Changing(expectation, what) with { Later = later };
}

/// <summary>What a server says.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="File">The body: a file of Demo/site; null: a line that names the status.</param>
internal sealed record DemoAnswer(int Status, string? File = null)
{
    public string Charset { get; init; } = "utf-8";

    public string? Location { get; init; }

    /// <summary>With the header fields of a bot wall.</summary>
    public bool IsChallenge { get; init; }
}
