namespace Refwatch.Verdicts;

/// <summary>
/// How error pages are built, in whatever language: what their elements are called, where they say they are, the one thing that
/// they offer. None of it says what is wrong; it goes with a notice.
/// </summary>
internal sealed record ErrorMarks
{
    /// <summary>Classes and ids that publishing systems give to their error pages.</summary>
    private static readonly string[] ErrorNames =
    [
        "error404", "error-404", "error_404", "page404", "page-404", "page_404", "404-page", "http404", "is-404",
        "not-found", "notfound", "page-not-found", "error-page", "errorpage", "page-error", "wp-die-message", "noarticletext",
    ];

    private const int FewActions = 3;

    /// <summary>What an element is called.</summary>
    public string? Name { get; private init; }

    /// <summary>The redirects end at "/404" or the like.</summary>
    public bool IsAtErrorAddress { get; private init; }

    /// <summary>The page says that it is really the front page or an error page.</summary>
    public bool IsCanonicalElsewhere { get; private init; }

    /// <summary>The one thing that is left to do.</summary>
    public string? WayBack { get; private init; }

    public bool IsNoIndex { get; private init; }

    /// <summary>The markup has a trait of pages that are missing.</summary>
    public bool AreInMarkup => Name is not null || IsCanonicalElsewhere || IsNoIndex;

    /// <param name="page">The page.</param>
    /// <param name="isMissing">It is asked whether the page is missing; of a page in trouble, addresses say nothing.</param>
    public static ErrorMarks Of(JudgedPage page, bool isMissing) => new()
    {
        Name = Array.Find(ErrorNames, page.View.Names.Contains),
        IsAtErrorAddress = isMissing && Redirects.EndsAtErrorAddress(page),
        IsCanonicalElsewhere = isMissing && LeadsElsewhere(page.View.Canonical, page.From),
        WayBack = page.View.IsBrief && page.View.Actions.Count <= FewActions ? page.View.Actions.FirstOrDefault(static action => SoftErrors.WaysBack.FindIn(new WordList(action)) is not null) : null,
        IsNoIndex = page.View.IsNoIndex,
    };

    public void AddTo(Tally tally, JudgedPage page)
    {
        tally.ForIf(Name is not null, 1.5, $"an element is named «{Name}»");
        tally.ForIf(IsAtErrorAddress, page.IsRedirected ? 3 : 1, $"the address is {page.To}");
        tally.ForIf(IsCanonicalElsewhere, 1.5, $"the page calls itself {page.View.Canonical}");
        tally.ForIf(WayBack is not null, 1, $"what it offers is «{WayBack}»");
        tally.ForIf(IsNoIndex, 1, "the page forbids indexing");
    }

    private static bool LeadsElsewhere(Uri? canonical, Uri address) =>
        canonical is not null
        && !Addresses.IsSamePage(canonical, address)
        && !Addresses.IsHome(address)
        && (Addresses.IsHome(canonical) || Addresses.Segments(canonical).Any(static part => part.Contains("404", StringComparison.Ordinal)));
}
