using Refwatch.Alerting;
using Refwatch.Archiving;
using Refwatch.Citing;
using Refwatch.Claims;
using Refwatch.Verdicts;

namespace Refwatch.EndToEnd.Reports;

/// <summary>A check with something of everything that the views must show.</summary>
internal static class SampleCheck
{
    public const string Strike = "https://en.example.org/wiki/Zhanar_refinery_strike";
    public const string StrikeRu = "https://ru.example.org/wiki/Забастовка_на_заводе_«Жанар»";
    public const string Trial = "https://www.steppe-herald.example/world/2019/trial-begins";
    public const string Output = "https://news.example.kz/ru/otchet-2019";
    public const string Vanished = "https://rights.example.org/reports/2019/04/strikers";
    public const string Digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public static DateTimeOffset Now { get; } = new(2026, 3, 10, 8, 15, 0, TimeSpan.Zero);

    public static ClaimChange TrialDate { get; } = new()
    {
        Kind = ChangeKind.Factual,
        Before = "The trial of the four organisers began in Aktau on 10 March 2019 and was expected to last two weeks.",
        After = "The trial of the four organisers began in Aktau on 2 May 2019 and was expected to last two weeks.",
        Facts = [new FactChange(FactType.Date, "10 March 2019", "2 May 2019")],
        CitedBy =
        [
            new CitedBy(Strike, 1, "Their trial opened on 10 March.", Support.Direct, SupportEffect.SupportChanged),
            new CitedBy(Strike, 1, "Four organisers were charged with incitement.", Support.Inherited, null),
        ],
    };

    public static ClaimChange StrikersRemoved { get; } = new()
    {
        Kind = ChangeKind.Removed,
        Before = "The ministry did not comment on the dismissals.",
        Facts = [new FactChange(FactType.Negation, "did not", null)],
        CitedBy = [new CitedBy(Strike, 1, "The ministry declined to comment.", Support.Direct, SupportEffect.SupportLost)],
    };

    public static ClaimChange OutputFell { get; } = new()
    {
        Kind = ChangeKind.Factual,
        Before = "По данным завода, добыча упала на 12,5 % за квартал.",
        After = "По данным завода, добыча упала на 2,5 % за квартал.",
        Facts = [new FactChange(FactType.Percentage, "12,5 %", "2,5 %")],
        CitedBy = [new CitedBy(StrikeRu, 1, "Добыча упала на 12,5 % за квартал.", Support.Direct, SupportEffect.SupportChanged)],
    };

    public static CheckResult Everything() => new(
        [
            Article(Strike, "Zhanar refinery strike", "en", [
                Ref(1, "Trial of strike organisers begins", Trial, new PassageSentence("Four organisers were charged with incitement.", Support.Inherited), new PassageSentence("Their trial opened on 10 March.", Support.Direct)),
                Ref(2, "“They came at night”: strikers in detention", Vanished, new PassageSentence("Nineteen strikers reported ill-treatment in detention.", Support.Direct)) with
                {
                    ArchiveUrl = new Uri("https://web.archive.org/web/20190501000000/https://rights.example.org/reports/2019/04/strikers"), ArchiveDate = "2019-05-01",
                },
                Ref(3, "Annual report 2019", "https://zhanar.example.kz/files/annual-2019.pdf", new PassageSentence("The refinery employed 2,300 people.", Support.Direct)),
                Ref(4, "Refinery workers walk out", "https://wire.example.com/a/refinery-workers-walk-out", new PassageSentence("The strike began on 3 February.", Support.Direct)),
                Ref(5, "Mangystau region: a history", null, new PassageSentence("The region was settled early.", Support.Direct)),
                Ref(6, "Wage talks", "https://archive-town.example/wage-talks", new PassageSentence("Talks over wages failed.", Support.Direct)),
                Ref(7, "Output figures for the second quarter, with corrections for the districts of the Mangystau region and tables", Output),
                Ref(12, "Union statement", "https://union.example.org/statement", new PassageSentence("The union called for mediation.", Support.Direct)),
            ]),
            Article(StrikeRu, "Забастовка на заводе «Жанар»", "ru", [
                Ref(1, "Отчёт за второй квартал", Output, new PassageSentence("Добыча упала на 12,5 % за квартал.", Support.Direct)),
                Ref(2, "Жұмысшылар ереуілге шықты", "https://tilshi.example.kz/kk/ereuil"),
            ]),
        ],
        [
            Page(Strike, VerdictKind.Live, "HTTP 200 OK") with { IsArticle = true, NotCompared = null },
            Page(StrikeRu, VerdictKind.Live, "HTTP 200 OK") with { IsArticle = true, NotCompared = null },
            Page(Trial, VerdictKind.Live, "HTTP 200 OK") with
            {
                Language = "en",
                Change = Significance.Order(new Change([TrialDate, StrikersRemoved]) { IsSilentEdit = true }),
                Alerts = [Drift("a1", Trial, "Trial of strike organisers begins: a date changed")],
            },
            Page(Output, VerdictKind.Live, "HTTP 200 OK") with
            {
                Language = "ru",
                Change = Significance.Order(new Change([OutputFell with { RestoredTo = "20260101000000" }]) { RestoredTo = "20260101000000" }),
                Alerts = [Drift("a2", Output, "Отчёт за второй квартал: a percentage changed")],
            },
            Page(Vanished, VerdictKind.Gone, "HTTP 404 Not Found") with { Status = 404, NotCompared = "not readable: Gone" },
            Page("https://zhanar.example.kz/files/annual-2019.pdf", VerdictKind.Live, "HTTP 200 OK") with { NotCompared = "PDF" },
            Page("https://wire.example.com/a/refinery-workers-walk-out", VerdictKind.Moved, "301 to https://wire.example.com/archive/2019/refinery-workers-walk-out") with
            {
                FinalUrl = new Uri("https://wire.example.com/archive/2019/refinery-workers-walk-out"),
                NotFound =
                [
                    new CitedBy(Strike, 4, "The strike began on 3 February.", Support.Direct, null) { Revision = "1187452093" },
                    new CitedBy(Strike, 4, "A sentence that the article has no more.", Support.Direct, null),
                ],
            },
            Page("https://archive-town.example/wage-talks", VerdictKind.Soft404, "HTTP 200, but the title says «Page not found»", "an address that cannot exist gets the same page") with
            {
                NotCompared = "not readable: Soft404",
            },
            Page("https://union.example.org/statement", VerdictKind.Unreachable, "union.example.org: no such host") with
            {
                Status = null, NotCompared = "not readable: Unreachable", Capture = new StoredCapture("", "", "", CaptureOutcome.None),
            },
            Page("https://tilshi.example.kz/kk/ereuil", VerdictKind.Live, "HTTP 200 OK") with { NotCompared = "first check", Language = "kk" },
            Page("https://gazette.example/notices", VerdictKind.Blocked, "HTTP 403 Forbidden", "the page asks for a browser check") with { Label = "Official gazette", Status = 403, NotCompared = "not readable: Blocked" },
        ]);

    /// <summary>One live page, compared and unchanged, cited by nobody.</summary>
    public static CheckResult Quiet() => new([], [Page("https://example.org/a", VerdictKind.Live, "HTTP 200 OK")]);

    public static PageOutcome Page(string url, VerdictKind verdict, params string[] evidence) => new()
    {
        Url = new Uri(url),
        FinalUrl = new Uri(url),
        Time = Now,
        Status = 200,
        Verdict = new Verdict(verdict, evidence),
        Capture = new StoredCapture("20260310081500", Digest, "example.org/20260310081500-9f86d081", CaptureOutcome.New),
    };

    public static ArticleReferences Article(string url, string title, string language, IReadOnlyList<Reference> references) => new()
    {
        Article = new Uri(url),
        Title = title,
        Revision = "1187452093",
        Language = language,
        References = references,
    };

    public static Reference Ref(int number, string title, string? url, params PassageSentence[] passage) => new()
    {
        Number = number,
        Title = title,
        Urls = url is null ? [] : [new Uri(url)],
        Passage = passage,
    };

    private static Alert Drift(string id, string page, string title) => new()
    {
        Id = id,
        Kind = AlertKind.ContentDrift,
        Title = title,
        Page = page,
        Time = Now,
        Before = "20260301070000",
        After = "20260310081500",
    };
}
